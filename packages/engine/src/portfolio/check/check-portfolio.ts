import type { Issue } from '@sonae/core';
import type { Portfolio, PortfolioTerms } from '../model.ts';
import { correlationOf } from './correlation.ts';
import { headsOf } from './heads.ts';
import { createReader } from './reader.ts';
import { scenariosOf } from './scenarios.ts';
import { termsOf } from './terms.ts';

/** Reads a portfolio from parsed JSON. All that is wrong is reported at once; no portfolio comes with errors. */
export function checkPortfolio(input: unknown): {
  readonly portfolio?: Portfolio;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const reader = createReader(issues);
  const root = reader.object(input, '', [
    'scenarios',
    'terms',
    'heads',
    'correlation',
    'name',
    'note',
    'currency',
  ]);
  if (!root) return { issues };
  const scenarios = scenariosOf(reader, root.scenarios);
  const terms = termsOf(reader, root.terms);
  const heads = headsOf(reader, root.heads, scenarios);
  const correlation = correlationOf(reader, root.correlation, heads.length);
  return issues.length > 0 ? { issues } : { portfolio: { scenarios, terms, heads, correlation }, issues };
}

/** Reads terms alone, for re-pricing. */
export function checkTerms(input: unknown): {
  readonly terms?: PortfolioTerms;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const reader = createReader(issues);
  const inner = typeof input === 'object' && input !== null && 'terms' in input ? input.terms : input;
  const terms = termsOf(reader, inner);
  return issues.length > 0 ? { issues } : { terms, issues };
}
