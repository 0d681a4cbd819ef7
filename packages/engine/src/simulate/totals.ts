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
  const { played, outcome, years } = runner.run(block, world);
  const severe: number[] = [];
  if (first) for (let e = 0; e < played.table.events; e++) if (played.severe[e]) severe.push(e);
  const keptOf = (e: number): number =>
    outcome.paid.reduce((left, paid) => left - paid[e], outcome.gross[e] - outcome.relieved[e]);
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
    severeRetained: Float64Array.from(severe, keptOf),
    severeGross: Float64Array.from(severe, (e) => outcome.gross[e]),
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
