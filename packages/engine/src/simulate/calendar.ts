import { normalQuantile } from '../random/normal.ts';
import { philox, unit, words } from '../random/philox.ts';
import { lookUp, type QuantileTable } from '../random/quantile-table.ts';
import { YEAR_OWNER } from './addresses.ts';

/** How the weight of a block is spread over its years: bad years attract more events. */
export type YearWeights = {
  /** Weight of all years before each year; the last entry is the total. */
  readonly before: Float64Array;
  readonly years: number;
};

/** Years of equal weight. */
export function evenYears(years: number): YearWeights {
  return { before: Float64Array.from({ length: years + 1 }, (_, i) => i), years };
}

/** Fills in a gamma factor of mean 1 for each year of a block. */
export function drawYearWeights(
  weights: YearWeights,
  table: QuantileTable,
  block: number,
  key0: number,
  key1: number,
): void {
  const { before, years } = weights;
  for (let year = 0; year < years; year += 2) {
    philox(year >> 1, YEAR_OWNER, block, 0, key0, key1);
    const second = unit(words[2], words[3]);
    before[year + 1] = before[year] + lookUp(table, normalQuantile(unit(words[0], words[1])));
    if (year + 1 < years) before[year + 2] = before[year + 1] + lookUp(table, normalQuantile(second));
  }
}

/** The moment at which a share u of the weight has passed: whole part the year, fraction the time within it. */
export function momentAt(weights: YearWeights, u: number): number {
  const { before, years } = weights;
  const target = u * before[years];
  let low = 0;
  let high = years;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (before[middle] <= target) low = middle;
    else high = middle;
  }
  const width = before[low + 1] - before[low];
  const within = width > 0 ? (target - before[low]) / width : 0;
  return low + Math.min(within, 0.9999999999);
}
