import { exp, log, pow } from '../random/elementary.ts';
import { normalCdf } from '../random/normal.ts';
import { normalArea } from '../random/normal-area.ts';
import { betaTable, gammaTable, lookUp } from '../random/quantile-table.ts';
import { betaCdf, gammaCdf, gammaTail } from '../random/special.ts';
import type { Severity } from './model.ts';

/** A distribution of yen as functions: quantile of the normal score, distribution function, mean. */
export type Distribution = {
  /** The amount at normal score z. */
  readonly at: (z: number) => number;
  readonly below: (x: number) => number;
  /** 1 − below, with all its digits far out. */
  readonly above: (x: number) => number;
  readonly mean: number;
  /** E[min(X, x)], in closed form where there is one. */
  readonly limited?: (x: number) => number;
};

type Continuous = Exclude<Severity, { kind: 'constant' } | { kind: 'empirical' }>;

export function distributionOf(severity: Continuous): Distribution {
  switch (severity.kind) {
    case 'lognormal': {
      const { mu, sigma } = severity;
      const mean = exp(mu + (sigma * sigma) / 2);
      const score = (x: number) => (log(x) - mu) / sigma;
      return {
        at: (z) => exp(mu + sigma * z),
        below: (x) => (x <= 0 ? 0 : sigma === 0 ? (x < exp(mu) ? 0 : 1) : normalCdf(score(x))),
        above: (x) => (x <= 0 ? 1 : sigma === 0 ? (x < exp(mu) ? 1 : 0) : normalCdf(-score(x))),
        mean,
        limited: (x) =>
          x <= 0
            ? 0
            : sigma === 0
              ? Math.min(x, exp(mu))
              : x === Number.POSITIVE_INFINITY
                ? mean
                : lognormalLimited(score(x), sigma, mean, x),
      };
    }
    case 'pareto':
      return pareto(severity);
    case 'gamma': {
      const { shape, mean } = severity;
      const table = gammaTable(shape);
      return {
        at: (z) => mean * lookUp(table, z),
        below: (x) => (x <= 0 ? 0 : gammaCdf(shape, (x / mean) * shape)),
        above: (x) => (x <= 0 ? 1 : gammaTail(shape, (x / mean) * shape)),
        mean,
        limited: (x) =>
          x <= 0
            ? 0
            : x === Number.POSITIVE_INFINITY
              ? mean
              : mean * gammaCdf(shape + 1, (x / mean) * shape) + x * gammaTail(shape, (x / mean) * shape),
      };
    }
    case 'pert': {
      const { min, mode, max } = severity;
      const a = 1 + (4 * (mode - min)) / (max - min);
      const b = 1 + (4 * (max - mode)) / (max - min);
      const table = betaTable(a, b);
      return {
        at: (z) => min + (max - min) * lookUp(table, z),
        below: (x) => betaCdf(a, b, (x - min) / (max - min)),
        above: (x) => betaCdf(b, a, (max - x) / (max - min)),
        mean: (min + 4 * mode + max) / 6,
      };
    }
    case 'uniform': {
      const { min, max } = severity;
      return {
        at: (z) => min + (max - min) * normalCdf(z),
        below: (x) => Math.max(0, Math.min(1, (x - min) / (max - min))),
        above: (x) => Math.max(0, Math.min(1, (max - x) / (max - min))),
        mean: (min + max) / 2,
      };
    }
    case 'mixture':
      return mixture(
        severity.parts.map(({ weight, severity: part }) => ({
          weight,
          of: distributionOf(part as Continuous),
        })),
      );
  }
}

/** Called on grids of thousands of points. */
function lognormalLimited(score: number, sigma: number, mean: number, x: number): number {
  return mean * normalArea(score - sigma) + x * normalArea(-score);
}

function pareto({
  scale,
  shape,
  max = Number.POSITIVE_INFINITY,
}: Extract<Severity, { kind: 'pareto' }>): Distribution {
  const reach = pow(scale / max, shape);
  const survival = (x: number) => (x <= scale ? 1 : (pow(scale / x, shape) - reach) / (1 - reach));
  const above = (x: number) => (x >= max ? 0 : survival(x));
  /** ∫ of the survival function from `scale` to x. */
  const area = (x: number) => {
    const raw =
      shape === 1 ? scale * log(x / scale) : (scale / (shape - 1)) * (1 - pow(scale / x, shape - 1));
    return (raw - reach * (x - scale)) / (1 - reach);
  };
  const mean = max === Number.POSITIVE_INFINITY ? (scale * shape) / (shape - 1) : scale + area(max);
  return {
    at: (z) => scale * pow(normalCdf(-z) * (1 - reach) + reach, -1 / shape),
    below: (x) => 1 - above(x),
    above,
    mean,
    limited: (x) => (x <= scale ? Math.max(0, x) : x >= max ? mean : scale + area(x)),
  };
}

function mixture(parts: readonly { readonly weight: number; readonly of: Distribution }[]): Distribution {
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  const side = (which: 'below' | 'above') => (x: number) =>
    parts.reduce((sum, { weight, of }) => sum + (weight / total) * of[which](x), 0);
  const below = side('below');
  const above = side('above');
  const at = (z: number) => {
    // Between the smallest and the largest quantile of the parts lies that of the mixture; bisection on the log scale.
    let low = Math.max(1e-9, Math.min(...parts.map(({ of }) => of.at(z))));
    let high = Math.max(low, ...parts.map(({ of }) => of.at(z)));
    const target = normalCdf(-Math.abs(z));
    const isLow = z < 0 ? (x: number) => below(x) < target : (x: number) => above(x) > target;
    for (let i = 0; i < 200 && high / low > 1 + 1e-13; i++) {
      const middle = Math.sqrt(low * high);
      if (isLow(middle)) low = middle;
      else high = middle;
    }
    return Math.sqrt(low * high);
  };
  const limits = parts.map(({ of }) => of.limited);
  return {
    at,
    below,
    above,
    mean: parts.reduce((sum, { weight, of }) => sum + (weight / total) * of.mean, 0),
    limited: limits.every((l) => l !== undefined)
      ? (x) => parts.reduce((sum, { weight }, i) => sum + (weight / total) * (limits[i]?.(x) ?? 0), 0)
      : undefined,
  };
}

/** Reach of a table in normal scores; draws end before ± 6.7. */
export const REACH = 8;
/** Tried one after the other until the table is right. */
const CELLS_PER_UNIT = [32, 64, 128, 256] as const;
export const TABLE_ERROR = 1e-6;

/** Cubic pieces over the normal score, four singles a cell, lowest power first. */
export type SingleTable = { readonly cellsPerUnit: number; readonly cubic: Float32Array };

/** Compiles a quantile function; undefined where no table of reasonable length holds it to {@link TABLE_ERROR}. */
export function compileTable({ at }: Distribution): SingleTable | undefined {
  const floor = at(0) / 1000;
  for (const cellsPerUnit of CELLS_PER_UNIT) {
    const table = cubicTable(at, cellsPerUnit);
    if (worstError(table, at, floor) <= TABLE_ERROR) return table;
  }
  return undefined;
}

function cubicTable(at: (z: number) => number, cellsPerUnit: number): SingleTable {
  const cells = 2 * REACH * cellsPerUnit;
  const cubic = new Float32Array(cells * 4);
  for (let cell = 0; cell < cells; cell++) {
    // Cubic through four points of the cell: both ends and the thirds.
    const [y0, y1, y2, y3] = [0, 1, 2, 3].map((third) => at((cell + third / 3) / cellsPerUnit - REACH));
    cubic.set(
      [
        y0,
        (-11 * y0 + 18 * y1 - 9 * y2 + 2 * y3) / 2,
        (18 * y0 - 45 * y1 + 36 * y2 - 9 * y3) / 2,
        (-9 * y0 + 27 * y1 - 27 * y2 + 9 * y3) / 2,
      ],
      cell * 4,
    );
  }
  return { cellsPerUnit, cubic };
}

/** Largest error between the nodes where draws can fall, relative to the amount, or to a thousandth of the median. */
function worstError(table: SingleTable, at: (z: number) => number, floor: number): number {
  let worst = 0;
  for (let i = 0; i < 4000; i++) {
    const z = Math.fround(-6.7 + (13.4 * (i + 0.5)) / 4000);
    const x = at(z);
    worst = Math.max(worst, Math.abs(lookUpSingle(table, z) - x) / Math.max(x, floor));
  }
  return worst;
}

const f = Math.fround;

/** The amount at normal score z, in singles: the same steps as the kernel. */
export function lookUpSingle({ cellsPerUnit, cubic }: SingleTable, z: number): number {
  const end = f(REACH * cellsPerUnit - 0.01);
  // Counted from the middle, where scaling by a power of two is exact.
  const position = Math.min(end, Math.max(-REACH * cellsPerUnit, f(z * cellsPerUnit)));
  const cell = Math.floor(position);
  const r = f(position - cell);
  const at = (cell + REACH * cellsPerUnit) * 4;
  return f(cubic[at] + f(r * f(cubic[at + 1] + f(r * f(cubic[at + 2] + f(r * cubic[at + 3]))))));
}
