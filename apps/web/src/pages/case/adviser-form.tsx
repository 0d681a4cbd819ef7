import type { Adviser } from '@sonae/incident/case';
import { supportAreaOf } from '@sonae/knowledge';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeEntry } from '../../api/outbox.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Field } from '../../parts/field.tsx';
import { say } from '../../parts/toasts.tsx';
import { today } from '../../parts/today.ts';

/** What people from outside are asked for in a case; insurers and authorities stand among the contacts. */
const AREAS = ['legal', 'investigation', 'public_relations', 'call_centre', 'coordination', 'trust_recovery'];
const FIELDS = ['name', 'firm', 'reach'] as const;

/** Writes who helps with the case, or puts right what was written: the earlier word stays in the timeline. */
export function AdviserForm({
  id,
  before,
  onDone,
}: {
  readonly id: string;
  readonly before: Adviser | undefined;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('case-room');
  const { t: words } = useTranslation('cases');
  const language = useLanguage();
  const [area, setArea] = useState(before?.area ?? AREAS[0]);
  const [since, setSince] = useState(before?.since ?? today());
  const [said, setSaid] = useState({
    name: before?.name ?? '',
    firm: before?.firm ?? '',
    reach: before?.reach ?? '',
  });
  const submit = async (form: FormEvent) => {
    form.preventDefault();
    const [name, firm, reach] = FIELDS.map((field) => said[field].trim());
    const sent = await writeEntry(id, {
      kind: 'adviser',
      adviser: before?.adviser ?? crypto.randomUUID(),
      name,
      ...(firm ? { firm } : {}),
      area,
      since,
      ...(reach ? { reach } : {}),
      ...(before?.link === undefined ? {} : { link: before.link }),
    });
    if (sent !== 'refused') say(words('record.saved'));
    onDone();
  };
  return (
    <form className="adviser-form no-print" onSubmit={(event) => void submit(event)}>
      <Field label={t('advisers.area')}>
        <select value={area} onChange={(event) => setArea(event.target.value)}>
          {AREAS.map((one) => (
            <option key={one} value={one}>
              {supportAreaOf(one)?.[language] ?? one}
            </option>
          ))}
        </select>
      </Field>
      {FIELDS.map((field) => (
        <Field key={field} label={t(`advisers.${field}`)}>
          <input
            value={said[field]}
            required={field === 'name'}
            onChange={(event) => setSaid({ ...said, [field]: event.target.value })}
          />
        </Field>
      ))}
      <Field label={t('advisers.sinceDay')}>
        <input type="date" value={since} required onChange={(event) => setSince(event.target.value)} />
      </Field>
      <div className="actions">
        <button type="submit" className="step-button">
          {t('advisers.save')}
        </button>
        <button type="button" className="link" onClick={onDone}>
          {t('ledger.cancel')}
        </button>
      </div>
    </form>
  );
}
