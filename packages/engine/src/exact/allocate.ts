import { type ByLevel, byLevel } from '../portfolio/figures.ts';
import { eventsAYear, type Portfolio } from '../portfolio/model.ts';
import { discretise } from './compound.ts';
import { grossOfScenarios } from './exact.ts';
import type { Law } from './grid.ts';
import { lawOf } from './grid.ts';
import { grossSum, type SampledHeads, sampleHeads } from './heads.ts';
import { limitedOf } from './limited.ts';

/** What a scenario or a head brings to the mean and to the gross TVaR: the parts add up to the whole. */
export type Share = { readonly id: string; readonly mean: number; readonly tvar: ByLevel };

export type Allocation = { readonly scenarios: readonly Share[]; readonly heads: readonly Share[] };

const POINTS = 8192;
/** Events a scenario is sampled with where it has heads. */
const EVENTS = 4096;

/**
 * Euler allocation of the gross TVaR: E[part | the year is among the worst]. For a Poisson number of events, what a part
 * brings below the quantile is its rate times E[its amount; amount + an independent year ≤ quantile], so every part costs
 * one pass over the grid. Undefined for clustered frequencies, where events are not independent of the year.
 */
export function allocateGross(portfolio: Portfolio): Allocation | undefined {
  if (portfolio.scenarios.some(({ frequency }) => frequency.kind !== 'poisson')) return undefined;
  return portfolio.heads.length > 0 ? byHeads(portfolio) : byScenarios(portfolio);
}

function byScenarios(portfolio: Portfolio): Allocation | undefined {
  const law = lawOf(grossOfScenarios(portfolio), POINTS);
  if (!law) return undefined;
  const below = createBelow(law);
  const scenarios = portfolio.scenarios.map((scenario): Share => {
    const limited = limitedOf(scenario.severity);
    const rate = eventsAYear(scenario);
    const masses = discretise(limited, law.step, POINTS);
    const mean = rate * limited(Number.POSITIVE_INFINITY);
    const tvar = byLevel((probability) => {
      const inside = below(probability);
      let sum = 0;
      for (let k = 1; k < POINTS; k++) sum += k * law.step * masses[k] * inside(k);
      return (mean - rate * sum) / probability;
    });
    return { id: scenario.id, mean, tvar };
  });
  return { scenarios, heads: [] };
}

function byHeads(portfolio: Portfolio): Allocation | undefined {
  const samples = portfolio.scenarios.map((_, s) => sampleHeads(portfolio, s, EVENTS, 0));
  const law = lawOf(grossSum(portfolio, samples), POINTS);
  if (!law) return undefined;
  const below = createBelow(law);
  /** Rate times the mean of an amount, of all years or of those below a quantile. */
  const total = (
    { scenario, weights, amounts }: SampledHeads,
    of: Float64Array,
    inside?: (k: number) => number,
  ): number => {
    let sum = 0;
    for (let i = 0; i < of.length; i++) {
      const position = amounts.gross[i] / law.step;
      const k = Math.floor(position);
      const share = position - k;
      const chance = inside ? (1 - share) * inside(k) + share * inside(k + 1) : 1;
      sum += weights[i] * of[i] * chance;
    }
    return eventsAYear(portfolio.scenarios[scenario]) * sum;
  };
  const shareOf = (id: string, parts: readonly (readonly [SampledHeads, Float64Array])[]): Share => {
    const sumOf = (inside?: (k: number) => number) =>
      parts.reduce((sum, [sample, of]) => sum + total(sample, of, inside), 0);
    const mean = sumOf();
    return { id, mean, tvar: byLevel((probability) => (mean - sumOf(below(probability))) / probability) };
  };
  return {
    scenarios: samples.map((sample) =>
      shareOf(portfolio.scenarios[sample.scenario].id, [[sample, sample.amounts.gross]]),
    ),
    heads: portfolio.heads.map(({ id }, h) =>
      shareOf(
        id,
        samples.map((sample) => [sample, sample.byHead[h]] as const),
      ),
    ),
  };
}

/** For a probability: the chance that a year stays below the quantile though k steps are added to it. */
function createBelow({ masses }: Law): (probability: number) => (k: number) => number {
  const cumulative = new Float64Array(masses.length + 1);
  for (let k = 0; k < masses.length; k++) cumulative[k + 1] = cumulative[k] + masses[k];
  return (probability) => {
    const target = 1 - probability;
    let at = 0;
    while (at < masses.length - 1 && cumulative[at + 1] < target) at += 1;
    // The point of the quantile itself counts in part, so that the chance of all years is the target.
    const part = masses[at] > 0 ? (target - cumulative[at]) / masses[at] : 0;
    return (k) => (k > at ? 0 : cumulative[at - k] + part * masses[at - k]);
  };
}
