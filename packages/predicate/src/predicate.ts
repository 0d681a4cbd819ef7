import { compareIds, hasErrors, type Issue, sortIssues, type Truth } from '@sonae/core';
import { askOf } from './ask.ts';
import { bindFacts } from './bindings.ts';
import { checkTerm } from './check.ts';
import { type Finding, issueOf, type Origin, type Report } from './finding.ts';
import { requireBoolean } from './mismatch.ts';
import { parseTerm } from './parse.ts';
import { readsOf } from './reads.ts';
import type { FactSchema, Facts } from './schema.ts';

export type { Origin } from './finding.ts';

/** What a predicate says about some facts. */
export type Verdict = {
  readonly truth: Truth;
  /**
   * The unknown facts that decide, sorted by path: once they are known the verdict is, whatever the other unknown
   * facts turn out to be. Empty unless the truth is unknown. Fields of list elements are `actors[].intent`.
   */
  readonly deciding: readonly string[];
  /** Why there is no verdict although no fact is missing: a calculation failed or a fact is not of its kind. */
  readonly error?: Issue;
};

/** A condition on facts (条件), ready to be evaluated. */
export type Predicate = {
  readonly source: string;
  /** Every fact path the expression reads, sorted. */
  readonly reads: readonly string[];
  /** The verdict on some facts. Never throws. */
  readonly evaluate: (facts: Facts) => Verdict;
};

/** The predicate, unless an issue is an error, and all issues in order of appearance. */
export type Compiled = { readonly predicate?: Predicate; readonly issues: readonly Issue[] };

/**
 * Reads a CEL expression over declared facts. Every name and kind is checked against the schema now, so that a typo is
 * refused and never taken for an unknown fact.
 *
 * @param origin where the expression stands, so that issues point into that file; else they count from its start
 * @example compilePredicate('war || (stateBacked && significantImpairment)', schema).predicate?.evaluate({ war: false })
 */
export function compilePredicate(source: string, schema: FactSchema, origin: Origin = {}): Compiled {
  const findings: Finding[] = [];
  const report: Report = (at, remark) => findings.push({ ...remark, at });
  const term = parseTerm(source, report);
  if (term) requireBoolean(term.at, checkTerm(term, new Map(Object.entries(schema)), report), report);

  const issues = sortIssues(findings.map((finding) => issueOf(finding, source, origin)));
  if (!term || hasErrors(issues)) return { issues };

  const reads = readsOf(term);
  const roots = sorted(reads.map((read) => read.root));
  const ask = askOf(term, (at, remark) => issueOf({ ...remark, at }, source, origin));
  const evaluate = (facts: Facts): Verdict => {
    const { deciding, ...answer } = ask(bindFacts(facts, schema, roots));
    return { ...answer, deciding: sorted(deciding) };
  };
  return { predicate: { source, reads: sorted(reads.flatMap((read) => read.labels)), evaluate }, issues };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareIds);
}
