import { exp, log } from './elementary.ts';
import { normalCdf } from './normal.ts';
import { betaCdf, gammaCdf, gammaTail, logGamma } from './special.ts';

/**
 * A compiled quantile function of the standard normal score z: the value is smooth in z once it is put on its
 * natural scale (log for a positive variable, logit for a share), so cubic pieces on an even grid hold it to about
 * 1e-7. A quantile that costs microseconds to invert costs a few nanoseconds to look up.
 */
export type QuantileTable = {
  readonly scale: 'log' | 'logit';
  /** Four coefficients a cell, in powers of the position within the cell. */
  readonly cubic: Float64Array;
};

const REACH = 8;
const CELLS_PER_UNIT = 8;
const CELLS = 2 * REACH * CELLS_PER_UNIT;

/** The value at normal score z; beyond ±8 the end of the table. */
export function lookUp(table: QuantileTable, z: number): number {
  const position = (z + REACH) * CELLS_PER_UNIT;
  const cell = position <= 0 ? 0 : position >= CELLS ? CELLS - 1 : Math.floor(position);
  const t = position <= 0 ? 0 : position >= CELLS ? 1 : position - cell;
  const c = table.cubic;
  const at = cell * 4;
  const y = c[at] + t * (c[at + 1] + t * (c[at + 2] + t * c[at + 3]));
  return table.scale === 'log' ? exp(y) : 1 / (1 + exp(-y));
}

/** Beta(a, b) on (0, 1). */
export function betaTable(a: number, b: number): QuantileTable {
  return remembered(`beta ${a} ${b}`, () => buildBeta(a, b));
}

/** Gamma of the given shape and mean 1. */
export function gammaTable(shape: number): QuantileTable {
  return remembered(`gamma ${shape}`, () => buildGamma(shape));
}

/** Tables are values that never change, and the same few shapes are asked for by every model. */
const memory = new Map<string, QuantileTable>();

function remembered(key: string, make: () => QuantileTable): QuantileTable {
  let table = memory.get(key);
  if (!table) {
    table = make();
    memory.set(key, table);
  }
  return table;
}

function buildBeta(a: number, b: number): QuantileTable {
  const front = logGamma(a + b) - logGamma(a) - logGamma(b);
  const share = (y: number) => 1 / (1 + exp(-y));
  // On the logit scale y, dp/dy = f(x) x (1 − x).
  return build('logit', 0, {
    lower: (y) => betaCdf(a, b, share(y)),
    upper: (y) => betaCdf(b, a, share(-y)),
    slope: (y) => exp(front + a * log(share(y)) + b * log(share(-y))),
  });
}

function buildGamma(shape: number): QuantileTable {
  const multiple = (y: number) => exp(y) * shape;
  // On the log scale y, dp/dy = f(x) x.
  return build('log', 0, {
    lower: (y) => gammaCdf(shape, multiple(y)),
    upper: (y) => gammaTail(shape, multiple(y)),
    slope: (y) => exp(shape * log(multiple(y)) - multiple(y) - logGamma(shape)),
  });
}

/** Below and above a value on its scale, and how steeply the share below rises there. */
type Distribution = Readonly<Record<'lower' | 'upper' | 'slope', (y: number) => number>>;

/** Solves for the value at each grid point from the middle outwards, then joins them by Hermite cubics. */
function build(scale: QuantileTable['scale'], start: number, distribution: Distribution): QuantileTable {
  const value = new Float64Array(CELLS + 1);
  const slope = new Float64Array(CELLS + 1);
  const middle = CELLS / 2;
  value[middle] = solve(distribution, 0, start);
  for (let i = middle; i <= CELLS; i++) {
    if (i > middle) value[i] = solve(distribution, zAt(i), value[i - 1]);
    slope[i] = density(zAt(i)) / distribution.slope(value[i]) / CELLS_PER_UNIT;
  }
  for (let i = middle - 1; i >= 0; i--) {
    value[i] = solve(distribution, zAt(i), value[i + 1]);
    slope[i] = density(zAt(i)) / distribution.slope(value[i]) / CELLS_PER_UNIT;
  }
  const cubic = new Float64Array(CELLS * 4);
  for (let i = 0; i < CELLS; i++) {
    const rise = value[i + 1] - value[i];
    cubic.set(
      [value[i], slope[i], 3 * rise - 2 * slope[i] - slope[i + 1], slope[i] + slope[i + 1] - 2 * rise],
      i * 4,
    );
  }
  return { scale, cubic };
}

/** Newton's method on the logarithm of the smaller tail, which is nearly straight. */
function solve(distribution: Distribution, z: number, guess: number): number {
  const lowerSide = z <= 0;
  const tailAt = lowerSide ? distribution.lower : distribution.upper;
  const target = log(normalCdf(lowerSide ? z : -z));
  let y = guess;
  for (let i = 0; i < 60; i++) {
    const tail = tailAt(y);
    const slope = distribution.slope(y);
    const error = log(tail) - target;
    const step = Math.max(-2, Math.min(2, (error * tail) / (lowerSide ? slope : -slope)));
    y -= step;
    if (Math.abs(step) < 1e-13 * Math.max(1, Math.abs(y))) break;
  }
  return y;
}

function zAt(i: number): number {
  return i / CELLS_PER_UNIT - REACH;
}

function density(z: number): number {
  return 0.3989422804014327 * exp(-0.5 * z * z);
}
