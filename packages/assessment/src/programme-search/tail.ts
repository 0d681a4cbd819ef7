import type { Losses } from './mix.ts';

/** Years in which something happened that a contract or a policy could touch, and the rest. */
export type YearSums = {
  readonly years: number;
  /** Numbers of the years that have events of their own. */
  readonly active: Int32Array;
  /** What incidents nobody claims for cost in the other years, worst first, and altogether. */
  readonly quiet: Float64Array;
  readonly quietSum: number;
};

/** Splits years into active ones and quiet ones. */
export function splitYears(small: Float64Array, isActive: (year: number) => boolean): YearSums {
  const years = Array.from(small, (_, year) => year);
  const active = Int32Array.from(years.filter(isActive));
  const quiet = Float64Array.from(
    years.filter((year) => !isActive(year)),
    (year) => small[year],
  ).sort((a, b) => b - a);
  return { years: small.length, active, quiet, quietSum: quiet.reduce((a, b) => a + b, 0) };
}

/** Number of years in the tail of a return period: the worst of every `returnPeriod` years, at least one. */
export function tailYears(years: number, returnPeriod: number): number {
  return Math.max(1, Math.floor(years / returnPeriod));
}

/**
 * Mean of all years and mean of the worst ones (TVaR) of what is kept.
 *
 * @param kept yen by active year, in their order
 */
export function lossesOf(
  { years, quiet, quietSum }: YearSums,
  kept: Float64Array,
  returnPeriod: number,
): Losses {
  const worst = worstOf({ quiet }, kept, tailYears(years, returnPeriod));
  return {
    mean: (kept.reduce((a, b) => a + b, 0) + quietSum) / years,
    tail: worst.reduce((a, b) => a + b, 0) / worst.length,
  };
}

/**
 * Standard error of the tail as a share of it, from the finite number of years: the spread within the tail, and the
 * uncertainty of where it begins.
 */
export function tailError(sums: YearSums, kept: Float64Array, returnPeriod: number): number {
  const worst = worstOf(sums, kept, tailYears(sums.years, returnPeriod));
  const mean = worst.reduce((a, b) => a + b, 0) / worst.length;
  if (!(mean > 0)) return 0;
  const variance = worst.reduce((sum, yen) => sum + (yen - mean) ** 2, 0) / worst.length;
  const beginning = worst[worst.length - 1];
  return Math.sqrt((variance + (1 - 1 / returnPeriod) * (mean - beginning) ** 2) / worst.length) / mean;
}

function worstOf({ quiet }: Pick<YearSums, 'quiet'>, kept: Float64Array, count: number): Float64Array {
  const all = new Float64Array(kept.length + Math.min(count, quiet.length));
  all.set(kept);
  all.set(quiet.subarray(0, count), kept.length);
  return all.sort().reverse().slice(0, count);
}
