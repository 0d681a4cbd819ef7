import { exceededOfSorted, type Simulation, sortedFromZero } from '@sonae/engine';
import type { CurvePoint, Curves } from './result.ts';

/** Points a factor of ten in probability. */
const POINTS_PER_DECADE = 16;
/** Worse years than this few are too rare to draw. */
const FEWEST_YEARS = 10;

/** The exceedance curves on one grid of probabilities, from every other year to the rarest that can be told. */
export function curvesOf(
  { gross, owed, plan }: Simulation,
  sortedRetained: Float64Array,
  yearlyCost: number,
): Curves {
  const [claimed, left, kept] = [sortedFromZero(gross), sortedFromZero(owed), sortedRetained].map(
    (sorted) => (probability: number) => exceededOfSorted(sorted, probability),
  );
  return curvesFrom(gridOf(plan.years), claimed, left, kept, yearlyCost);
}

type Exceeded = (probability: number) => number;

/** The curves from what is exceeded with each probability. */
export function curvesFrom(
  probabilities: readonly number[],
  gross: Exceeded,
  owed: Exceeded,
  retained: Exceeded,
  yearlyCost: number,
): Curves {
  const curve = (exceeded: Exceeded, added = 0): CurvePoint[] =>
    probabilities.map((probability) => ({ probability, yen: exceeded(probability) + added }));
  return {
    gross: curve(gross),
    afterContract: curve(owed),
    retained: curve(retained),
    withPremium: curve(retained, yearlyCost),
  };
}

/** Round return periods that people ask for; the grid holds them exactly. */
const ROUND_PERIODS = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** Even steps on the scale of probabilities, and the round return periods. */
export function gridOf(years: number): number[] {
  const rarest = Math.min(0.01, FEWEST_YEARS / years);
  const grid = new Set(ROUND_PERIODS.map((period) => 1 / period));
  // Rounded to three figures: a probability is read by people.
  for (let i = 0; 0.5 * 10 ** (-i / POINTS_PER_DECADE) >= rarest; i++) {
    grid.add(Number((0.5 * 10 ** (-i / POINTS_PER_DECADE)).toPrecision(3)));
  }
  return [...grid].filter((probability) => probability >= rarest).sort((a, b) => b - a);
}
