import { arrayColumn, type Column, nextAbove, rankingOf } from './column.ts';

/** The tail of many years: what measuring asks of the large values of one measure. */
export type Tail = {
  /**
   * The value with exactly `rank` values beyond it; undefined where too few values were kept.
   *
   * @param reach how many ranks to either side `shifted` will be asked for
   */
  at(rank: number, level: number, reach: number): TailFigures | undefined;
};

export type TailFigures = {
  readonly value: number;
  /** Sum of the `rank` largest values, and of their squares. */
  readonly sum: number;
  readonly squares: number;
  /** The value `steps` ranks further in, or out where negative. */
  shifted(steps: number): number;
};

/** @param complete whether every value that is not in the column is 0 */
export function tailOf(column: Column, least: number, complete: boolean): Tail {
  const ranking = rankingOf(column, least);
  const valueAt = (rank: number, reach?: number): number | undefined =>
    rank < column.length ? ranking.valueOf(rank, reach) : complete ? 0 : undefined;
  return {
    at: (rank, _, reach) => {
      const value = valueAt(rank, reach);
      if (value === undefined) return undefined;
      const { sum, squares } = column.beyond(value);
      const equal = rank - Math.min(rank, column.count(nextAbove(value)));
      return {
        value,
        sum: sum + equal * value,
        squares: squares + equal * value * value,
        shifted: (steps) => valueAt(Math.max(0, rank + steps)) ?? value,
      };
    },
  };
}

/**
 * A tail that is filled value by value. It keeps everything from a threshold on until it is narrowed; from then on it
 * counts what lies beyond a bracket around each rank asked for and keeps what lies within, so memory stays bounded.
 */
export type GrowingTail = Tail & {
  add(value: number): void;
  /** From now on only values near the ranks given as shares of all years, by `spread` standard deviations of rank. */
  narrow(years: number, probabilities: readonly number[], spread: number): void;
};

type Growing = { values: Float64Array; length: number };
type Bracket = {
  readonly low: number;
  readonly high: number;
  above: number;
  sum: number;
  squares: number;
  atHigh: number;
  readonly inside: Growing;
};

export function createGrowingTail(least: number, complete: boolean): GrowingTail {
  const all: Growing = { values: new Float64Array(4096), length: 0 };
  let brackets: Bracket[] | undefined;
  return {
    add: (value) => {
      if (!brackets) append(all, value);
      else for (const bracket of brackets) put(bracket, value);
    },
    at: (rank, level, reach) =>
      brackets
        ? atBracket(brackets[level], rank, complete)
        : tailOf(arrayColumn(all.values, all.length), least, complete).at(rank, level, reach),
    narrow: (years, probabilities, spread) => {
      const column = arrayColumn(all.values, all.length);
      const ranking = rankingOf(column, least);
      const valueAt = (rank: number) => (rank < all.length ? ranking.valueOf(Math.max(0, rank)) : least);
      brackets = probabilities.map((probability) => {
        const rank = Math.round(years * probability);
        const reach = Math.ceil(spread * Math.sqrt(rank));
        const bracket: Bracket = {
          low: valueAt(rank + reach),
          high: valueAt(rank - reach),
          above: 0,
          sum: 0,
          squares: 0,
          atHigh: 0,
          inside: { values: new Float64Array(4096), length: 0 },
        };
        for (let i = 0; i < all.length; i++) put(bracket, all.values[i]);
        return bracket;
      });
      all.values = new Float64Array(0);
    },
  };
}

/** Descending: those above the bracket, those at its upper end, those inside. */
function atBracket(
  { above, atHigh, high, low, inside, ...beyond }: Bracket,
  rank: number,
  complete: boolean,
): TailFigures | undefined {
  const column = arrayColumn(inside.values, inside.length);
  const ranking = rankingOf(column, low);
  const valueAt = (r: number): number | undefined => {
    if (r < above) return undefined;
    if (r < above + atHigh) return high;
    const within = r - above - atHigh;
    return within < inside.length ? ranking.valueOf(within) : complete ? 0 : undefined;
  };
  const value = valueAt(rank);
  if (value === undefined) return undefined;
  const found = value < high ? column.beyond(value) : { sum: 0, squares: 0 };
  const fromHigh = value < high ? atHigh : 0;
  const before = above + fromHigh + (value < high ? column.count(nextAbove(value)) : 0);
  const equal = rank - before;
  return {
    value,
    sum: beyond.sum + fromHigh * high + found.sum + equal * value,
    squares: beyond.squares + fromHigh * high * high + found.squares + equal * value * value,
    shifted: (steps) => valueAt(Math.max(0, rank + steps)) ?? value,
  };
}

function append(to: Growing, value: number): void {
  if (to.length === to.values.length) {
    const larger = new Float64Array(to.length * 2);
    larger.set(to.values);
    to.values = larger;
  }
  to.values[to.length++] = value;
}

function put(bracket: Bracket, value: number): void {
  if (value < bracket.low) return;
  if (value > bracket.high) {
    bracket.above += 1;
    bracket.sum += value;
    bracket.squares += value * value;
  } else if (value === bracket.high) bracket.atHigh += 1;
  else append(bracket.inside, value);
}
