import type { FrameModule } from '../formula/kernel/frames.ts';
import type { Model } from '../model/model.ts';
import { createInterpreter, type Outcome } from '../terms/interpret.ts';
import { createTermKernel, type TermKernel, type TermModule } from '../terms/kernel/run.ts';
import { flagWordsFor, type PredicateTable, setPredicates } from '../terms/predicates.ts';
import { shutOutOfAll } from '../terms/prepare.ts';
import type { TermProgramme } from '../terms/programme.ts';
import { createPlayer, type Player } from './play.ts';
import type { PlayedBlock } from './played-block.ts';

/** What is simulated: a model, the terms its events meet, and the luck. */
export type Task = {
  readonly model: Model;
  readonly terms: TermProgramme;
  readonly predicates: readonly PredicateTable[];
  readonly seed: number;
};

/** Yearly totals of a block, in whole yen. */
export type BlockYears = {
  readonly gross: Float64Array;
  readonly owed: Float64Array;
  readonly retained: Float64Array;
};

/** One block played through the terms; everything is overwritten by the next call. */
export type BlockResult = {
  readonly played: PlayedBlock;
  readonly outcome: Outcome;
  readonly years: BlockYears;
};

export type BlockRunner = {
  readonly player: Player;
  /** Plays the events alone, of all years or of those marked; with `small`, see {@link Player}. */
  play(block: number, world: number, only?: Uint8Array, small?: number): PlayedBlock;
  /** @param small facts that shut an event out of every policy; without it, those of the terms at hand */
  run(block: number, world: number, small?: number): BlockResult;
};

/** A model and its terms as WebAssembly, compiled once and given to every thread. */
export type Kernels = {
  readonly frames: FrameModule;
  /** Missing where only the interpreter can run the terms. */
  readonly terms: TermModule | undefined;
};

/** Prepares the playing of blocks through the terms, with the kernels given or else by the plain reference. */
export function createBlockRunner(task: Task, kernels?: Kernels, calendars?: Float64Array): BlockRunner {
  const flagWords = flagWordsFor(task.predicates.length);
  const player = createPlayer(task.model, task.seed, flagWords, kernels?.frames, calendars);
  const runTerms = kernels?.terms
    ? createTermKernel(task.terms, kernels.terms)
    : interpretedTerms(task.terms);
  const play: BlockRunner['play'] = (block, world, only, small) => {
    const played = player.play(block, world, only, small);
    const { table, row } = played;
    for (let e = 0; e < table.events; e++) {
      setPredicates(table.flags, e * table.flagWords, task.predicates, row[e]);
    }
    return played;
  };
  const shut = shutOutOfAll(task.terms);
  const years = yearsOf(task.model.blockYears);

  return {
    player,
    play,
    run: (block, world, small = shut) => {
      const played = play(block, world, undefined, small);
      const { openYears, open, firstOfOpen, order } = played;
      const outcome = runTerms(played.table, { order, firstOfYear: firstOfOpen.subarray(0, openYears + 1) });
      for (const key of ['gross', 'owed', 'retained'] as const) {
        years[key].set(played.small);
        for (let i = 0; i < openYears; i++) years[key][open[i]] += outcome.years[key][i];
      }
      return { played, outcome, years };
    },
  };
}

function yearsOf(count: number): BlockYears {
  return { gross: new Float64Array(count), owed: new Float64Array(count), retained: new Float64Array(count) };
}

/** The reference in the form of a kernel: every year of a block through the interpreter. */
export function interpretedTerms(terms: TermProgramme): TermKernel {
  const interpreter = createInterpreter(terms);
  const policies = terms.stages.filter((stage) => stage.kind === 'policy').length;
  let outcome = createOutcome(0, policies);
  let years = yearsOf(0);
  return (table, { order, firstOfYear }) => {
    const count = firstOfYear.length - 1;
    if (outcome.gross.length < table.events) outcome = createOutcome(table.events * 2, policies);
    if (years.gross.length < count) years = yearsOf(count);
    const { gross, relieved, paid } = outcome;
    for (let y = 0; y < count; y++) {
      const period = { order, from: firstOfYear[y], to: firstOfYear[y + 1] };
      if (period.from < period.to) interpreter.runPeriod(table, period, outcome);
      years.gross[y] = years.owed[y] = years.retained[y] = 0;
      for (let i = period.from; i < period.to; i++) {
        const e = order[i];
        const owed = gross[e] - relieved[e];
        let kept = owed;
        for (let p = 0; p < paid.length; p++) kept -= paid[p][e];
        years.gross[y] += gross[e];
        years.owed[y] += owed;
        years.retained[y] += kept;
      }
    }
    return { ...outcome, years };
  };
}

/** Room for the outcome of a number of events. */
export function createOutcome(events: number, policies: number): Outcome {
  return {
    gross: new Float64Array(events),
    relieved: new Float64Array(events),
    paid: Array.from({ length: policies }, () => new Float64Array(events)),
  };
}
