import {
  byLevel,
  type Figures,
  LEVELS,
  MEASURES,
  type Measure,
  PROBABILITIES,
} from '../portfolio/figures.ts';
import { choleskyOf } from '../portfolio/matrix.ts';
import { exactGrossMean, medianOf } from '../portfolio/means.ts';
import { eventsAYear, type Layer, type Portfolio, type Severity } from '../portfolio/model.ts';
import { distributionOf } from '../portfolio/quantiles.ts';
import { exp } from '../random/elementary.ts';
import { normalQuantile } from '../random/normal.ts';
import { philox, words } from '../random/philox.ts';
import type { GridEvents } from './compound.ts';
import { type ExactResult, joined, NO_TERM } from './exact.ts';
import { figuresOfSum, type GridFigures, ROUGH_POINTS, type Sum } from './grid.ts';
import { MOST_DIMENSIONS, sobolPoints } from './sobol.ts';

/** Large events are drawn more often and weigh less: the score of the severity is stretched and moved. */
const STRETCH = 1.3;
const SHIFT = 0.7;
/** Shifts of the sequence: their spread tells the error. */
const REPLICATES = 4;
const FIRST_EVENTS = 256;
const MOST_EVENTS = 1 << 15;

/** Events of one scenario, each with its weight: weights add up to 1. */
export type SampledHeads = {
  readonly scenario: number;
  readonly weights: Float64Array;
  readonly amounts: Readonly<Record<Measure, Float64Array>>;
  /** By head, before its terms. */
  readonly byHead: readonly Float64Array[];
};

/** Correlated heads: amounts of events from a Sobol sequence, how many there are in a year by Fourier transform. */
export function headEvents(portfolio: Portfolio, precision: number): ExactResult {
  if (portfolio.heads.length + 1 > MOST_DIMENSIONS) {
    const most = MOST_DIMENSIONS - 1;
    return { reason: { ja: `費目は ${most} までです`, en: `at most ${most} heads` } };
  }
  const grossMean = exactGrossMean(portfolio);
  let last: ExactResult | undefined;
  for (let count = FIRST_EVENTS; count <= MOST_EVENTS; count *= 2) {
    const results = Array.from({ length: REPLICATES }, (_, r) =>
      figuresOfSample(portfolio, count, r, grossMean, precision),
    );
    const good = results.flatMap((result) => ('figures' in result ? [result] : []));
    if (good.length < REPLICATES) return results.find((result) => 'reason' in result) as ExactResult;
    const figures = Object.fromEntries(
      MEASURES.map((m) => [m, average(good.map((result) => result.figures[m]))]),
    ) as Record<Measure, Figures>;
    last = { ...good[0], figures, events: count * REPLICATES * portfolio.scenarios.length };
    const worst = Math.max(
      ...MEASURES.flatMap((m) => {
        const { var: values, tvar, se } = figures[m];
        return LEVELS.flatMap((level) => [
          se.tvar[level] / Math.max(1, tvar[level]),
          se.var[level] / Math.max(1, values[level]),
        ]);
      }),
    );
    if (worst <= precision) return last;
  }
  return last as ExactResult;
}

function average(figures: readonly Figures[]): Figures {
  const n = figures.length;
  const of = (value: (f: Figures) => number) => {
    const mean = figures.reduce((sum, f) => sum + value(f), 0) / n;
    const spread = figures.reduce((sum, f) => sum + (value(f) - mean) ** 2, 0) / (n - 1);
    return { mean, se: Math.sqrt(spread / n) };
  };
  const levels = (key: 'var' | 'tvar') => PROBABILITIES.map((_, i) => of((f) => Object.values(f[key])[i]));
  const mean = of((f) => f.mean);
  const values = levels('var');
  const tails = levels('tvar');
  return {
    mean: mean.mean,
    var: byLevel((_, i) => values[i].mean),
    tvar: byLevel((_, i) => tails[i].mean),
    se: { mean: mean.se, var: byLevel((_, i) => values[i].se), tvar: byLevel((_, i) => tails[i].se) },
  };
}

function figuresOfSample(
  portfolio: Portfolio,
  count: number,
  replicate: number,
  grossMean: number,
  precision: number,
): ExactResult {
  const { scenarios, terms } = portfolio;
  const samples = scenarios.map((_, s) => sampleHeads(portfolio, s, count, replicate));
  const meanOf = (measure: Measure) =>
    samples.reduce(
      (sum, { scenario, weights, amounts }) =>
        sum + eventsAYear(scenarios[scenario]) * dot(weights, amounts[measure]),
      0,
    );
  const insuredMean = meanOf('insured');
  // A rough grid is enough: the sample is the larger error.
  const figure = (measure: Measure, mean: number, annual = NO_TERM): GridFigures | undefined =>
    figuresOfSum(
      sumOfSamples(portfolio, samples, measure, mean, annual),
      Math.max(2e-4, precision / 4),
      ROUGH_POINTS,
    );
  return joined(
    {
      gross: figure('gross', grossMean),
      insured: figure('insured', insuredMean, terms.annual),
      retained: figure('retained', grossMean - insuredMean),
    },
    insuredMean,
    'sobol',
    count,
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** The gross amount of a year over sampled events. */
export function grossSum(portfolio: Portfolio, samples: readonly SampledHeads[]): Sum {
  return sumOfSamples(portfolio, samples, 'gross', exactGrossMean(portfolio), NO_TERM);
}

/** The yearly sum of one measure over sampled events. */
function sumOfSamples(
  { scenarios }: Portfolio,
  samples: readonly SampledHeads[],
  measure: Measure,
  mean: number,
  annual: Sum['annual'],
): Sum {
  const rate = scenarios.reduce(
    (sum, { frequency }) => sum + (frequency.kind === 'poisson' ? frequency.rate : 0),
    0,
  );
  return {
    mean,
    deviation: Number.POSITIVE_INFINITY,
    annual,
    events: (step, n) => {
      const together = new Float64Array(n);
      const apart: GridEvents[] = [];
      for (const { scenario, weights, amounts } of samples) {
        const { frequency } = scenarios[scenario];
        if (frequency.kind === 'poisson')
          place(together, amounts[measure], weights, frequency.rate / rate, step);
        else if (frequency.mean > 0) {
          const masses = new Float64Array(n);
          place(masses, amounts[measure], weights, 1, step);
          apart.push({ frequency, masses });
        }
      }
      return rate > 0 ? [{ frequency: { kind: 'poisson', mean: rate }, masses: together }, ...apart] : apart;
    },
  };
}

/** Spreads weighted amounts over a grid, linear between neighbours: mass and mean stay. What lies beyond is left out. */
function place(
  masses: Float64Array,
  amounts: Float64Array,
  weights: Float64Array,
  factor: number,
  step: number,
): void {
  const last = masses.length - 1;
  for (let i = 0; i < amounts.length; i++) {
    const position = amounts[i] / step;
    if (position >= last) continue;
    const k = Math.floor(position);
    const share = position - k;
    masses[k] += factor * weights[i] * (1 - share);
    masses[k + 1] += factor * weights[i] * share;
  }
}

export function sampleHeads(
  portfolio: Portfolio,
  scenario: number,
  count: number,
  replicate: number,
): SampledHeads {
  const { heads, correlation, terms, scenarios } = portfolio;
  const { severity } = scenarios[scenario];
  const factor = choleskyOf(correlation);
  const dimensions = heads.length + 1;
  const shift = new Uint32Array(dimensions);
  for (let d = 0; d < dimensions; d++) {
    philox(d, scenario, replicate, 0, 0x50b01, 0);
    shift[d] = words[0];
  }
  const points = sobolPoints(count, shift);
  const weights = new Float64Array(count);
  const amounts = {
    gross: new Float64Array(count),
    insured: new Float64Array(count),
    retained: new Float64Array(count),
  };
  const byHead = heads.map(() => new Float64Array(count));
  const drive = amountOf(severity);
  const median = medianOf(severity);
  const own = heads.map(({ amount }) => (amount.kind === 'own' ? amountOf(amount.severity) : undefined));
  const z = new Float64Array(dimensions);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const base = normalQuantile(points[0][i]);
    z[0] = STRETCH * base + SHIFT;
    weights[i] = exp(0.5 * (base * base - z[0] * z[0]));
    total += weights[i];
    for (let d = 1; d < dimensions; d++) z[d] = normalQuantile(points[d][i]);
    const size = drive(z[0]);
    let gross = 0;
    let paid = 0;
    for (let h = 0; h < heads.length; h++) {
      const row = factor[h + 1];
      let score = 0;
      for (let d = 0; d <= h + 1; d++) score += row[d] * z[d];
      const { amount, terms: layer } = heads[h];
      const x =
        amount.kind === 'own'
          ? (own[h] as (z: number) => number)(score)
          : (amount.kind === 'median' ? median : size) * exp(amount.mu + amount.sigma * score);
      gross += x;
      byHead[h][i] = x;
      paid += pays(layer, x);
    }
    amounts.gross[i] = gross;
    amounts.insured[i] = pays(terms.event, paid);
    amounts.retained[i] = gross - amounts.insured[i];
  }
  for (let i = 0; i < count; i++) weights[i] /= total;
  return { scenario, weights, amounts, byHead };
}

function amountOf(severity: Severity): (z: number) => number {
  if (severity.kind === 'constant') return () => severity.value;
  if (severity.kind === 'empirical') throw new Error('an empirical severity has no normal score');
  return distributionOf(severity).at;
}

function pays({ deductible, limit, share }: Layer, x: number): number {
  return share * Math.min(Math.max(x - deductible, 0), limit);
}

/**
 * The gross tail value at risk of correlated heads alone, to a relative precision: the one figure plain simulation
 * needs most years for. Undefined where the sequence has too few dimensions or the grid too few points.
 */
export function grossTail(
  portfolio: Portfolio,
  precision: number,
): { readonly tvar: number; readonly se: number; readonly events: number } | undefined {
  const mean = exactGrossMean(portfolio);
  for (let count = FIRST_EVENTS; count <= MOST_EVENTS; count *= 2) {
    const tails: number[] = [];
    for (let r = 0; r < REPLICATES; r++) {
      const samples = portfolio.scenarios.map((_, s) => sampleHeads(portfolio, s, count, r));
      const sum = sumOfSamples(portfolio, samples, 'gross', mean, NO_TERM);
      const figures = figuresOfSum(sum, precision / 4, ROUGH_POINTS);
      if (!figures) return undefined;
      tails.push(figures.tvar['0.99']);
    }
    const tvar = tails.reduce((a, b) => a + b, 0) / REPLICATES;
    const se = Math.sqrt(tails.reduce((sum, t) => sum + (t - tvar) ** 2, 0) / (REPLICATES - 1) / REPLICATES);
    if (se <= precision * tvar) return { tvar, se, events: count * REPLICATES * portfolio.scenarios.length };
  }
  return undefined;
}
