import { hashId } from '@sonae/core';
import { ROUNDER } from './coefficients.ts';
import { type CountTable, logSeriesTable, poissonTable } from './counts.ts';
import { choleskyOf } from './matrix.ts';
import { blockYearsOf, type Head, type Portfolio, type PortfolioScenario, type Severity } from './model.ts';
import { compileTable, distributionOf, type SingleTable } from './quantiles.ts';

/**
 * How an event gets its size, with everything computed that can be computed once. Exponents are binary:
 * amount = 2^(scale · z + shift + whole), where `rounder` carries the whole part.
 */
export type Size =
  | { readonly kind: 'lognormal'; readonly scale: number; readonly shift: number; readonly rounder: number }
  | { readonly kind: 'table'; readonly table: SingleTable }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'empirical'; readonly alias: AliasTable };

/** Walker's alias method: cell, threshold within it, the value below and the one above the threshold. */
export type AliasTable = {
  readonly thresholds: Uint32Array;
  readonly below: Float32Array;
  readonly above: Float32Array;
};

export type ScenarioPlan = {
  readonly id: string;
  readonly owner: number;
  /** Events, or clusters of the negative binomial, of a block. */
  readonly counts: CountTable;
  readonly clusterSizes: CountTable | undefined;
  readonly size: Size;
  /** Binary logarithm of the median severity, for heads that follow it. */
  readonly medianExponent: number;
  readonly eventsAYear: number;
};

/** A head as the kernel computes it from independent normals. */
export type HeadPlan = {
  readonly id: string;
  readonly amount:
    | { readonly kind: 'proportional' | 'median'; readonly scale: number; readonly shift: number }
    | { readonly kind: 'own'; readonly size: Size };
  readonly terms: Head['terms'];
  /** The row of the Cholesky factor: weights of the independent normals. */
  readonly weights: readonly number[];
};

export type Blueprint = {
  readonly portfolio: Portfolio;
  readonly blockYears: number;
  readonly scenarios: readonly ScenarioPlan[];
  readonly heads: readonly HeadPlan[];
  /** Independent normals of an event with heads; 0 where the severity is the loss. */
  readonly normals: number;
};

/** The share that all heads have in common, so that it is taken once, of their sum; undefined where they differ. */
export function commonShare(heads: readonly HeadPlan[]): number | undefined {
  const shares = new Set(heads.map((head) => head.terms.share));
  return shares.size === 1 ? heads[0].terms.share : undefined;
}

/** A portfolio that no kernel can play as it is: what and where. */
export class PortfolioError extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.name = 'PortfolioError';
    this.path = path;
  }
}

/** Computes everything that the events of a portfolio share. Throws {@link PortfolioError}. */
export function blueprintOf(portfolio: Portfolio, blockYears = blockYearsOf(portfolio)): Blueprint {
  const normals = portfolio.heads.length === 0 ? 0 : portfolio.heads.length + 1;
  const factor = normals === 0 ? [] : choleskyOf(portfolio.correlation);
  return {
    portfolio,
    blockYears,
    normals,
    scenarios: portfolio.scenarios
      .flatMap(splitMixture)
      .map((scenario, i) => planOf(scenario, blockYears, `scenarios[${i}]`)),
    heads: portfolio.heads.map((head, i) => headPlan(head, factor[i + 1], `heads[${i}]`)),
  };
}

/** A Poisson scenario of a mixture is as many independent scenarios; each is simpler and needs no table. */
function splitMixture(scenario: PortfolioScenario): PortfolioScenario[] {
  const { frequency, severity } = scenario;
  if (frequency.kind !== 'poisson' || severity.kind !== 'mixture') return [scenario];
  const total = severity.parts.reduce((sum, part) => sum + part.weight, 0);
  return severity.parts.flatMap((part, i) =>
    splitMixture({
      id: `${scenario.id}#${i + 1}`,
      frequency: { kind: 'poisson', rate: (frequency.rate * part.weight) / total },
      severity: part.severity,
    }),
  );
}

function planOf(
  { id, frequency, severity }: PortfolioScenario,
  blockYears: number,
  path: string,
): ScenarioPlan {
  const shared = {
    id,
    owner: hashId(id),
    size: sizeOf(severity, `${path}.severity`),
    medianExponent: medianExponent(severity),
  };
  if (frequency.kind === 'poisson') {
    return {
      ...shared,
      counts: poissonTable(frequency.rate * blockYears),
      clusterSizes: undefined,
      eventsAYear: frequency.rate,
    };
  }
  const { mean, size } = frequency;
  const clusters = size * Math.log1p(mean / size);
  return {
    ...shared,
    counts: poissonTable(clusters * blockYears),
    clusterSizes:
      mean > 0 ? logSeriesTable(mean / (mean + size)) : { first: 1, cumulative: Float64Array.of(1) },
    eventsAYear: mean,
  };
}

function medianExponent(severity: Severity): number {
  if (severity.kind === 'lognormal') return severity.mu * Math.LOG2E;
  if (severity.kind === 'constant') return Math.log2(severity.value);
  if (severity.kind === 'empirical') return 0;
  return Math.log2(distributionOf(severity).at(0));
}

export function sizeOf(severity: Severity, path: string): Size {
  switch (severity.kind) {
    case 'constant':
      return { kind: 'constant', value: Math.fround(severity.value) };
    case 'empirical':
      return { kind: 'empirical', alias: aliasOf(severity.values, severity.weights) };
    case 'lognormal': {
      const exponent = severity.mu * Math.LOG2E;
      const whole = Math.round(exponent);
      return {
        kind: 'lognormal',
        scale: Math.fround(severity.sigma * Math.LOG2E),
        shift: Math.fround(exponent - whole),
        rounder: ROUNDER + whole,
      };
    }
    default: {
      if (!isSmooth(severity)) throw new PortfolioError(path, 'steps');
      const table = compileTable(distributionOf(severity));
      if (!table) throw new PortfolioError(path, 'table');
      return { kind: 'table', table };
    }
  }
}

function isSmooth(severity: Severity): boolean {
  if (severity.kind === 'mixture') return severity.parts.every((part) => isSmooth(part.severity));
  return severity.kind !== 'constant' && severity.kind !== 'empirical';
}

function headPlan({ id, amount, terms }: Head, weights: readonly number[], path: string): HeadPlan {
  if (amount.kind === 'own')
    return { id, terms, weights, amount: { kind: 'own', size: sizeOf(amount.severity, path) } };
  return {
    id,
    terms,
    weights,
    amount: { kind: amount.kind, scale: amount.sigma * Math.LOG2E, shift: amount.mu * Math.LOG2E },
  };
}

function aliasOf(values: readonly number[], weights: readonly number[] = values.map(() => 1)): AliasTable {
  const n = values.length;
  const total = weights.reduce((a, b) => a + b, 0);
  const share = weights.map((w) => (w / total) * n);
  const alias = values.map((_, i) => i);
  const small = share.flatMap((s, i) => (s < 1 ? [i] : []));
  const large = share.flatMap((s, i) => (s >= 1 ? [i] : []));
  const keep = new Array<number>(n).fill(1);
  while (small.length > 0 && large.length > 0) {
    const from = small.pop() as number;
    const to = large[large.length - 1];
    keep[from] = share[from];
    alias[from] = to;
    share[to] -= 1 - share[from];
    if (share[to] < 1) small.push(large.pop() as number);
  }
  return {
    thresholds: Uint32Array.from(keep, (p) => Math.min(0xffffffff, Math.round(p * 4294967296))),
    below: Float32Array.from(values),
    above: Float32Array.from(alias, (i) => values[i]),
  };
}
