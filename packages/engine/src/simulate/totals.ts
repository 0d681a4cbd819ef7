import { exceededOf } from '../measures/quantile.ts';
import type { BlockRunner } from './block.ts';
import { blockOf, type Plan } from './plan.ts';

/** What one block contributes to the figures. */
export type BlockTotals = {
  readonly block: number;
  /** Yearly totals of the pooled years: what is claimed, what contracts leave, what stays. */
  readonly gross: Float64Array;
  readonly owed: Float64Array;
  readonly retained: Float64Array;
  /** For the first block of a world: the retained amount exceeded with each probability asked for. */
  readonly worldRetained: Float64Array | undefined;
  /** For the first block of a world: what stays of each severe event, and their share of what is claimed. */
  readonly severeRetained: Float64Array;
  readonly severeGross: Float64Array;
};

/** Plays one block and takes down its totals. */
export function blockTotals(
  runner: BlockRunner,
  plan: Plan,
  block: number,
  probabilities: readonly number[],
): BlockTotals {
  const { world, first, pooled } = blockOf(plan, block);
  const { played, outcome, years } = runner.run(block, world);
  const severe: number[] = [];
  if (first) for (let e = 0; e < played.table.events; e++) if (played.severe[e]) severe.push(e);
  const keptOf = (e: number): number =>
    outcome.paid.reduce((left, paid) => left - paid[e], outcome.gross[e] - outcome.relieved[e]);
  return {
    block,
    gross: years.gross.slice(0, pooled),
    owed: years.owed.slice(0, pooled),
    retained: years.retained.slice(0, pooled),
    worldRetained: first ? exceededOf(years.retained, probabilities) : undefined,
    severeRetained: Float64Array.from(severe, keptOf),
    severeGross: Float64Array.from(severe, (e) => outcome.gross[e]),
  };
}
