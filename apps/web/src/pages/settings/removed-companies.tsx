import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { timeText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { useProblemText } from '../../parts/problem.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { sayProblem } from '../../parts/toasts.tsx';

/** What was removed and can still be had back. */
export function RemovedCompanies({ onChange }: { readonly onChange: () => Promise<unknown> }) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const mayPurge = useMay('company.purge');
  const problem = useProblemText();
  const list = useQuery(orpc.companies.list.queryOptions({ input: { deleted: true } })).data;
  const removed = list?.companies.filter(({ deletedAt }) => deletedAt !== null) ?? [];
  if (removed.length === 0) return null;
  const change = async (work: Promise<unknown>) => {
    await work.catch((failed: unknown) => sayProblem(problem(failed)));
    await onChange();
  };
  return (
    <Section title={t('companies.deleted')}>
      <SmallTable
        caption={t('companies.deleted')}
        head={[t('companies.name'), t('companies.deletedAt'), '']}
        rows={removed.map(({ id, name, deletedAt }) => [
          name,
          deletedAt && timeText(deletedAt, language),
          <span key={id} className="row-actions">
            <Button
              size="xs"
              variant="default"
              onClick={() => void change(api.companies.restore({ company: id }))}
            >
              {t('companies.restore')}
            </Button>
            {mayPurge && (
              <ConfirmButton
                size="xs"
                question={t('companies.purgeQuestion', { name })}
                onConfirm={() => change(api.companies.purge({ company: id }))}
              >
                {t('companies.purge')}
              </ConfirmButton>
            )}
          </span>,
        ])}
      />
    </Section>
  );
}
