import type { Simulation } from '@sonae/engine';
import type { CurvePoint, Curves } from './result.ts';

/** Points a factor of ten in probability. */
const POINTS_PER_DECADE = 16;
/** Worse years than this few are too rare to draw. */
const FEWEST_YEARS = 10;

/** The exceedance curves on one grid of probabilities, from every other year to the rarest that can be told. */
export function curvesOf(simulation: Simulation, yearlyCost: number): Curves {
  const probabilities = gridOf(simulation.plan.years);
  const curve = (values: Float64Array, added = 0): CurvePoint[] => {
    const sorted = values.toSorted();
    return probabilities.map((probability) => {
      const behind = Math.floor(sorted.length * probability + 1e-9);
      return { probability, yen: sorted[Math.max(0, sorted.length - 1 - behind)] + added };
    });
  };
  return {
    gross: curve(simulation.gross),
    afterContract: curve(simulation.owed),
    retained: curve(simulation.retained),
    withPremium: curve(simulation.retained, yearlyCost),
  };
}

function gridOf(years: number): number[] {
  const rarest = Math.min(0.01, FEWEST_YEARS / years);
  const grid: number[] = [];
  for (let i = 0; ; i++) {
    // Rounded to three figures: a probability is read by people.
    const probability = Number((0.5 * 10 ** (-i / POINTS_PER_DECADE)).toPrecision(3));
    if (probability < rarest) return grid;
    grid.push(probability);
  }
}
