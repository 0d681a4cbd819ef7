import { spreadYen } from '@sonae/core';
import { type Hold, sortedFromZero, type YearTotals } from '@sonae/engine';
import { curvesFrom, gridOf } from '../curves.ts';
import type { Assessment } from '../result.ts';
import { ranksOf } from '../window.ts';
import { type Ranked, ranked } from './ranked.ts';

/** The figures that follow a lever while it moves. Bands, the serious case and the breakdown follow when it rests. */
export type LiveFigures = Pick<Assessment, 'curves' | 'waterfall' | 'beyondTolerance'> & {
  /** By return period. */
  readonly headlines: Readonly<Record<string, number>>;
  /** What is kept in each of a hundred equally likely years, the worst first. */
  readonly hundred: readonly number[];
};

export type LiveOptions = {
  readonly periods: readonly number[];
  readonly returnPeriod: number;
  readonly toleranceYen: number | undefined;
  /** Premium and the cost of controls a year. */
  readonly yearlyCost: number;
  /** What is claimed and owed, sorted, where the lever has no hand in it. */
  readonly still?: { readonly gross: Float64Array; readonly owed: Float64Array };
};

/** What is kept in each of a hundred equally likely years: the middle of each hundredth, the worst first. */
export function hundredOf(retained: Ranked, years: number): number[] {
  return Array.from({ length: 100 }, (_, i) =>
    retained.at(Math.min(years - 1, Math.floor(((i + 0.5) / 100) * years))),
  );
}

const NOTHING = new Float64Array(0);

/** Prepares the figures of a hold; what it returns gives them at one position after the other. */
export function figuresOfHold(hold: Hold, options: LiveOptions): (moving: YearTotals) => LiveFigures {
  const { settled, years: changing } = hold;
  const years = settled.retained.length;
  const isChanging = new Uint8Array(years);
  for (const year of changing) isChanging[year] = 1;
  const fixedOf = (all: Float64Array): Float64Array => {
    const fixed = new Float64Array(years - changing.length);
    let n = 0;
    for (let year = 0; year < years; year++) if (isChanging[year] === 0) fixed[n++] = all[year];
    return sortedFromZero(fixed);
  };
  const fixed = { retained: fixedOf(settled.retained), ...(options.still ?? stillOf()) };
  function stillOf() {
    return { gross: fixedOf(settled.gross), owed: fixedOf(settled.owed) };
  }
  const grid = gridOf(years);
  const window = windowFigures(hold, isChanging, fixed.retained, options.returnPeriod);
  return (moving) => {
    const rank = (key: keyof YearTotals): Ranked =>
      ranked(fixed[key], options.still && key !== 'retained' ? NOTHING : moving[key].toSorted());
    const [gross, owed, retained] = [rank('gross'), rank('owed'), rank('retained')];
    const exceededBy = (amounts: Ranked) => (probability: number) =>
      amounts.at(Math.max(0, Math.min(years - 1, Math.floor(years * probability + 1e-9))));
    const headline = exceededBy(retained);
    return {
      headlines: Object.fromEntries(options.periods.map((period) => [period, headline(1 / period)])),
      beyondTolerance:
        options.toleranceYen === undefined ? undefined : retained.countAbove(options.toleranceYen) / years,
      curves: curvesFrom(grid, exceededBy(gross), exceededBy(owed), headline, options.yearlyCost),
      waterfall: window(moving, retained),
      hundred: hundredOf(retained, years),
    };
  };
}

type Sums = { gross: number; owed: number; retained: number };
type Year = Readonly<Sums> & { readonly year: number };

/** Worst first; among years alike in what is kept the order is by loss, then by number, as in a window. */
const worstFirst = (a: Year, b: Year): number =>
  b.retained - a.retained || b.gross - a.gross || a.year - b.year;

/** The waterfall of the window around the return period, from the totals of its years. */
function windowFigures(
  { settled, years: changing }: Hold,
  isChanging: Uint8Array,
  fixedRetained: Float64Array,
  returnPeriod: number,
): (moving: YearTotals, retained: Ranked) => Assessment['waterfall'] {
  const count = settled.retained.length;
  const { from, to } = ranksOf(count, returnPeriod);
  const fixed = worstFixed(settled, isChanging, fixedRetained, to);
  return (moving, retained) => {
    const [most, least] = [retained.at(from - 1), retained.at(to - 1)];
    const sum: Sums = { gross: 0, owed: 0, retained: 0 };
    // Years between the two edges are in; of those alike at an edge, some are.
    const edge: Year[] = [];
    fixed.addBetween(most, least, sum, edge);
    let above = fixed.countAbove(most);
    for (let i = 0; i < changing.length; i++) {
      const kept = moving.retained[i];
      if (kept < least) continue;
      if (kept > most) above += 1;
      else if (kept < most && kept > least) addTo(sum, moving, i);
      else edge.push(yearOf(moving, i, changing[i]));
    }
    edge.sort(worstFirst);
    // Ranks of those at the edges: first the ones as bad as the upper edge, last the ones as bad as the lower.
    const upper = edge.filter((year) => year.retained === most);
    const lower = edge.filter((year) => year.retained !== most);
    const skip = from - 1 - above;
    const belowUpper = most === least ? to : retained.countAbove(least);
    for (const year of upper.slice(skip, most === least ? to - above : undefined)) addYear(sum, year);
    for (const year of lower.slice(0, Math.max(0, to - belowUpper))) addYear(sum, year);
    return barsOf(sum, to - from + 1);
  };
}

/** The settled years that can be in a window: worst first, with running sums. */
function worstFixed(settled: YearTotals, isChanging: Uint8Array, sorted: Float64Array, to: number) {
  // A settled year that is not among the `to` worst settled ones is in no window.
  const least = sorted[Math.max(0, sorted.length - to)] ?? 0;
  const worst: Year[] = [];
  for (let year = 0; year < isChanging.length; year++)
    if (isChanging[year] === 0 && settled.retained[year] >= least) worst.push(yearOf(settled, year, year));
  worst.sort(worstFirst);
  const running = { gross: [0], owed: [0], retained: [0] };
  worst.forEach((year, i) => {
    for (const key of KEYS) running[key].push(running[key][i] + year[key]);
  });
  const descending = Float64Array.from(worst, ({ retained }) => -retained);
  /** How many are worse than an amount, or as bad. */
  const countWorse = (amount: number, orAlike: boolean): number => {
    let low = 0;
    let high = descending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const passes = orAlike ? descending[middle] <= -amount : descending[middle] < -amount;
      if (passes) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    countAbove: (amount: number) => countWorse(amount, false),
    addBetween: (most: number, least: number, sum: Sums, edge: Year[]): void => {
      const first = countWorse(most, false);
      const inner = countWorse(most, true);
      const end = Math.max(inner, countWorse(least, false));
      const last = countWorse(least, true);
      for (const key of KEYS) sum[key] += running[key][end] - running[key][inner];
      edge.push(...worst.slice(first, inner), ...worst.slice(end, last));
    },
  };
}

const KEYS = ['gross', 'owed', 'retained'] as const;

const yearOf = (totals: YearTotals, i: number, year: number): Year => ({
  year,
  gross: totals.gross[i],
  owed: totals.owed[i],
  retained: totals.retained[i],
});

function addTo(sum: Sums, totals: YearTotals, i: number): void {
  for (const key of KEYS) sum[key] += totals[key][i];
}

function addYear(sum: Sums, year: Year): void {
  for (const key of KEYS) sum[key] += year[key];
}

function barsOf(sum: Sums, years: number): Assessment['waterfall'] {
  const total = Math.round(sum.gross / years);
  const [contract, insurance, kept] = spreadYen(total, [
    (sum.gross - sum.owed) / years,
    (sum.owed - sum.retained) / years,
    sum.retained / years,
  ]);
  return { gross: total, contract, insurance, retained: kept };
}
