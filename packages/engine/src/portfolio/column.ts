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
  /** The values from `low` to below `high`, ascending, as an array of their own. */
  between(low: number, high: number): Float64Array;
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
      return values
        .subarray(0, length)
        .filter((value) => value >= low && value < high)
        .sort();
    },
  };
}

/** So few values are sorted out directly: enough to hold a rank and its standard error to either side. */
export const FEW = 512;

/** Finds values by their rank. What one search has counted narrows the next one. */
export type Ranking = {
  /**
   * The value with exactly `rank` values before it when the largest comes first; `rank` must be below the length.
   *
   * @param reach how many ranks to either side will be asked for next
   */
  valueOf(rank: number, reach?: number): number;
};

/**
 * Ranks a column by counting: passes without a branch to mispredict beat moving values about.
 *
 * @param least no value of the column is smaller
 */
export function rankingOf(column: Column, least: number): Ranking {
  /** Amounts counted so far, ascending, and how many values reach each. */
  const amounts = [least];
  const counts = [column.length];
  /** Values between two neighbours of those amounts, by the lower one. */
  const sorted = new Map<number, Float64Array>();
  const probe = (amount: number, place: number): void => {
    amounts.splice(place, 0, amount);
    counts.splice(place, 0, column.count(amount));
  };
  return {
    valueOf: (rank, reach = 0) => {
      for (let last = amounts.length - 1; counts[last] > rank; last++) {
        probe(amounts[last] < 1 ? 1 : amounts[last] * STRIDE, last + 1);
      }
      for (let pass = 0; ; pass++) {
        let high = counts.length - 1;
        while (counts[high - 1] <= rank) high -= 1;
        const [from, to] = [amounts[high - 1], amounts[high]];
        const [atLow, atHigh] = [counts[high - 1], counts[high]];
        if (atLow - atHigh <= FEW) {
          const found = sorted.get(from) ?? column.between(from, to);
          sorted.set(from, found);
          return found[atLow - 1 - rank];
        }
        let middle =
          pass % 3 === 2
            ? halfway(from, to)
            : guess(from, to, atLow, atHigh, rank + ASIDE * (pass % 3 === 0 ? reach : -reach));
        if (!(middle > from && middle < to)) middle = halfway(from, to);
        // Nothing lies between: many values are one and the same.
        if (!(middle > from && middle < to)) return from;
        probe(middle, high);
      }
    },
  };
}

/** Amounts are counted so many reaches aside of a rank, on one side and on the other. */
const ASIDE = 1.5;
/** How far a search leaps where nothing was counted yet. */
const STRIDE = 16;

/** Where the rank would lie if the logarithm of the count fell evenly with that of the amount. */
function guess(low: number, high: number, atLow: number, atHigh: number, rank: number): number {
  const share = Math.log((Math.max(0, rank) + 0.5) / atLow) / Math.log(Math.max(atHigh, 0.5) / atLow);
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
