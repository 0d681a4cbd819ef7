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

type Year = {
  readonly year: number;
  readonly gross: number;
  readonly owed: number;
  readonly retained: number;
};

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
  // A settled year that is not among the `to` worst settled ones is in no window.
  const least = fixedRetained[Math.max(0, fixedRetained.length - to)] ?? 0;
  const yearOf = (totals: YearTotals, i: number, year: number): Year => ({
    year,
    gross: totals.gross[i],
    owed: totals.owed[i],
    retained: totals.retained[i],
  });
  const worst: Year[] = [];
  for (let year = 0; year < count; year++)
    if (isChanging[year] === 0 && settled.retained[year] >= least) worst.push(yearOf(settled, year, year));
  worst.sort(worstFirst);
  return (moving, retained) => {
    const floor = retained.at(to - 1);
    const moved: Year[] = [];
    for (let i = 0; i < changing.length; i++)
      if (moving.retained[i] >= floor) moved.push(yearOf(moving, i, changing[i]));
    moved.sort(worstFirst);
    const sum = { gross: 0, owed: 0, retained: 0 };
    for (let rank = 1, a = 0, b = 0; rank <= to; rank++) {
      const next =
        b >= moved.length || (a < worst.length && worstFirst(worst[a], moved[b]) < 0)
          ? worst[a++]
          : moved[b++];
      if (!next) break;
      if (rank < from) continue;
      sum.gross += next.gross;
      sum.owed += next.owed;
      sum.retained += next.retained;
    }
    const n = to - from + 1;
    const total = Math.round(sum.gross / n);
    const [contract, insurance, kept] = spreadYen(total, [
      (sum.gross - sum.owed) / n,
      (sum.owed - sum.retained) / n,
      sum.retained / n,
    ]);
    return { gross: total, contract, insurance, retained: kept };
  };
}
