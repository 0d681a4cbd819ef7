import type { Text } from '@sonae/core';
import { byLevel, type Figures, type PortfolioFigures } from '../portfolio/figures.ts';
import { eventsAYear, type Portfolio } from '../portfolio/model.ts';
import { discretise, type GridEvents } from './compound.ts';
import { figuresOfSum, type GridFigures, type Sum } from './grid.ts';
import { headEvents } from './heads.ts';
import { insuredPart, type Limited, limitedOf, retainedPart } from './limited.ts';

/** Figures computed, not simulated; or why they cannot be. */
export type ExactResult =
  | {
      readonly figures: PortfolioFigures;
      readonly points: number;
      readonly events: number;
      readonly method: 'fft' | 'sobol';
    }
  | { readonly reason: Text };

/** The precision asked for where none is given, as a share of each figure. */
const PRECISION = 5e-5;
/** The same where amounts are sampled. */
const SAMPLE_PRECISION = 1e-3;
/** An annual term may move the tail of what is retained by this share before that is no longer called exact. */
const COUPLING = 1e-4;

/**
 * Computes a portfolio exactly: the sum of a random number of independent amounts by Fourier transform, its annual
 * terms on the distribution of the sum. Correlated heads are sampled by a Sobol sequence first.
 */
export function exactFigures(portfolio: Portfolio, precision?: number): ExactResult {
  if (portfolio.heads.length > 0) return headEvents(portfolio, precision ?? SAMPLE_PRECISION);
  return exactSums(portfolio, Math.min(precision ?? PRECISION, PRECISION));
}

function exactSums(portfolio: Portfolio, precision: number): ExactResult {
  const { terms, scenarios } = portfolio;
  const limited = scenarios.map(({ severity }) => limitedOf(severity));
  const sumOf = (part: (limited: Limited) => Limited, annual: Sum['annual']): Sum =>
    sumOfParts(portfolio, limited.map(part), annual);
  const gross = sumOf((l) => l, NO_TERM);
  const insured = sumOf((l) => insuredPart(l, terms.event), terms.annual);
  const retained = sumOf((l) => retainedPart(l, terms.event), NO_TERM);
  if (![gross.mean, insured.mean, retained.mean].every(Number.isFinite)) return { reason: REASONS.mean };
  const found = {
    gross: figuresOfSum(gross, precision),
    insured: figuresOfSum(insured, precision),
    retained: figuresOfSum(retained, precision),
  };
  return joined(found, insured.mean, 'fft', 0);
}

/** The gross amount of a year as a sum over scenarios. */
export function grossOfScenarios(portfolio: Portfolio): Sum {
  return sumOfParts(
    portfolio,
    portfolio.scenarios.map(({ severity }) => limitedOf(severity)),
    NO_TERM,
  );
}

export const NO_TERM: Sum['annual'] = { deductible: 0, limit: Number.POSITIVE_INFINITY };

const REASONS = {
  grid: {
    ja: '格子の上で必要な精度に届きません（頻度が高すぎるか、裾が重すぎます）',
    en: 'no grid of reasonable length reaches the precision: events are too many or tails too heavy',
  },
  coupled: {
    ja: '年間の免責・限度が自己負担の裾を動かすので、保険と自己負担を別々に計算できません',
    en: 'annual terms move the tail of what is retained, so insured and retained cannot be computed apart',
  },
  mean: { ja: '平均が無限です', en: 'the mean is infinite' },
} as const satisfies Record<string, Text>;

type Found = Readonly<Record<'gross' | 'insured' | 'retained', GridFigures | undefined>>;

/**
 * Puts the three sums together. What is retained is gross less insured in every year; its sum of single events leaves
 * out what annual terms take off, so their mean effect bounds the error of its tail.
 */
export function joined(
  found: Found,
  insuredBefore: number,
  method: 'fft' | 'sobol',
  events: number,
): ExactResult {
  const { gross, insured, retained } = found;
  if (!gross || !insured || !retained) return { reason: REASONS.grid };
  const shifted = insuredBefore - insured.mean;
  const tail = retained.tvar['0.99'];
  if (shifted > COUPLING * tail * 0.01) return { reason: REASONS.coupled };
  const bound = Math.max(0, shifted);
  const withShift: Figures = {
    ...retained,
    mean: gross.mean - insured.mean,
    se: {
      mean: gross.se.mean + insured.se.mean,
      var: retained.se.var,
      tvar: byLevel((p, i) => Object.values(retained.se.tvar)[i] + bound / p),
    },
  };
  const points = Math.max(gross.points, insured.points, retained.points);
  return {
    figures: { gross: plain(gross), insured: plain(insured), retained: plain(withShift) },
    points,
    events,
    method,
  };
}

function plain({ mean, var: values, tvar, se }: Figures): Figures {
  return { mean, var: values, tvar, se };
}

/** A sum over the scenarios: Poisson ones together as one, each negative binomial on its own. */
function sumOfParts({ scenarios }: Portfolio, parts: readonly Limited[], annual: Sum['annual']): Sum {
  const means = parts.map((part) => part(Number.POSITIVE_INFINITY));
  const poisson = scenarios.flatMap(({ frequency }, i) =>
    frequency.kind === 'poisson' && frequency.rate > 0 ? [i] : [],
  );
  const rate = poisson.reduce((sum, i) => sum + eventsAYear(scenarios[i]), 0);
  const mixed: Limited = (x) =>
    poisson.reduce((sum, i) => sum + (eventsAYear(scenarios[i]) / rate) * parts[i](x), 0);
  return {
    mean: scenarios.reduce((sum, scenario, i) => sum + eventsAYear(scenario) * means[i], 0),
    deviation: Number.POSITIVE_INFINITY,
    annual,
    events: (step, n) => [
      ...(rate > 0
        ? [{ frequency: { kind: 'poisson', mean: rate } as const, masses: discretise(mixed, step, n) }]
        : []),
      ...scenarios.flatMap(({ frequency }, i): GridEvents[] =>
        frequency.kind === 'negbin' && frequency.mean > 0
          ? [{ frequency, masses: discretise(parts[i], step, n) }]
          : [],
      ),
    ],
  };
}
