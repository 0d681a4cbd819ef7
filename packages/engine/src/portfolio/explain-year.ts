import { type Blueprint, blueprintOf } from './blueprint.ts';
import type { Portfolio } from './model.ts';
import { createReference, type PortfolioEvent } from './reference.ts';

/** The events of one year, replayed from their addresses alone: no other year is needed, no run has to be kept. */
export type ExplainedYear = {
  readonly year: number;
  readonly gross: number;
  /** After the annual terms. */
  readonly insured: number;
  readonly events: readonly (Omit<PortfolioEvent, 'year' | 'scenario'> & { readonly scenario: string })[];
};

/**
 * Explains a year of a portfolio.
 *
 * @param year its number from 0, as years are played
 */
export function explainYear(
  portfolio: Portfolio,
  seed: number,
  year: number,
  blueprint: Blueprint = blueprintOf(portfolio),
): ExplainedYear {
  const { blockYears, scenarios } = blueprint;
  const events: ExplainedYear['events'][number][] = [];
  let gross = 0;
  let paid = 0;
  createReference(blueprint, seed).events(Math.floor(year / blockYears), (event) => {
    if (event.year !== year % blockYears) return;
    const { year: _, scenario, ...rest } = event;
    events.push({ ...rest, scenario: scenarios[scenario].id });
    gross += event.gross;
    paid += event.insured;
  });
  const { deductible, limit } = portfolio.terms.annual;
  return { year, gross, insured: Math.min(Math.max(paid - deductible, 0), limit), events };
}
