import { hasErrors, type Issue, sortIssues } from '@sonae/core';
import { checkCircles } from './check/circles.ts';
import { checkReferences } from './check/references.ts';
import { checkRules } from './check/rules.ts';
import { explainRefusal } from './check/schema.ts';
import { tidy } from './check/tidy.ts';
import { dropUnknown, resolveWords } from './check/words.ts';
import { companyShape } from './company-shape.ts';
import { issueOf } from './problem.ts';
import { type Company, company } from './schema.ts';
import { NO_SOURCE, type Source } from './source.ts';
import { lexiconOf, type Vocabulary } from './vocabulary.ts';

/** What a reading yields: the company where nothing is wrong with it, and everything worth saying about the input. */
export type CompanyReading = { readonly company?: Company; readonly issues: readonly Issue[] };

/**
 * Checks a tree of plain values against the register's schema and rules, gathering everything that is wrong.
 *
 * If any issue is an error there is no company: bad input never yields a number. Words of the vocabulary are
 * normalised to ids, percentages to shares, empty lists and tables left out.
 *
 * @param tree what a YAML file, a workbook or a form holds
 * @param source knows where each value stands; {@link NO_SOURCE} for values from no file
 */
export function checkCompany(
  tree: unknown,
  vocabulary: Vocabulary,
  source: Source = NO_SOURCE,
): CompanyReading {
  const words = resolveWords(companyShape, dropUnknown(companyShape, tree), lexiconOf(vocabulary));
  const parsed = company.safeParse(words.value);
  const findings = [
    ...(parsed.success ? [] : explainRefusal(parsed.error, companyShape, words.value, source)),
    ...words.findings,
    ...checkReferences(words.value),
    ...checkCircles(words.value),
    ...checkRules(words.value),
  ];
  const issues = sortIssues(findings.map((finding) => issueOf(finding, source)));
  if (!parsed.success || hasErrors(issues)) return { issues };
  return { company: tidy(companyShape, parsed.data) as Company, issues };
}
