import type { Assessment } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { orpc } from '../../api/client.ts';
import { useCompanyId } from '../../api/company.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { UnreadPage } from '../../parts/unread-page.tsx';
import './estimate.css';
import { EstimateBody } from './estimate-body.tsx';
import { Head } from './head.tsx';
import { useEstimate } from './use-estimate.ts';
import { WorkBar } from './work-bar.tsx';

/** Years the browser plays, unless the address says otherwise. */
const YEARS = '1000000';
const SEED = '42';

/** The estimate of a company, calculated in the browser. */
export default function EstimatePage() {
  const company = useCompanyId();
  const language = useLanguage();
  const { t } = useTranslation('estimate');
  const [period] = useAddress('period', '100');
  const [years] = useAddress('years', YEARS);
  const [seed] = useAddress('seed', SEED);
  const inputs = useQuery(
    orpc.companies.inputs.queryOptions({ input: { company, language }, meta: { keep: false } }),
  );
  const run = { years: Number(years), seed: Number(seed), returnPeriod: Number(period) };
  const estimate = useEstimate(inputs.data?.input, run);
  const earlier = useEarlier(company, run.returnPeriod, inputs.data?.version, language);
  const assessment = estimate.shown?.assessment ?? earlier;

  if (!inputs.data) return <UnreadPage title={t('title')} query={inputs} />;
  const { input, version, digest, issues } = inputs.data;
  return (
    <>
      <Head company={company} name={input.company.name} assessment={assessment} version={version} run={run} />
      <WorkBar
        estimate={estimate}
        issues={issues}
        isEarlier={estimate.shown === undefined && earlier !== undefined}
      />
      {assessment && (
        <EstimateBody
          company={company}
          version={version}
          digest={digest}
          input={input}
          assessment={assessment}
          estimate={estimate}
        />
      )}
      {!assessment && <p className="sub estimate-first">{t('work.first')}</p>}
    </>
  );
}

/** The last estimate that was kept of this very register in the reader's language: something to read while the years are played. */
function useEarlier(
  company: string,
  returnPeriod: number,
  version: number | undefined,
  language: Language,
): Assessment | undefined {
  const kept = useQuery(orpc.companies.assessments.queryOptions({ input: { company } })).data?.assessments;
  const last = kept?.find((one) => one.companyVersion === version && one.language === language);
  const { data } = useQuery(
    orpc.companies.assessment.queryOptions({
      input: { company, assessment: last?.id ?? '' },
      enabled: last !== undefined,
    }),
  );
  return data?.assessment.returnPeriod === returnPeriod ? data.assessment : undefined;
}
