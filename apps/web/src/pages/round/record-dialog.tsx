import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAction } from '../../parts/use-action.ts';
import { type Item, useRecords } from './items.ts';

/** Records that something was done: when, by whom, what, and where that can be seen. */
export function RecordDialog({
  company,
  today,
  item: { item, title },
  onClose,
}: {
  readonly company: string;
  readonly today: string;
  readonly item: Item;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('round');
  const language = useLanguage();
  const records = useRecords(company);
  const [on, setOn] = useState(today);
  const [people, setPeople] = useState('');
  const [content, setContent] = useState('');
  const [evidence, setEvidence] = useState('');
  const save = useAction(async () => {
    const names = people.split(/[\n、,，]/).map((name) => name.trim());
    const where = evidence.trim();
    await records.record(
      {
        item,
        on,
        people: names.filter((name) => name !== ''),
        content: content.trim(),
        ...(where !== '' && { evidence: where }),
      },
      title[language],
    );
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.run();
  };
  return (
    <Dialog title={t('form.title')} onClose={onClose}>
      <form className="round-form" onSubmit={submit}>
        <p>
          <strong>{title[language]}</strong>
        </p>
        <label>
          {t('form.on')}
          <input
            type="date"
            required
            max={today}
            value={on}
            onChange={(event) => setOn(event.target.value)}
          />
        </label>
        <label>
          {t('form.people')}
          <textarea
            required
            rows={3}
            data-autofocus
            aria-describedby="round-people"
            value={people}
            onChange={(event) => setPeople(event.target.value)}
          />
        </label>
        <p className="sub" id="round-people">
          {t('form.peopleNote')}
        </p>
        <label>
          {t('form.content')}
          <textarea
            required
            rows={3}
            aria-describedby="round-content"
            value={content}
            onChange={(event) => setContent(event.target.value)}
          />
        </label>
        <p className="sub" id="round-content">
          {t('form.contentNote')}
        </p>
        <label>
          {t('form.evidence')}
          <input
            aria-describedby="round-evidence"
            value={evidence}
            onChange={(event) => setEvidence(event.target.value)}
          />
        </label>
        <p className="sub" id="round-evidence">
          {t('form.evidenceNote')}
        </p>
        {save.error !== undefined && <Problem error={save.error} />}
        <div className="dialog-actions">
          <Button type="submit" loading={save.isBusy}>
            {t('form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
