import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { May } from '../../parts/may.tsx';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { type Answers, registerOf } from './answers.ts';

/** What to take along: this page on paper, and the answers as the beginning of a register. */
export function Documents({ answers }: { readonly answers: Answers }) {
  const { t } = useTranslation('questions');
  return (
    <Section title={t('documents.title')} note={t('documents.note')} span={7}>
      <div className="actions">
        <Button onClick={() => print()}>{t('documents.print')}</Button>
        <Button variant="default" onClick={() => save(answers)}>
          {t('documents.answers')}
        </Button>
      </div>
      <May needs="company.write">
        <MakeCompany answers={answers} />
      </May>
    </Section>
  );
}

function MakeCompany({ answers }: { readonly answers: Answers }) {
  const { t } = useTranslation('questions');
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  const make = async () => {
    setError(undefined);
    try {
      const { id } = await api.companies.create({
        document: registerOf(answers, name.trim(), t('documents.asset')),
      });
      await navigate({ to: '/c/$company/register', params: { company: id } });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form
      className="make-company no-print"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TextInput
        label={t('documents.name')}
        description={t('documents.makeNote')}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ''}>
        {t('documents.make')}
      </Button>
      {error !== undefined && <Problem error={error} />}
    </form>
  );
}

/** The answers as a file that `sonae check --answers` reads: JSON is YAML. */
function save(answers: Answers): void {
  const policy = answers.policy === 'held' ? 'unknown' : answers.policy;
  const file = new Blob([`${JSON.stringify({ ...answers, policy }, null, 2)}\n`], {
    type: 'application/yaml',
  });
  saveFile(file, 'answers.yaml');
}
