import { checkPortfolio } from '../portfolio/check/check-portfolio.ts';
import type { Portfolio } from '../portfolio/model.ts';

/** A portfolio of a test, given as a model file would give it. */
export function portfolioOf(model: unknown): Portfolio {
  const { portfolio, issues } = checkPortfolio(model);
  if (!portfolio) throw new Error(issues.map((issue) => `${issue.path}: ${issue.message.en}`).join('; '));
  return portfolio;
}

const lognormal = (id: string, rate: number, mu: number, sigma: number) => ({
  id,
  frequency: { kind: 'poisson', rate },
  severity: { kind: 'lognormal', mu, sigma },
});
const terms = { event: { deductible: 1_000_000, limit: 100_000_000 }, annual: { limit: 300_000_000 } };

/** The three-scenario task; `bench/models/t3.json` is the same. */
export const T3_MODEL = {
  scenarios: [
    lognormal('small', 0.5, 15, 1.2),
    lognormal('medium', 0.2, 16, 1.5),
    lognormal('large', 0.05, 17.5, 2),
  ],
  terms,
};

/** Every kind of frequency, severity, head and term in one small model each. */
export const KINDS: Readonly<Record<string, unknown>> = {
  lognormal: T3_MODEL,
  'every severity': {
    scenarios: [
      {
        id: 'gamma',
        frequency: { kind: 'negbin', mean: 0.7, size: 0.4 },
        severity: { kind: 'gamma', shape: 0.7, mean: 3e6 },
      },
      {
        id: 'values',
        frequency: { kind: 'poisson', rate: 0.3 },
        severity: { kind: 'empirical', values: [1e5, 2e6, 5e7], weights: [6, 3, 1] },
      },
      {
        id: 'fixed',
        frequency: { kind: 'poisson', rate: 0.3 },
        severity: { kind: 'constant', value: 12_345 },
      },
      {
        id: 'pareto',
        frequency: { kind: 'poisson', rate: 0.3 },
        severity: { kind: 'pareto', scale: 1e5, shape: 1.1, max: 1e9 },
      },
      {
        id: 'uniform',
        frequency: { kind: 'negbin', mean: 0.1, size: 3 },
        severity: { kind: 'uniform', min: 1e5, max: 4e6 },
      },
      {
        id: 'mixture',
        frequency: { kind: 'poisson', rate: 0.2 },
        severity: {
          kind: 'mixture',
          parts: [
            { weight: 1, severity: { kind: 'lognormal', mu: 12, sigma: 1 } },
            { weight: 2, severity: { kind: 'pert', min: 1e5, mode: 2e5, max: 9e5 } },
          ],
        },
      },
    ],
    terms: {
      event: { deductible: 50_000, limit: 2e7, share: 0.8 },
      annual: { deductible: 100_000, limit: 4e7 },
    },
  },
  heads: {
    scenarios: [
      lognormal('small', 0.5, 12, 1.2),
      {
        id: 'pert',
        frequency: { kind: 'negbin', mean: 0.1, size: 1 },
        severity: { kind: 'pert', min: 1e5, mode: 1e6, max: 1e7 },
      },
    ],
    terms,
    heads: [
      {
        id: 'records',
        amount: { kind: 'proportional', sigma: 0.3 },
        terms: { deductible: 10_000, limit: 2e7, share: 0.9 },
      },
      { id: 'lump', amount: { kind: 'lognormal', mu: 11, sigma: 0.8 }, terms: { limit: 5e6 } },
      { id: 'table', amount: { kind: 'gamma', shape: 2, mean: 4e5 } },
      { id: 'median', amount: { kind: 'median', mu: 0.2, sigma: 1 } },
    ],
    correlation: [
      [1, 0.4, 0.3, 0.2, 0.1],
      [0.4, 1, 0.4, 0.3, 0.2],
      [0.3, 0.4, 1, 0.4, 0.3],
      [0.2, 0.3, 0.4, 1, 0.4],
      [0.1, 0.2, 0.3, 0.4, 1],
    ],
  },
};
