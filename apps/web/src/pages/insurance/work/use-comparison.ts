import type { ComparisonReport } from '@sonae/assessment';
import type { TransportInput } from '@sonae/operations/contract';
import type { Policy } from '@sonae/policy';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../../i18n/use-language.ts';
import { Calls, type Progress } from '../../../parts/calls.ts';
import type { ShownTrace } from '../model/trace.ts';
import type { InsuranceHandlers } from './worker.ts';

type Contacts = readonly { readonly area: string; readonly firm: string; readonly hours?: string }[];
type Money = Awaited<ReturnType<InsuranceHandlers['money']>>;

export type Comparison = {
  /** What the wordings say; undefined while it is being read. */
  readonly wording?: ComparisonReport;
  /** What each policy would leave with the company. */
  readonly money?: Money;
  /** From 0 to 1 while it is calculated. */
  readonly progress?: number;
  readonly error?: Error;
  /** A worst year through one policy, step by step. */
  readonly trace: Trace;
};
export type Trace = (policy: Policy, rank: number) => Promise<ShownTrace>;

/** The comparison of some policies, calculated beside the page. */
export function useComparison(
  policies: readonly Policy[],
  company: { readonly key: string; readonly input: TransportInput; readonly contacts: Contacts } | undefined,
  pair: { readonly expiring: string; readonly offered: string } | undefined,
): Comparison {
  const language = useLanguage();
  const calls = useRef<Calls<InsuranceHandlers>>(undefined);
  const [wording, setWording] = useState<ComparisonReport>();
  const [money, setMoney] = useState<Money>();
  const [progress, setProgress] = useState<number>();
  const [error, setError] = useState<Error>();
  const ask = useCallback(() => {
    calls.current ??= new Calls(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
    return calls.current;
  }, []);
  useEffect(
    () => () => {
      calls.current?.close();
      calls.current = undefined;
    },
    [],
  );

  const contacts = company?.contacts;
  useEffect(() => {
    if (policies.length === 0) return setWording(undefined);
    let isOld = false;
    ask()
      .ask('wording', { policies, contacts: contacts ?? [], pair, language })
      .then(
        (report) => !isOld && setWording(report),
        (problem) => !isOld && setError(problem),
      );
    return () => {
      isOld = true;
    };
  }, [ask, policies, contacts, pair, language]);

  const key = company?.key;
  const input = company?.input;
  useEffect(() => {
    setMoney(undefined);
    setError(undefined);
    if (policies.length === 0 || key === undefined || !input) return;
    let isOld = false;
    setProgress(0);
    const onProgress = ({ done, of }: Progress) => !isOld && setProgress(done / of);
    ask()
      .ask('money', { key, input, policies, language }, onProgress)
      .then(
        (report) => !isOld && setMoney(report),
        (problem) => !isOld && setError(problem),
      )
      .finally(() => !isOld && setProgress(undefined));
    return () => {
      isOld = true;
    };
  }, [ask, policies, key, input, language]);

  const trace = useCallback<Trace>(
    (policy, rank) => ask().ask('trace', { policy, rank, language }),
    [ask, language],
  );
  return { wording, money, progress, error, trace };
}
