/**
 * Amounts of many years, of which a few change from position to position: the others are sorted once. Ranks of all
 * are found by bisection in the two sorted lists.
 */
export type Ranked = {
  /** The amount that `behind` others exceed or equal at most: rank 0 is the largest. */
  at(behind: number): number;
  /** How many amounts are larger. */
  countAbove(amount: number): number;
};

/** @param fixed ascending @param moving ascending */
export function ranked(fixed: Float64Array, moving: Float64Array): Ranked {
  const all = fixed.length + moving.length;
  return {
    at: (behind) => nthOf(fixed, moving, all - 1 - behind),
    countAbove: (amount) => above(fixed, amount) + above(moving, amount),
  };
}

/** The amount of rank `n`, 0 the smallest, of two ascending lists taken together. */
function nthOf(a: Float64Array, b: Float64Array, n: number): number {
  // So many of the n + 1 smallest come from a.
  let low = Math.max(0, n + 1 - b.length);
  let high = Math.min(a.length, n + 1);
  while (low < high) {
    const fromA = (low + high) >> 1;
    if (a[fromA] < b[n - fromA]) low = fromA + 1;
    else high = fromA;
  }
  const fromB = n + 1 - low;
  return Math.max(
    low > 0 ? a[low - 1] : Number.NEGATIVE_INFINITY,
    fromB > 0 ? b[fromB - 1] : Number.NEGATIVE_INFINITY,
  );
}

/** How many of an ascending list are larger than an amount. */
function above(sorted: Float64Array, amount: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= amount) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}
