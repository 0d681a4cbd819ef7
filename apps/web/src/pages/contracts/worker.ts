import { partnerExposure, playYears } from '@sonae/assessment';
import type { TransportInput } from '@sonae/operations/contract';
import { answerCalls, type Progress } from '../../parts/calls.ts';

/** As the comparison of policies plays them. */
const YEARS = 20_000;
const SEED = 42;
const RETURN_PERIOD = 100;

const handlers = {
  exposure: ({ data, subject, liabilities }: TransportInput, onProgress: (progress: Progress) => void) => {
    const played = playYears(data, subject, { years: YEARS, seed: SEED, onProgress });
    return {
      rows: partnerExposure(played, new Map(liabilities), RETURN_PERIOD),
      years: played.years,
      seed: SEED,
      returnPeriod: RETURN_PERIOD,
    };
  },
};
export type ContractHandlers = typeof handlers;

answerCalls(handlers);
