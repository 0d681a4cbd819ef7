import { byLevel, type Figures, PROBABILITIES } from '../portfolio/figures.ts';
import { compound, type GridEvents } from './compound.ts';

/** One yearly amount whose distribution is wanted: its events on any grid, its mean, what a year pays of it at most. */
export type Sum = {
  readonly mean: number;
  /** Standard deviation of a year, or infinity. */
  readonly deviation: number;
  readonly events: (step: number, n: number) => GridEvents[];
  readonly annual: { readonly deductible: number; readonly limit: number };
};

/** Figures of a sum on a grid; the errors are what a grid of half the points changes. */
export type GridFigures = Figures & { readonly points: number };

const FIRST_POINTS = 2048;
/** A grid for a sample whose own error is larger. */
export const ROUGH_POINTS = 512;
const MOST_POINTS = 1 << 19;
/** The grid ends where less than this share of the years is left beyond. */
const BEYOND = 0.0035;

/** Computes a sum to a relative precision. Undefined where no grid of reasonable length gets there. */
export function figuresOfSum(
  sum: Sum,
  precision: number,
  firstPoints = FIRST_POINTS,
): GridFigures | undefined {
  const reach = reachOf(sum);
  if (reach === undefined) return undefined;
  let coarse = measure(sum, reach, firstPoints);
  for (let n = firstPoints * 2; n <= MOST_POINTS; n *= 2) {
    const fine = measure(sum, reach, n);
    const error = (a: number, b: number) => Math.abs(a - b);
    const se = {
      mean: error(fine.mean, coarse.mean),
      var: byLevel((_, i) => error(fine.values[i], coarse.values[i])),
      tvar: byLevel((_, i) => error(fine.tails[i], coarse.tails[i])),
    };
    const near = (a: number, b: number) => Math.abs(a - b) <= precision * Math.max(Math.abs(a), 1);
    const isGood =
      near(fine.mean, coarse.mean) &&
      fine.values.every((v, i) => near(v, coarse.values[i]) && near(fine.tails[i], coarse.tails[i]));
    if (isGood) {
      return {
        mean: fine.mean,
        var: byLevel((_, i) => fine.values[i]),
        tvar: byLevel((_, i) => fine.tails[i]),
        se,
        points: n,
      };
    }
    coarse = fine;
  }
  return undefined;
}

/** How far the grid must reach: a little beyond the largest quantile asked for, found on coarse grids. */
function reachOf({ mean, deviation, events, annual }: Sum): number | undefined {
  if (mean === 0) return 1;
  const points = 256;
  const guess = Number.isFinite(deviation) ? mean + 4 * deviation : mean * 20;
  let reach = Math.max(guess, mean * 2);
  for (let i = 0; i < 60; i++) {
    const step = reach / points;
    const masses = compound(events(step, points), points);
    let below = 0;
    let k = 0;
    while (k < points && below < 1 - BEYOND) below += masses[k++];
    if (below < 1 - BEYOND) {
      reach *= 4;
      continue;
    }
    // Everything a year pays lies below deductible and limit together.
    const cap = annual.deductible + annual.limit;
    const needed = Math.max((k + 2) * step, Number.isFinite(cap) ? Math.min(cap * 1.0001, reach) : 0);
    if (needed > reach / 8) return needed * 1.05;
    reach = needed * 2;
  }
  return undefined;
}

/** The law of a sum on a grid long enough for the quantiles asked for. */
export type Law = { readonly step: number; readonly masses: Float64Array };

/** The law of a sum without annual terms on a grid of so many points. */
export function lawOf(sum: Sum, points: number): Law | undefined {
  const reach = reachOf(sum);
  if (reach === undefined) return undefined;
  const step = reach / (points - 2);
  return { step, masses: compound(sum.events(step, points), points) };
}

type Measured = {
  readonly mean: number;
  readonly values: readonly number[];
  readonly tails: readonly number[];
};

function measure(sum: Sum, reach: number, n: number): Measured {
  const { annual } = sum;
  const capAt = annual.deductible + annual.limit;
  // A limit within reach falls on a point of the grid.
  const step =
    capAt <= reach && capAt > 0
      ? capAt / Math.max(1, Math.floor((capAt / reach) * (n - 2)))
      : reach / (n - 2);
  const masses = compound(sum.events(step, n), n);
  const paid = (k: number) => Math.min(Math.max(k * step - annual.deductible, 0), annual.limit);
  const isPlain = annual.deductible === 0 && capAt > n * step;
  let mean = sum.mean;
  if (!isPlain) {
    // Exact mean less what the annual terms take off: E[S] − E[S; S on grid] is what lies beyond the grid.
    let total = 0;
    let mass = 0;
    let onGrid = 0;
    for (let k = 0; k < n; k++) {
      total += masses[k] * paid(k);
      mass += masses[k];
      onGrid += masses[k] * k * step;
    }
    const rest = Math.max(0, 1 - mass);
    mean =
      annual.limit < Number.POSITIVE_INFINITY && capAt <= n * step
        ? total + rest * annual.limit
        : total + Math.max(0, sum.mean - onGrid) - rest * annual.deductible;
  }
  const values: number[] = [];
  const tails: number[] = [];
  for (const probability of PROBABILITIES) {
    const target = 1 - probability;
    let below = 0;
    let area = 0;
    let k = 0;
    for (; k < n - 1 && below + masses[k] < target; k++) {
      below += masses[k];
      area += masses[k] * paid(k);
    }
    const share = masses[k] > 0 ? (target - below) / masses[k] : 0;
    // The mass of a point stands for the half steps around it, but for the atoms at 0 and at a limit.
    const isAtom = paid(k) === 0 || paid(k) >= annual.limit;
    const value = isAtom ? paid(k) : Math.max(0, paid(k) + (share - 0.5) * step);
    values.push(value);
    tails.push((mean - area - (target - below) * paid(k)) / probability);
  }
  return { mean, values, tails };
}
