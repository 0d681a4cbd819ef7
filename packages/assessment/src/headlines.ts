import { exceededOfSorted, quantileOfSorted, type Simulation } from '@sonae/engine';
import type { Headline } from './result.ts';

/** Ends of the band of not-knowing: 90 % of the worlds lie between. */
const BAND = [0.05, 0.95] as const;

/** The three headlines and, where another one was asked for, the return period's own. */
export function headlinesOf(
  simulation: Simulation,
  sortedRetained: Float64Array,
  returnPeriods: readonly number[],
): Record<string, Headline> {
  const headlines: Record<string, Headline> = {};
  returnPeriods.forEach((period, i) => {
    const worlds = simulation.worldRetained[i].toSorted();
    headlines[String(period)] = {
      yen: exceededOfSorted(sortedRetained, 1 / period),
      low: wholeYen(quantileOfSorted(worlds, BAND[0])),
      high: wholeYen(quantileOfSorted(worlds, BAND[1])),
    };
  });
  const severe = simulation.severeRetained.toSorted();
  headlines.serious = {
    yen: severe.length === 0 ? 0 : wholeYen(quantileOfSorted(severe, 0.5)),
    low: severe.length === 0 ? 0 : wholeYen(quantileOfSorted(severe, BAND[0])),
    high: severe.length === 0 ? 0 : wholeYen(quantileOfSorted(severe, BAND[1])),
  };
  return headlines;
}

/**
 * Standard error of an exceeded amount, as a share of it, from the spread of its rank: the number of years beyond is
 * binomial, so the amounts one standard deviation of rank up and down bracket it.
 */
export function standardError(sorted: Float64Array, probability: number): number {
  const n = sorted.length;
  const rank = n * probability;
  const spread = Math.sqrt(rank * (1 - probability));
  const [middle, further, nearer] = [rank, rank - spread, rank + spread].map((r) =>
    exceededOfSorted(sorted, Math.min(1, Math.max(0, r / n))),
  );
  return middle > 0 ? (further - nearer) / 2 / middle : 0;
}

function wholeYen(amount: number): number {
  return Math.round(amount);
}
