import { Button } from '@mantine/core';
import type { Issue } from '@sonae/core';
import { useNavigate } from '@tanstack/react-router';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { IssueList } from '../../parts/issue-list.tsx';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { say } from '../../parts/toasts.tsx';
import { useAction } from '../../parts/use-action.ts';

/** A company out of a file; what is wrong in it is shown by its cell, and nothing is kept until it is right. */
export function ImportCompany() {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const read = useAction(async (file: File) => {
    const found = await api.companies.preview({ file });
    setIssues(found.issues);
    if (!found.ok || !found.document) return;
    const { id } = await api.companies.create({ document: found.document });
    say(t('companies.imported'));
    await navigate({ to: '/c/$company/register', params: { company: id } });
  });
  const template = useAction(async () => saveFile(await api.register.template(), 'sonae-register.xlsx'));
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = '';
    if (file) read.run(file);
  };
  return (
    <Section title={t('companies.import')} note={t('companies.importNote')}>
      <div className="actions">
        <Button loading={read.isBusy} onClick={() => field.current?.click()}>
          {t('companies.import')}
        </Button>
        <Button variant="default" loading={template.isBusy} onClick={() => template.run()}>
          {t('companies.template')}
        </Button>
      </div>
      <input
        ref={field}
        className="hidden"
        type="file"
        accept=".xlsx,.yaml,.yml,.json"
        aria-label={t('companies.import')}
        tabIndex={-1}
        onChange={choose}
      />
      {read.error !== undefined && <Problem error={read.error} />}
      {issues.length > 0 && (
        <>
          <p>{t('companies.broken')}</p>
          <IssueList issues={issues} />
        </>
      )}
    </Section>
  );
}
