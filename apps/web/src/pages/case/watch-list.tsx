import { SIGHTING_NAMES, SIGHTING_STATES, type SightingState } from '@sonae/incident/case';
import type { CaseRoomJson } from '@sonae/operations/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeEntry } from '../../api/outbox.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { timeText } from '../../parts/dates.ts';
import { Field } from '../../parts/field.tsx';
import { Section } from '../../parts/page.tsx';
import { say } from '../../parts/toasts.tsx';

type WatchListProps = {
  readonly id: string;
  readonly watched: CaseRoomJson['watched'];
  readonly writes: boolean;
};
type Watched = WatchListProps['watched'][number];

/** Where leaked data was seen, and how each place stands now. Addresses are plain text: nobody opens one by mistake. */
export function WatchList({ id, watched, writes }: WatchListProps) {
  const { t } = useTranslation('case-room');
  const look = async (url: string, state: SightingState, note?: string) => {
    const seen = { kind: 'sighting', url, state, seenAt: new Date(), ...(note ? { note } : {}) } as const;
    if ((await writeEntry(id, seen)) !== 'refused') say(t('watch.saved'));
  };
  return (
    <Section title={t('watch.title')} note={t('watch.note')} id="watch">
      {watched.length === 0 && <p className="sub">{t('watch.none')}</p>}
      <ul className="watched">
        {watched.map((place) => (
          <Place
            key={place.url}
            place={place}
            onLook={writes ? (state) => void look(place.url, state) : undefined}
          />
        ))}
      </ul>
      {writes && <NewPlace onAdd={(url, note) => void look(url, 'up', note)} />}
    </Section>
  );
}

function Place({
  place: { url, state, firstSeenAt, seenAt, by, looks, note },
  onLook,
}: {
  readonly place: Watched;
  readonly onLook: ((state: SightingState) => void) | undefined;
}) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  const { dotted } = usePunctuation();
  return (
    <li data-state={state}>
      <div>
        <code>{url}</code>
        {note !== undefined && <p>{note}</p>}
        <p className="sub">
          {dotted([
            t('watch.first', { at: timeText(firstSeenAt, language) }),
            t('watch.last', { at: timeText(seenAt, language), by }),
            t('watch.looks', { count: looks }),
          ])}
        </p>
      </div>
      {onLook ? (
        <label className="field">
          <span className="hidden">{t('watch.stateOf', { url })}</span>
          <select value={state} onChange={(event) => onLook(event.target.value as SightingState)}>
            {SIGHTING_STATES.map((one) => (
              <option key={one} value={one}>
                {SIGHTING_NAMES[one][language]}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span>{SIGHTING_NAMES[state][language]}</span>
      )}
      {onLook && (
        <button type="button" className="step-button no-print" onClick={() => onLook(state)}>
          {t('watch.same')}
        </button>
      )}
    </li>
  );
}

function NewPlace({ onAdd }: { readonly onAdd: (url: string, note: string) => void }) {
  const { t } = useTranslation('case-room');
  const [url, setUrl] = useState('');
  const [note, setNote] = useState('');
  const submit = (form: FormEvent) => {
    form.preventDefault();
    onAdd(url.trim(), note.trim());
    setUrl('');
    setNote('');
  };
  return (
    <form className="record-form no-print" onSubmit={submit}>
      <Field label={t('watch.url')}>
        <input
          value={url}
          required
          maxLength={2_000}
          pattern="[hH][tT][tT][pP][sS]?://\S+"
          title={t('watch.urlHint')}
          placeholder="https://"
          inputMode="url"
          onChange={(event) => setUrl(event.target.value)}
        />
      </Field>
      <Field label={t('watch.what')}>
        <input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <button type="submit" className="step-button">
        {t('watch.add')}
      </button>
    </form>
  );
}
