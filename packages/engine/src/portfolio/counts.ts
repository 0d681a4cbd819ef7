import { exp, log } from '../random/elementary.ts';
import { logGamma } from '../random/special.ts';

/**
 * A distribution over whole numbers as cumulative probabilities, for inversion: the smallest k whose probability of
 * at most k reaches u. Inversion keeps counts in step with the mean: a lower rate sees a prefix of the same events.
 */
export type CountTable = { readonly first: number; readonly cumulative: Float64Array };

const NEGLIGIBLE = 1e-18;

/** Poisson counts, summed from the mode outwards so that the tails keep their digits. */
export function poissonTable(mean: number): CountTable {
  const mode = Math.floor(mean);
  const peak = mean > 0 ? exp(mode * log(mean) - mean - logGamma(mode + 1)) : 1;
  const above: number[] = [];
  for (let k = mode + 1, p = (peak * mean) / k; p > NEGLIGIBLE; k++, p *= mean / k) above.push(p);
  const below: number[] = [];
  for (let k = mode, p = peak; p > NEGLIGIBLE && k >= 0; p *= k / mean, k--) below.push(p);
  return cumulate(mode - below.length + 1, [...below.reverse(), ...above]);
}

/** Sizes of clusters from 1: P(L = k) ∝ q^k / k. */
export function logSeriesTable(q: number): CountTable {
  const weights: number[] = [];
  const scale = -1 / log(1 - q);
  for (let k = 1, power = q; scale * power > NEGLIGIBLE * (1 - q); k++, power *= q)
    weights.push((scale * power) / k);
  return cumulate(1, weights);
}

/** Most entries a table of cluster sizes may need; beyond it the frequency is refused. */
export function logSeriesLength(q: number): number {
  return Math.ceil(-42 / log(q));
}

function cumulate(first: number, weights: readonly number[]): CountTable {
  const total = weights.reduce((sum, w) => sum + w, 0);
  let sum = 0;
  const cumulative = Float64Array.from(weights, (w) => {
    sum += w;
    return sum / total;
  });
  // Whatever rounding leaves, the last count is certain.
  cumulative[cumulative.length - 1] = 1;
  return { first, cumulative };
}

/** The count for a draw u within (0, 1), by bisection. */
export function countAt({ first, cumulative }: CountTable, u: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] < u) low = middle + 1;
    else high = middle;
  }
  return first + low;
}
