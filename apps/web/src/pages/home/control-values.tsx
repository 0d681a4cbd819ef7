import { Button } from '@mantine/core';
import { controlOf, controls } from '@sonae/knowledge';
import type { Company } from '@sonae/register';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Money } from '../../parts/money.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { Working } from '../../parts/waiting.tsx';
import type { Job, Said, Value } from './control-value.worker.ts';

type ControlValuesProps = { readonly id: string; readonly company: Company; readonly version: number };

const MOST = 6;

/** Controls that are not in place, by what they take off the 1-in-100 year for each yen of yearly cost. */
export default function ControlValues({ id, company, version }: ControlValuesProps) {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const candidates = missing(company);
  const values = useQuery({
    // A new version of the register is another question.
    queryKey: ['home', 'control-values', id, version],
    queryFn: ({ signal }) => calculate(id, company, candidates, signal),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (candidates.length === 0) return <p className="sub">{t('controls.none')}</p>;
  if (values.isFetching) return <Working />;
  if (values.error) return <Problem error={values.error} retry={() => void values.refetch()} />;
  if (!values.data) {
    return (
      <Button variant="default" onClick={() => void values.refetch()}>
        {t('controls.run', { count: candidates.length })}
      </Button>
    );
  }
  const cost = (control: string) => company.controls?.find((row) => row.id === control)?.yearlyCostYen;
  const ratio = ({ control, savedYen }: Value) => savedYen / (cost(control) ?? Number.POSITIVE_INFINITY);
  const sorted = values.data.toSorted((a, b) => ratio(b) - ratio(a) || b.savedYen - a.savedYen);
  return (
    <SmallTable
      caption={t('controls.title')}
      head={[t('controls.control'), t('controls.saved'), t('controls.cost')]}
      rows={sorted
        .slice(0, MOST)
        .map(({ control, savedYen }) => [
          controlOf(control)?.[language] ?? control,
          savedYen > 0 ? <Money key="saved" yen={savedYen} /> : t('controls.notSeen'),
          cost(control) === undefined ? t('controls.noCost') : <Money key="cost" yen={cost(control)!} />,
        ])}
    />
  );
}

/** Controls with a modelled effect that are stated to be missing, or of which nobody has said anything. */
function missing(company: Company): string[] {
  const inPlace = new Set(
    (company.controls ?? []).filter(({ status }) => status === 'yes').map(({ id }) => id),
  );
  return controls
    .filter(({ id, effects }) => (effects?.length ?? 0) > 0 && !inPlace.has(id))
    .map(({ id }) => id);
}

async function calculate(
  id: string,
  company: Company,
  candidates: readonly string[],
  signal: AbortSignal,
): Promise<readonly Value[]> {
  const { input } = await api.companies.inputs({ company: id }, { signal });
  const worker = new Worker(new URL('./control-value.worker.ts', import.meta.url), { type: 'module' });
  signal.addEventListener('abort', () => worker.terminate());
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data: said }: MessageEvent<Said>) => {
        if (said.kind === 'result') resolve(said.values);
        if (said.kind === 'failed') reject(new Error(said.reason));
      };
      worker.postMessage({ company, input, controls: candidates } satisfies Job);
    });
  } finally {
    worker.terminate();
  }
}
