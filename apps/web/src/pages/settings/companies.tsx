import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { queryClient } from '../../api/query-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { timeText } from '../../parts/dates.ts';
import { May } from '../../parts/may.tsx';
import { Empty, Section } from '../../parts/page.tsx';
import { Problem, useProblemText } from '../../parts/problem.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { offerUndo, sayProblem } from '../../parts/toasts.tsx';
import { ImportCompany } from './import-company.tsx';
import { RemovedCompanies } from './removed-companies.tsx';

const reread = () => queryClient.invalidateQueries({ queryKey: orpc.companies.key() });

/** The companies of the organisation: made, imported, removed, restored. */
export function Companies() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const mayRemove = useMay('company.remove');
  const problem = useProblemText();
  const { data, error } = useQuery(orpc.companies.list.queryOptions());
  const remove = async (company: string, name: string, version: number) => {
    try {
      await api.companies.remove({ company, version });
      offerUndo(t('companies.removed', { name }), async () => {
        await api.companies.restore({ company });
        await reread();
      });
    } catch (failed) {
      sayProblem(problem(failed));
    }
    await reread();
  };
  return (
    <>
      <Section title={t('parts.companies')} note={t('companies.note')}>
        {error && <Problem error={error} />}
        {data?.companies.length === 0 && (
          <Empty title={t('companies.none')} text={t('companies.noneText')}>
            <Link to="/questions">{t('companies.questions')}</Link>
          </Empty>
        )}
        {data && data.companies.length > 0 && (
          <SmallTable
            caption={t('parts.companies')}
            head={[t('companies.name'), t('companies.updated'), '']}
            rows={data.companies.map(({ id, name, version, updatedAt }) => [
              <Link key={id} to="/c/$company/register" params={{ company: id }}>
                {name}
              </Link>,
              timeText(updatedAt, language),
              mayRemove && (
                <ConfirmButton
                  key={id}
                  size="xs"
                  question={t('companies.removeQuestion', { name })}
                  onConfirm={() => remove(id, name, version)}
                >
                  {t('companies.remove')}
                </ConfirmButton>
              ),
            ])}
          />
        )}
      </Section>
      <May needs="company.write">
        <ImportCompany />
      </May>
      <May needs="company.remove">
        <RemovedCompanies onChange={reread} />
      </May>
    </>
  );
}
