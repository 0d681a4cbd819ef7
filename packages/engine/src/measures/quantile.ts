import { sortAmounts } from './sort-amounts.ts';

/**
 * Orders the values from `from` to below `length` so that the one of rank `k` among all (0 the smallest) is in its
 * place: what stands before `from` must be smaller already. Returns it.
 */
export function selectRank(values: Float64Array, k: number, length = values.length, from = 0): number {
  let low = from;
  let high = length - 1;
  while (low < high) {
    const pivot = middleOfThree(values[low], values[(low + high) >> 1], values[high]);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const swap = values[i];
        values[i++] = values[j];
        values[j--] = swap;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k];
}

function middleOfThree(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
}

/** ⌊n × probability⌋, how many of n values are worse; what a product of two doubles lacks to a whole number does not count. */
const worseThan = (n: number, probability: number): number => Math.floor(n * probability + 1e-9);

/**
 * The amount exceeded with the probability given: of n ordered values the one with exactly ⌊n × probability⌋ values
 * behind it. At 1 in 100 of 4,000 years, 40 years are worse.
 *
 * @param scratch a copy of the values; it is reordered
 */
export function exceeded(scratch: Float64Array, probability: number, length = scratch.length): number {
  if (length === 0) return 0;
  const behind = worseThan(length, probability);
  return selectRank(scratch, Math.max(0, length - 1 - behind), length);
}

/** Scratch of {@link exceededOf}. */
let room = new Float64Array(0);

/**
 * {@link exceeded} at several probabilities of values from 0 on, which are left as they are. Most years are quiet, and
 * a 0 needs no ordering.
 */
export function exceededOf(values: Float64Array, probabilities: readonly number[]): Float64Array {
  if (room.length < values.length) room = new Float64Array(values.length);
  const scratch = room;
  let length = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > 0) scratch[length++] = values[i];
  const found = new Float64Array(probabilities.length);
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
  // What stands before one rank stands before the next.
  let from = 0;
  for (const i of order) {
    const behind = worseThan(values.length, probabilities[i]);
    if (behind >= length) continue;
    const rank = length - 1 - behind;
    found[i] = selectRank(scratch, rank, length, from);
    from = rank;
  }
  return found;
}

/** {@link exceeded} of values that stand in ascending order. */
export function exceededOfSorted(sorted: Float64Array, probability: number): number {
  const behind = worseThan(sorted.length, probability);
  return behind < sorted.length ? sorted[sorted.length - 1 - behind] : 0;
}

/** Values from 0 on in ascending order; the zeros are not ordered but counted. */
export function sortedFromZero(values: Float64Array): Float64Array {
  const sorted = new Float64Array(values.length);
  let from = values.length;
  for (let i = 0; i < values.length; i++) if (values[i] > 0) sorted[--from] = values[i];
  sortAmounts(sorted.subarray(from));
  return sorted;
}

/** The quantile of a small sorted list, linear between its values. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}
