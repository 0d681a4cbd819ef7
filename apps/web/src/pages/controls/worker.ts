import { controlCandidates, controlValues, policyCandidate, searchProgramme } from '@sonae/assessment';
import type { Language, Truth } from '@sonae/core';
import type { TransportInput } from '@sonae/operations/contract';
import { type Policy, type RatingFacts, readPolicyYaml } from '@sonae/policy';
import { answerCalls, type Progress } from '../../parts/calls.ts';

const VALUE_YEARS = 10_000;
/** A search plays the years once for each set of controls. */
const SEARCH_YEARS = 4_000;
/** Selections measured before the search stops and states its gap. */
const MOST = 3_000;
const SEED = 42;
const RETURN_PERIOD = 100;

type ValuesInput = { readonly input: TransportInput; readonly status: Readonly<Record<string, Truth>> };

type MixInput = {
  readonly input: TransportInput;
  readonly facts: RatingFacts;
  readonly costYen: Readonly<Record<string, number>>;
  /** Sources of the policies that may be bought, with what was quoted. */
  readonly policies: readonly {
    readonly file: string;
    readonly source: string;
    readonly quotedYen?: number;
  }[];
  readonly budgetYen: number;
  readonly language: Language;
};

const handlers = {
  values: ({ input, status }: ValuesInput, onProgress: (progress: Progress) => void) => ({
    values: controlValues({
      data: input.data,
      subject: input.subject,
      liabilities: new Map(input.liabilities),
      policies: input.policies.map(({ policy }) => policy),
      status,
      years: VALUE_YEARS,
      seed: SEED,
      returnPeriod: RETURN_PERIOD,
      onProgress,
    }),
    years: VALUE_YEARS,
    seed: SEED,
  }),

  mix: ({ input, facts, costYen, policies, budgetYen, language }: MixInput) => {
    const candidates = policies.flatMap(({ file, source, quotedYen }) => {
      const { base } = readPolicyYaml(source, file);
      return base ? [policyCandidate(base as Policy, facts, quotedYen)] : [];
    });
    const { candidates: chosen, leftOut } = controlCandidates(
      input.data,
      { status: facts.controls ?? {}, costYen },
      candidates,
    );
    return searchProgramme({
      data: input.data,
      subject: input.subject,
      liabilities: new Map(input.liabilities),
      facts,
      controls: chosen,
      policies: candidates,
      leftOut,
      years: SEARCH_YEARS,
      seed: SEED,
      returnPeriod: RETURN_PERIOD,
      budgetYen,
      most: MOST,
      language,
    });
  },
};
export type ControlHandlers = typeof handlers;

answerCalls(handlers);
