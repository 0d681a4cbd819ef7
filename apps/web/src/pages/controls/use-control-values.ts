import { controlStatus } from '@sonae/operations/rating-facts';
import type { Company } from '@sonae/register';
import { useQuery } from '@tanstack/react-query';
import { orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCalculation } from '../../parts/use-calculation.ts';
import type { ControlHandlers } from './worker.ts';

export const startControlWorker = () =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

type Register = { readonly document: Company; readonly digest: string };

/**
 * What each control is worth to a company, played on this device: one calculation, so that every page shows the same figures.
 *
 * @param isAsked false: nothing is fetched or played yet
 */
export function useControlValues(company: string, register: Register | undefined, isAsked = true) {
  const language = useLanguage();
  const mayAssess = useMay('assessment.read');
  const inputs = useQuery(
    orpc.companies.inputs.queryOptions({
      input: { company, language },
      enabled: isAsked && mayAssess,
      meta: { keep: false },
    }),
  );
  const isReady = isAsked && register !== undefined && inputs.data !== undefined;
  const values = useCalculation<ControlHandlers, 'values'>(
    startControlWorker,
    'values',
    isReady ? { input: inputs.data.input, status: controlStatus(register.document) } : undefined,
    `${inputs.data?.digest} ${register?.digest}`,
  );
  return { input: inputs.data?.input, values, isReady, error: inputs.error ?? values.error };
}
