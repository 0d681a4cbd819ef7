import { describe, expect, test } from 'vitest';
import { conformanceText } from '../../../../tests/support/conformance.ts';
import { normalCdf } from '../random/normal.ts';
import { normalArea } from '../random/normal-area.ts';
import { KINDS, portfolioOf, T3_MODEL } from '../testing/portfolios.ts';
import { allocateGross, type Share } from './allocate.ts';
import { compound } from './compound.ts';
import { exactFigures } from './exact.ts';
import { transformOf } from './fft.ts';
import { limitedOf } from './limited.ts';
import { sobolPoints } from './sobol.ts';

describe('exact figures', () => {
  test('E60 the three-scenario task: all nine figures within 0.02 % of the truth', () => {
    // loss-model.md §5, from an FFT on three grids that agree to eight digits.
    const TRUTH = {
      gross: [23_545_597, 301_964_000, 1_364_917_900, 597_404_780, 2_312_430_900],
      insured: [9_191_873.8, 103_430_970, 123_766_810, 113_265_840, 140_179_440],
      retained: [14_353_723, 192_582_190, 1_255_162_900, 487_535_210, 2_202_570_500],
    };
    const result = exactFigures(portfolioOf(T3_MODEL));
    if (!('figures' in result)) throw new Error(result.reason.en);
    for (const measure of ['gross', 'insured', 'retained'] as const) {
      const { mean, var: values, tvar } = result.figures[measure];
      const found = [mean, values['0.99'], tvar['0.99'], values['0.995'], tvar['0.995']];
      found.forEach((figure, i) => {
        expect(Math.abs(figure / TRUTH[measure][i] - 1), `${measure} ${i}`).toBeLessThan(0.0002);
      });
    }
  });

  test('E61 where annual terms couple insured and retained, it says so instead', () => {
    const tight = { ...T3_MODEL, terms: { ...T3_MODEL.terms, annual: { limit: 20_000_000 } } };
    expect(exactFigures(portfolioOf(tight))).toMatchObject({
      reason: { en: expect.stringContaining('annual terms') },
    });
  });

  test('E62 single claims: a year of one fixed amount has the Poisson law', () => {
    const masses = new Float64Array(64);
    masses[1] = 1;
    const law = compound([{ frequency: { kind: 'poisson', mean: 2 }, masses }], 64);
    let probability = Math.exp(-2);
    for (let k = 0; k < 20; k++) {
      expect(law[k]).toBeCloseTo(probability, 12);
      probability *= 2 / (k + 1);
    }
    const clustered = compound([{ frequency: { kind: 'negbin', mean: 2, size: 0.5 }, masses }], 64);
    expect(clustered[0]).toBeCloseTo(5 ** -0.5, 10);
    expect(clustered[1]).toBeCloseTo(5 ** -0.5 * 0.5 * 0.8, 10);
  });

  test('E63 limited means: closed forms agree with the survival function added up', () => {
    const kinds = [
      { kind: 'lognormal', mu: 2, sigma: 0.7 },
      { kind: 'pareto', scale: 3, shape: 1.4, max: 400 },
      { kind: 'gamma', shape: 0.6, mean: 9 },
      { kind: 'pert', min: 1, mode: 4, max: 30 },
      { kind: 'uniform', min: 2, max: 17 },
      { kind: 'empirical', values: [4, 1, 40], weights: [1, 2, 1] },
    ] as const;
    for (const severity of kinds) {
      const limited = limitedOf(severity);
      // Concave, from 0, never above x nor above the mean.
      const mean = limited(Number.POSITIVE_INFINITY);
      for (let x = 0.5; x < 60; x += 0.5) {
        const [a, b, c] = [limited(x - 0.5), limited(x), limited(x + 0.5)];
        expect(2 * b - a - c, `${severity.kind} at ${x}`).toBeGreaterThan(-1e-9);
        expect(b).toBeLessThanOrEqual(Math.min(x, mean) + 1e-9);
      }
      expect(limited(1e9)).toBeCloseTo(mean, 6);
    }
  });

  test('E64 a transform there and back is the identity; the quick normal area agrees with the careful one', () => {
    for (const n of [4, 8, 512, 2048]) {
      const re = Float64Array.from({ length: n }, (_, i) => Math.sin(i * i));
      const im = Float64Array.from({ length: n }, (_, i) => Math.cos(3 * i));
      const [a, b] = [re.slice(), im.slice()];
      transformOf(n).run(a, b, -1);
      // The first value is the plain sum.
      expect(a[0]).toBeCloseTo(
        re.reduce((x, y) => x + y),
        9,
      );
      transformOf(n).run(a, b, 1);
      for (let i = 0; i < n; i++) {
        expect(a[i] / n).toBeCloseTo(re[i], 12);
        expect(b[i] / n).toBeCloseTo(im[i], 12);
      }
    }
    for (let z = -12; z <= 8; z += 0.037) {
      expect(Math.abs(normalArea(z) - normalCdf(z)), String(z)).toBeLessThan(1e-14);
      expect(Math.abs(normalArea(z) / normalCdf(z) - 1), String(z)).toBeLessThan(1e-8);
    }
  });

  test('E65 Sobol points: every stretch of a power of two fills every half, quarter and eighth alike', () => {
    const points = sobolPoints(64, new Uint32Array(24).fill(0x12345678));
    for (const column of points) {
      const cells = new Set([...column].map((x) => Math.floor(x * 64)));
      expect(cells.size).toBe(64);
    }
  });

  test('E66 correlated heads: sampled events agree with their exact mean', () => {
    const result = exactFigures(portfolioOf(KINDS.heads), 5e-3);
    if (!('figures' in result)) throw new Error(result.reason.en);
    const { gross, insured, retained } = result.figures;
    expect(insured.mean + retained.mean).toBeCloseTo(gross.mean, 0);
    expect(gross.tvar['0.99']).toBeGreaterThan(gross.var['0.99']);
  });
});

describe('allocation', () => {
  test('E68 what scenarios and heads bring to the gross TVaR adds up to it', () => {
    for (const [model, within] of [
      [T3_MODEL, 1e-4],
      [{ ...(KINDS.heads as object), scenarios: T3_MODEL.scenarios }, 5e-3],
    ] as const) {
      const portfolio = portfolioOf(model);
      const result = exactFigures(portfolio, portfolio.heads.length > 0 ? 5e-3 : undefined);
      const allocation = allocateGross(portfolio);
      if (!('figures' in result) || !allocation) throw new Error('both can be computed');
      const { gross } = result.figures;
      const lists =
        portfolio.heads.length > 0 ? [allocation.scenarios, allocation.heads] : [allocation.scenarios];
      for (const shares of lists) {
        const sum = (of: (share: Share) => number) => shares.reduce((total, share) => total + of(share), 0);
        expect(Math.abs(sum((share) => share.mean) / gross.mean - 1)).toBeLessThan(within);
        expect(Math.abs(sum((share) => share.tvar['0.99']) / gross.tvar['0.99'] - 1)).toBeLessThan(
          2 * within,
        );
        for (const share of shares) expect(share.tvar['0.99']).toBeGreaterThan(share.mean);
      }
    }
  });
});

/** Lines of the `aggregate` suite in our form: frequency, severity, terms, and which of our amounts the line asks for. */
const lognormal = (mean: number, cv: number) => {
  const variance = Math.log(1 + cv * cv);
  return { kind: 'lognormal', mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance) };
};
const poisson = (rate: number) => ({ kind: 'poisson', rate });
const capped = (limit: number) => ({ event: { deductible: 0, limit } });
const whole = (from: number, to: number) => ({
  kind: 'empirical',
  values: Array.from({ length: to - from + 1 }, (_, i) => from + i),
});
const OUTSIDE = {
  'Ca.Freq02.Poisson': [poisson(10), { kind: 'constant', value: 1 }, {}],
  'Cb.Freq10.NegBin': [{ kind: 'negbin', mean: 10, size: 1 / 0.65 ** 2 }, { kind: 'constant', value: 1 }, {}],
  'E.TSev10': [poisson(10), lognormal(10, 0.8), {}],
  'E.TSev11': [poisson(10), lognormal(10, 0.8), capped(30)],
  'E.TSev15': [poisson(5), { kind: 'lognormal', mu: Math.log(123.43), sigma: 2 }, capped(200)],
  'F.Expos01': [poisson(10), lognormal(50, 0.8), {}],
  'K.Tweedie0': [poisson(10.050251256281404), { kind: 'gamma', shape: 199, mean: 0.0995 }, {}],
  'J.Re16': [poisson(5), whole(0, 100), { event: { deductible: 10, limit: 40 } }],
} as const;

describe('outside cases', () => {
  const [header, ...rows] = conformanceText('aggregate/test_suite_results.csv').split('\n');
  const columns = header.split(',');
  const cell = (name: string, column: string): number =>
    Number(rows.find((row) => row.startsWith(`${name},`))?.split(',')[columns.indexOf(column)]);

  test.each(Object.entries(OUTSIDE))('E67 aggregate suite: %s', (name, [frequency, severity, terms]) => {
    const result = exactFigures(portfolioOf({ scenarios: [{ id: 'a', frequency, severity }], terms }));
    if (!('figures' in result)) throw new Error(result.reason.en);
    const { insured } = result.figures;
    const step = cell(name, 'bs');
    expect(Math.abs(insured.mean / cell(name, 'agg_mean_est') - 1)).toBeLessThan(1e-5);
    for (const [level, column] of [
      ['0.99', 'p99'],
      ['0.995', 'p99.5'],
    ] as const) {
      expect(Math.abs(insured.var[level] - cell(name, column)), column).toBeLessThan(1.5 * step);
    }
  });
});
