import { exceededOf } from '../measures/quantile.ts';
import type { BlockRunner } from './block.ts';
import { type KeptYears, keepBlock } from './kept/kept-years.ts';
import { blockOf, type Plan } from './plan.ts';

/** By year: what is claimed, what contracts leave, what stays. */
export type YearTotals = Readonly<Record<'gross' | 'owed' | 'retained', Float64Array>>;

/** What one block contributes to the figures. */
export type BlockTotals = {
  readonly block: number;
  /** Yearly totals of the pooled years, where they were not written into those of all years. */
  readonly years: YearTotals | undefined;
  /** For the first block of a world: the retained amount exceeded with each probability asked for. */
  readonly worldRetained: Float64Array | undefined;
  /** For the first block of a world: its named values. */
  readonly worldValues: Float64Array | undefined;
  /** For the first block of a world: what stays of each severe event, and their share of what is claimed. */
  readonly severeRetained: Float64Array;
  readonly severeGross: Float64Array;
  /** The events of the block, where they are kept. */
  readonly kept: KeptYears | undefined;
};

/**
 * Plays one block and takes down its totals.
 *
 * @param untouched keeps the events but those with one of these facts, see `keepBlock`
 * @param all the totals of all pooled years, where threads share memory: the block writes its own stretch
 */
export function blockTotals(
  runner: BlockRunner,
  plan: Plan,
  all: YearTotals | undefined,
  block: number,
  probabilities: readonly number[],
  untouched?: number,
): BlockTotals {
  const { world, first, pooled, offset } = blockOf(plan, block);
  const { played, outcome, years } = runner.run(block, world, untouched);
  const severeGross: number[] = [];
  const severeRetained: number[] = [];
  for (let e = 0; first && e < played.table.events; e++) {
    if (played.severe[e] === 0) continue;
    let kept = outcome.gross[e] - outcome.relieved[e];
    for (const paid of outcome.paid) kept -= paid[e];
    severeGross.push(outcome.gross[e]);
    severeRetained.push(kept);
  }
  if (all) {
    all.gross.set(years.gross.subarray(0, pooled), offset);
    all.owed.set(years.owed.subarray(0, pooled), offset);
    all.retained.set(years.retained.subarray(0, pooled), offset);
  }
  return {
    block,
    years: all ? undefined : pooledYears(years, pooled),
    worldRetained: first ? exceededOf(years.retained, probabilities) : undefined,
    worldValues: first ? runner.player.worldValues() : undefined,
    severeRetained: new Float64Array(severeRetained),
    severeGross: new Float64Array(severeGross),
    kept: untouched === undefined ? undefined : keepBlock(played, untouched),
  };
}

function pooledYears({ gross, owed, retained }: YearTotals, pooled: number): YearTotals {
  return {
    gross: gross.slice(0, pooled),
    owed: owed.slice(0, pooled),
    retained: retained.slice(0, pooled),
  };
}
