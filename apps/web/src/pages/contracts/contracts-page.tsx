import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useCompanyId } from '../../api/company.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { May } from '../../parts/may.tsx';
import { Empty, PageTitle, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useCalculation } from '../../parts/use-calculation.ts';
import { Loading } from '../../parts/waiting.tsx';
import { ContractList } from './contract-list.tsx';
import './contracts.css';
import { Gaps } from './gaps.tsx';
import type { ContractHandlers } from './worker.ts';

const start = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** The contracts: what each relieves us of, what partners could claim, and where the worst gaps are. */
export default function ContractsPage() {
  const { t } = useTranslation('contracts');
  const company = useCompanyId();
  const language = useLanguage();
  const register = useQuery(orpc.companies.get.queryOptions({ input: { company } }));
  const inputs = useQuery(
    orpc.companies.inputs.queryOptions({
      input: { company, language },
      enabled: useMay('assessment.read'),
      meta: { keep: false },
    }),
  );
  const calculation = useCalculation<ContractHandlers, 'exposure'>(
    start,
    'exposure',
    inputs.data?.input,
    inputs.data?.digest ?? '',
  );
  const document = register.data?.document;
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')}>
        <May needs="company.write">
          <Link
            className="button-link"
            to="/c/$company/register"
            params={{ company }}
            search={{ table: 'contracts' }}
          >
            {t('edit')}
          </Link>
        </May>
      </PageTitle>
      {register.isPending && <Loading />}
      {register.error && <Problem error={register.error} retry={() => void register.refetch()} />}
      {document && (document.contracts ?? []).length === 0 && (
        <Empty title={t('empty')} text={t('emptyText')}>
          <May needs="company.write">
            <Link to="/c/$company/register" params={{ company }} search={{ table: 'contracts' }}>
              {t('edit')}
            </Link>
          </May>
        </Empty>
      )}
      {document && (
        <div className="cards">
          <Section title={t('gaps.title')} note={t('gaps.note')} accent="key">
            {inputs.error && <Problem error={inputs.error} />}
            <Gaps document={document} calculation={calculation} />
          </Section>
          {(document.contracts ?? []).length > 0 && (
            <Section title={t('list.title')} note={t('list.note')}>
              <ContractList company={company} document={document} exposures={calculation.result?.rows} />
            </Section>
          )}
        </div>
      )}
    </>
  );
}
