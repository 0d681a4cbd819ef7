import { controlStatus } from '@sonae/operations/rating-facts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useCompanyId } from '../../api/company.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { May } from '../../parts/may.tsx';
import { PageTitle, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useCalculation } from '../../parts/use-calculation.ts';
import { Loading } from '../../parts/waiting.tsx';
import { ControlList } from './control-list.tsx';
import './controls.css';
import { Mixes } from './mixes.tsx';
import { controlRows, statusCounts } from './model/controls.ts';
import type { ControlHandlers } from './worker.ts';

const start = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** The controls: what is in place, what each is worth and for how much, and the mixes a budget allows. */
export default function ControlsPage() {
  const { t } = useTranslation('controls');
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
  const document = register.data?.document;
  const isReady = document !== undefined && inputs.data !== undefined;
  const values = useCalculation<ControlHandlers, 'values'>(
    start,
    'values',
    isReady ? { input: inputs.data.input, status: controlStatus(document) } : undefined,
    `${inputs.data?.digest} ${register.data?.digest}`,
  );
  const rows = document ? controlRows(document, values.result?.values) : [];
  const counts = statusCounts(rows);
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')}>
        <May needs="company.write">
          <Link
            className="button-link"
            to="/c/$company/register"
            params={{ company }}
            search={{ table: 'controls' }}
          >
            {t('edit')}
          </Link>
        </May>
      </PageTitle>
      {register.isPending && <Loading />}
      {register.error && <Problem error={register.error} retry={() => void register.refetch()} />}
      {document && (
        <div className="cards">
          <Section title={t('list.title')} note={t('list.note')}>
            <p className="counts">
              {(['yes', 'no', 'unknown', 'absent'] as const).map((status) => (
                <span key={status} className="control-status" data-status={status}>
                  {t(`status.${status}`)} {counts[status]}
                </span>
              ))}
            </p>
            {inputs.error && <Problem error={inputs.error} />}
            {values.error && <Problem error={values.error} />}
            {values.progress !== undefined && (
              <div className="working">
                <progress value={values.progress} max={1} aria-label={t('working')} />
                <span className="sub">{t('progress', { percent: Math.floor(values.progress * 100) })}</span>
              </div>
            )}
            <ControlList rows={rows} isPending={isReady && !values.result && !values.error} />
            {values.result && (
              <p className="sub">
                {t('foot', {
                  years: values.result.years.toLocaleString('en-US'),
                  seed: values.result.seed,
                })}
              </p>
            )}
          </Section>
          {isReady && (
            <Section title={t('mix.title')} note={t('mix.note')} id="mix">
              <Mixes document={document} input={inputs.data.input} start={start} />
            </Section>
          )}
        </div>
      )}
    </>
  );
}
