import type { FrameModule } from '../formula/kernel-frames.ts';
import type { Model } from '../model/model.ts';
import { createInterpreter, type Outcome } from '../terms/interpret.ts';
import { flagWordsFor, type PredicateTable, setPredicates } from '../terms/predicates.ts';
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
  run(block: number, world: number): BlockResult;
};

/** Prepares the playing of blocks through the terms. */
export function createBlockRunner(task: Task, frames?: FrameModule): BlockRunner {
  const { blockYears } = task.model;
  const player = createPlayer(task.model, task.seed, flagWordsFor(task.predicates.length), frames);
  const interpreter = createInterpreter(task.terms);
  const policies = task.terms.stages.filter((stage) => stage.kind === 'policy').length;
  const years: BlockYears = {
    gross: new Float64Array(blockYears),
    owed: new Float64Array(blockYears),
    retained: new Float64Array(blockYears),
  };
  let outcome = createOutcome(0, policies);

  return {
    player,
    run: (block, world) => {
      const played = player.play(block, world);
      const { table, order, firstOfYear, row } = played;
      if (outcome.gross.length < table.events) outcome = createOutcome(table.events * 2, policies);
      for (let e = 0; e < table.events; e++) {
        setPredicates(table.flags, e * table.flagWords, task.predicates, row[e]);
      }
      for (let y = 0; y < blockYears; y++) {
        const from = firstOfYear[y];
        const to = firstOfYear[y + 1];
        years.gross[y] = years.owed[y] = years.retained[y] = 0;
        if (from === to) continue;
        interpreter.runPeriod(table, { order, from, to }, outcome);
        for (let i = from; i < to; i++) {
          const e = order[i];
          const owed = outcome.gross[e] - outcome.relieved[e];
          let kept = owed;
          for (const paid of outcome.paid) kept -= paid[e];
          years.gross[y] += outcome.gross[e];
          years.owed[y] += owed;
          years.retained[y] += kept;
        }
      }
      return { played, outcome, years };
    },
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
