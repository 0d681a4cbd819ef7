import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeEntry } from '../../api/outbox.ts';
import { Field } from '../../parts/field.tsx';
import { say } from '../../parts/toasts.tsx';

const KINDS = ['told', 'decision', 'task', 'testimony', 'contact', 'note'] as const;
type Kind = (typeof KINDS)[number];
type Event = Parameters<typeof writeEntry>[1];

/** Fields of each kind of entry, in the order people say them. */
const FIELDS = {
  told: ['whom', 'how', 'what'],
  decision: ['subject', 'choice', 'reason'],
  task: ['text', 'owner'],
  testimony: ['who', 'said', 'heardBy'],
  contact: ['who', 'reach', 'role'],
  note: ['text'],
} as const;
type Word = (typeof FIELDS)[Kind][number];
const MAY_BE_EMPTY: readonly Word[] = ['owner', 'heardBy', 'role'];
/** What somebody said takes more than a line. */
const LONG: readonly Word[] = ['said'];

/** Writes who was told, what was decided, what is to do; also without a connection. */
export function RecordForm({ id }: { readonly id: string }) {
  const { t } = useTranslation('cases');
  const [kind, setKind] = useState<Kind>('told');
  const [words, setWords] = useState<Partial<Record<Word, string>>>({});
  const said = (field: Word) => (words[field] ?? '').trim();
  const submit = async (form: FormEvent) => {
    form.preventDefault();
    const event = eventOf(kind, said);
    if (!event) return;
    setWords({});
    if ((await writeEntry(id, event)) !== 'refused') say(t('record.saved'));
  };
  return (
    <form className="record-form no-print" onSubmit={(event) => void submit(event)}>
      <fieldset className="segments">
        <legend className="hidden">{t('record.title')}</legend>
        {KINDS.map((one) => (
          <label key={one}>
            <input type="radio" name="record-kind" checked={kind === one} onChange={() => setKind(one)} />
            {t(`record.${one}`)}
          </label>
        ))}
      </fieldset>
      {FIELDS[kind].map((field) => (
        <Field key={field} label={t(`record.${field}`)}>
          {LONG.includes(field) ? (
            <textarea
              rows={4}
              value={words[field] ?? ''}
              required
              onChange={(event) => setWords({ ...words, [field]: event.target.value })}
            />
          ) : (
            <input
              value={words[field] ?? ''}
              required={!MAY_BE_EMPTY.includes(field)}
              onChange={(event) => setWords({ ...words, [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <button type="submit" className="step-button">
        {t('record.save')}
      </button>
    </form>
  );
}

function eventOf(kind: Kind, said: (field: Word) => string): Event | undefined {
  switch (kind) {
    case 'told':
      return { kind, whom: said('whom'), by: said('how'), what: said('what'), toldAt: new Date() };
    case 'decision':
      return { kind, subject: said('subject'), choice: said('choice'), reason: said('reason') };
    case 'task': {
      const owner = said('owner');
      return { kind, task: crypto.randomUUID(), title: said('text'), ...(owner ? { owner } : {}) };
    }
    case 'testimony': {
      const heardBy = said('heardBy');
      return {
        kind,
        who: said('who'),
        what: said('said'),
        heardAt: new Date(),
        ...(heardBy ? { heardBy } : {}),
      };
    }
    case 'contact': {
      const role = said('role');
      return { kind, who: said('who'), reach: said('reach'), ...(role ? { role } : {}) };
    }
    case 'note':
      return { kind, text: said('text') };
  }
}
