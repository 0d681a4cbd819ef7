/**
 * The large values of one measure, largest tail asked for included. Two forms give the same bits: a plain array, and
 * a column in the memory of a kernel.
 */
export type Column = {
  readonly length: number;
  /** How many values are at least `from`. */
  count(from: number): number;
  /** The sum of the values over an amount, and of their squares: two running sums, of even and of odd places. */
  beyond(over: number): { readonly sum: number; readonly squares: number };
  /** The values from `low` to below `high`, in any order. */
  between(low: number, high: number): number[];
};

export function arrayColumn(values: Float64Array, length: number): Column {
  return {
    length,
    count: (from) => {
      let n = 0;
      for (let i = 0; i < length; i++) if (values[i] >= from) n += 1;
      return n;
    },
    beyond: (over) => {
      const sum = [0, 0];
      const squares = [0, 0];
      for (let i = 0; i < length; i++) {
        const x = values[i];
        if (!(x > over)) continue;
        sum[i & 1] += x;
        squares[i & 1] += x * x;
      }
      return { sum: sum[0] + sum[1], squares: squares[0] + squares[1] };
    },
    between: (low, high) => {
      const found: number[] = [];
      for (let i = 0; i < length; i++) if (values[i] >= low && values[i] < high) found.push(values[i]);
      return found;
    },
  };
}

/** So few values are sorted out directly. */
const FEW = 64;

/**
 * The value with exactly `rank` values before it when the largest comes first; `rank` must be below the length. Finds
 * it by counting: passes without a branch to mispredict beat moving values about.
 */
export function valueOfRank(column: Column, rank: number, least: number): number {
  let { low, high, atLow, atHigh } = boundsOf(column, rank, least);
  // atLow = count(low) > rank ≥ atHigh = count(high).
  for (let pass = 0; atLow - atHigh > FEW; pass++) {
    const middle = pass % 3 === 2 ? halfway(low, high) : guess(low, high, atLow, atHigh, rank);
    if (!(middle > low && middle < high)) {
      const half = halfway(low, high);
      if (!(half > low && half < high)) return low;
      const count = column.count(half);
      if (count > rank) [low, atLow] = [half, count];
      else [high, atHigh] = [half, count];
      continue;
    }
    const count = column.count(middle);
    if (count > rank) [low, atLow] = [middle, count];
    else [high, atHigh] = [middle, count];
  }
  const few = column.between(low, high).sort((a, b) => b - a);
  return few[rank - atHigh];
}

type Bounds = { low: number; high: number; atLow: number; atHigh: number };

/** From the least value on, in steps of two, until the rank lies between. */
function boundsOf(column: Column, rank: number, least: number): Bounds {
  let low = least;
  let atLow = column.length;
  for (let high = low < 1 ? 1 : low * 2; ; high *= 2) {
    const atHigh = column.count(high);
    if (atHigh <= rank) return { low, high, atLow, atHigh };
    low = high;
    atLow = atHigh;
  }
}

/** Where the rank would lie if the logarithm of the count fell evenly with that of the amount. */
function guess(low: number, high: number, atLow: number, atHigh: number, rank: number): number {
  const share = Math.log((rank + 0.5) / atLow) / Math.log(Math.max(atHigh, 0.5) / atLow);
  return low * (high / low) ** Math.min(0.98, Math.max(0.02, share));
}

const pair = new Float64Array(2);
const bits = new BigInt64Array(pair.buffer);

/** The double halfway by its bits: every amount is found in 64 steps. */
function halfway(low: number, high: number): number {
  pair[0] = low;
  pair[1] = high;
  bits[0] = (bits[0] + bits[1]) >> 1n;
  return pair[0];
}

/** The smallest double above x. */
export function nextAbove(x: number): number {
  pair[0] = x;
  bits[0] += 1n;
  return pair[0];
}
