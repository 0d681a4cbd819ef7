import type { ContractNote, Liability } from '@sonae/contract';
import type { Language } from '@sonae/core';
import {
  type OnProgress,
  type PoolOptions,
  type Simulation,
  simulate,
  sortedFromZero,
  type Task,
} from '@sonae/engine';
import { type LossModel, type LossModelData, lossModel, type Subject } from '@sonae/loss';
import type { Policy } from '@sonae/policy';
import { curvesOf } from './curves.ts';
import { figuresOf } from './figures-of-window.ts';
import { headlinesOf, standardError } from './headlines.ts';
import { notesOf } from './notes.ts';
import { narrowings } from './question.ts';
import type { Assessment, NextQuestion } from './result.ts';
import { sourcesOf } from './sources.ts';
import { bitOfFact, createTask } from './task.ts';

/** What is assessed: the loss model of a subject with its contracts and policies. */
export type AssessmentInput = {
  readonly data: LossModelData;
  readonly subject: Subject;
  readonly company: Assessment['company'];
  readonly liabilities: ReadonlyMap<string, Liability>;
  readonly contractNotes: readonly ContractNote[];
  readonly policies: readonly { readonly policy: Policy; readonly premiumYen: number }[];
  readonly controlCostYen: number;
};

export type AssessmentOptions = PoolOptions & {
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
  readonly language: Language;
  /** The command that reproduces the figures. */
  readonly command: string;
  readonly onProgress?: OnProgress;
};

/** Return periods that are always headlines: a nuisance year and a bad one. */
const HEADLINE_PERIODS = [20, 100];
/** Share of the work that is playing all years; the rest is explaining some of them. */
const PLAYING = 0.85;

/**
 * Assesses a subject: loss, contracts and insurance on one and the same set of years.
 * Rejects with the reason of the signal when stopped.
 */
export async function assess(input: AssessmentInput, options: AssessmentOptions): Promise<Assessment> {
  const played = await playAll(input, options);
  try {
    return await measure(input, options, played);
  } finally {
    played.simulation.close();
  }
}

/** A subject played: what is measured. */
export type Played = {
  readonly model: LossModel;
  readonly task: Task;
  readonly simulation: Simulation;
  readonly periods: readonly number[];
};

/** Plays all years of an input. `keep` keeps their events, so that they can meet other terms. */
export async function playAll(
  { data, subject, liabilities, policies }: AssessmentInput,
  options: AssessmentOptions,
  keep = false,
): Promise<Played> {
  const model = lossModel(data, subject);
  const task = createTask(
    model,
    liabilities,
    policies.map(({ policy }) => policy),
    options.seed,
  );
  const periods = [...new Set([...HEADLINE_PERIODS, options.returnPeriod])].sort((a, b) => a - b);
  const simulation = await simulate(task, {
    ...options,
    worlds: data.worlds,
    probabilities: periods.map((period) => 1 / period),
    onProgress: part(options.onProgress, 0, PLAYING),
    keep: keep ? { untouched: 1 << bitOfFact(model, 'unclaimed') } : undefined,
  });
  return { model, task, simulation, periods };
}

/** Measures and explains what was played, or what was priced again under other terms. */
export async function measure(
  input: AssessmentInput,
  options: AssessmentOptions,
  { model, task, simulation, periods }: Played,
): Promise<Assessment> {
  const { data, company, policies, controlCostYen } = input;
  const { returnPeriod, language, years, seed, command } = options;
  const premiumYen = policies.reduce((sum, policy) => sum + policy.premiumYen, 0);
  const onProgress = part(options.onProgress, PLAYING, 1);
  // While threads play some years again, this one measures.
  const explained = figuresOf({
    simulation,
    task,
    model,
    data,
    policies,
    returnPeriod,
    language,
    onProgress,
  });
  const sortedRetained = sortedFromZero(simulation.retained);
  const groups = model.source.groups.map((group) => group.id);
  const sources = sourcesOf(data, groups, model.openFacts, language);
  const curves = curvesOf(simulation, sortedRetained, premiumYen + controlCostYen);
  const questions = questionsOf(data, model, simulation, simulation.worldRetained[periods.indexOf(100)]);
  const headlines = headlinesOf(simulation, sortedRetained, periods);
  const beyondTolerance = beyond(sortedRetained, company.toleranceYen);
  const error = standardError(sortedRetained, 1 / returnPeriod);
  const figures = await explained;
  return {
    company,
    headlines,
    beyondTolerance,
    returnPeriod,
    ...figures,
    curves,
    nextQuestion: questions[0] ?? null,
    openQuestions: questions,
    years,
    worlds: simulation.plan.worlds,
    seed,
    standardError: Number(error.toPrecision(3)),
    premiumYen,
    controlCostYen,
    modelVersion: data.version,
    sources,
    notes: notesOf(input, sources),
    command,
  };
}

/** Progress of one part of the work as progress of the whole. */
function part(onProgress: OnProgress | undefined, from: number, to: number): OnProgress | undefined {
  return onProgress && (({ done, of }) => onProgress({ done: of * from + done * (to - from), of }));
}

/** Yearly probability that the retained amount passes the tolerance. */
function beyond(sortedRetained: Float64Array, toleranceYen: number | undefined): number | undefined {
  if (toleranceYen === undefined) return undefined;
  const within = sortedRetained.findLastIndex((yen) => yen <= toleranceYen) + 1;
  return (sortedRetained.length - within) / sortedRetained.length;
}

/** The questions that would narrow the band, the one that narrows most first; an answer settles all facts it is asked for. */
function questionsOf(
  data: LossModelData,
  model: LossModel,
  { worldValues }: Simulation,
  worldAmounts: Float64Array,
): NextQuestion[] {
  const asked = model.openFacts.filter((fact) => data.facts[fact].question !== undefined);
  const answers = new Map(asked.map((fact) => [fact, worldValues.get(fact) as Float64Array]));
  const questions = new Map<string, NextQuestion>();
  for (const { fact, narrowing } of narrowings(answers, worldAmounts)) {
    const { question, answeredBy } = data.facts[fact];
    const id = answeredBy ?? fact;
    const rounded = Number(narrowing.toFixed(4));
    if (question && rounded > 0 && !questions.has(id))
      questions.set(id, { id, narrowing: rounded, question });
  }
  return [...questions.values()];
}
