import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useCompanyId } from '../../api/company.ts';
import { May } from '../../parts/may.tsx';
import { PageTitle, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Loading } from '../../parts/waiting.tsx';
import { ControlList } from './control-list.tsx';
import './controls.css';
import { Mixes } from './mixes.tsx';
import { controlRows } from './model/controls.ts';
import { statusCounts } from './model/status.ts';
import { startControlWorker, useControlValues } from './use-control-values.ts';

/** The controls: what is in place, what each is worth and for how much, and the mixes a budget allows. */
export default function ControlsPage() {
  const { t } = useTranslation('controls');
  const company = useCompanyId();
  const register = useQuery(orpc.companies.get.queryOptions({ input: { company } }));
  const document = register.data?.document;
  const { input, values, isReady, error } = useControlValues(company, register.data);
  const counts = document && statusCounts(document);
  const rows = document ? controlRows(document, values.result?.values) : [];
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
      {document && counts && (
        <div className="cards">
          <Section title={t('list.title')} note={t('list.note')}>
            <p className="counts">
              {(['yes', 'no', 'unknown', 'absent'] as const).map((status) => (
                <span key={status} className="control-status" data-status={status}>
                  {t(`status.${status}`)} {counts[status]}
                </span>
              ))}
            </p>
            {error && <Problem error={error} />}
            {values.progress !== undefined && (
              <div className="working">
                <progress value={values.progress} max={1} aria-label={t('working')} />
                <span className="sub">{t('progress', { percent: Math.floor(values.progress * 100) })}</span>
              </div>
            )}
            <ControlList rows={rows} isPending={isReady && !values.result && !error} />
            {values.result && (
              <p className="sub">
                {t('foot', {
                  years: values.result.years.toLocaleString('en-US'),
                  seed: values.result.seed,
                })}
              </p>
            )}
          </Section>
          {input && (
            <Section title={t('mix.title')} note={t('mix.note')} id="mix">
              <Mixes document={document} input={input} start={startControlWorker} />
            </Section>
          )}
        </div>
      )}
    </>
  );
}
