import {
  type ComparedCompany,
  moneyReport,
  type PlayedYears,
  playYears,
  traceYear,
  wordingReport,
} from '@sonae/assessment';
import type { Language } from '@sonae/core';
import type { TransportInput } from '@sonae/operations/contract';
import type { Policy } from '@sonae/policy';
import { answerCalls, type Progress } from '../../../parts/calls.ts';
import { shownTrace } from '../model/trace.ts';

/** Years the comparison plays, as the command does. */
export const YEARS = 20_000;
export const SEED = 42;
export const RETURN_PERIOD = 100;

/** Playing the years is most of the work; what it is of the whole was measured. */
const PLAYING = 0.7;

type Company = Pick<ComparedCompany, 'name' | 'fictional' | 'data' | 'liabilities'>;
let played: { readonly key: string; readonly years: PlayedYears; readonly company: Company } | undefined;

type MoneyInput = {
  /** Names this input: the years of the same are played once. */
  readonly key: string;
  readonly input: TransportInput;
  readonly policies: readonly Policy[];
  readonly language: Language;
};

const handlers = {
  wording: ({
    policies,
    contacts,
    pair,
    language,
  }: {
    policies: readonly Policy[];
    contacts: ComparedCompany['contacts'];
    pair?: { expiring: string; offered: string };
    language: Language;
  }) => wordingReport(policies, contacts, { pair, language }),

  money: ({ key, input, policies, language }: MoneyInput, onProgress: (progress: Progress) => void) => {
    const share = (done: number) => onProgress({ done, of: 1 });
    if (played?.key !== key) {
      const { data, subject, company } = input;
      const years = playYears(data, subject, {
        years: YEARS,
        seed: SEED,
        onProgress: ({ done, of }) => share((done / of) * PLAYING),
      });
      played = { key, years, company: { ...company, data, liabilities: new Map(input.liabilities) } };
    }
    share(PLAYING);
    const options = { seed: SEED, returnPeriod: RETURN_PERIOD, language };
    const report = moneyReport(played.years, played.company, policies, options);
    share(1);
    return report;
  },

  trace: ({ policy, rank, language }: { policy: Policy; rank: number; language: Language }) => {
    if (!played) throw new Error('no years have been played');
    return shownTrace(traceYear(played.years, played.company.liabilities, policy, rank), policy, language);
  },
};
export type InsuranceHandlers = typeof handlers;

answerCalls(handlers);
