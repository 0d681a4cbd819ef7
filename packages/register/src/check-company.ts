import { hasErrors, type Issue, type Place, sortIssues } from '@sonae/core';
import { checkCircles } from './check/circles.ts';
import { checkKeys } from './check/keys.ts';
import { checkReferences } from './check/references.ts';
import { rowsOf } from './check/rows.ts';
import { checkRules } from './check/rules.ts';
import { explainRefusal } from './check/schema.ts';
import { tidy } from './check/tidy.ts';
import { dropUnknown, resolveWords } from './check/words.ts';
import { companyShape } from './company-shape.ts';
import { draftOf } from './draft.ts';
import { formatPath } from './path.ts';
import { issueOf } from './problem.ts';
import { type Company, company } from './schema.ts';
import { NO_SOURCE, type Source } from './source.ts';
import { lexiconOf, type Vocabulary } from './vocabulary.ts';

/** A file that a register names, and where it does. */
export type NamedFile = { readonly file: string; readonly path: string; readonly place: Place };

/** What a reading yields: the company where nothing is wrong with it, and everything worth saying about the input. */
export type CompanyReading = {
  readonly company?: Company;
  /** Set where the input could not be read as a register at all; the issues say why. */
  readonly unreadable?: true;
  /** The policy files named, also where something else is wrong, so that they can be looked at in the same go. */
  readonly policyFiles?: readonly NamedFile[];
  /** What was read, as plain values, also where something is wrong: for a screen on which it is mended. */
  readonly draft?: unknown;
  readonly issues: readonly Issue[];
};

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
  const keys = checkKeys(companyShape, tree, source);
  const words = resolveWords(companyShape, dropUnknown(companyShape, keys.value), lexiconOf(vocabulary));
  const parsed = company.safeParse(words.value);
  const findings = [
    ...keys.findings,
    ...(parsed.success ? [] : explainRefusal(parsed.error, companyShape, words.value, keys.source)),
    ...words.findings,
    ...checkReferences(words.value, keys.source),
    ...checkCircles(words.value),
    ...checkRules(words.value),
  ];
  const issues = sortIssues(findings.map((finding) => issueOf(finding, keys.source)));
  const policyFiles = policyFilesOf(words.value, keys.source);
  if (!parsed.success || hasErrors(issues)) return { policyFiles, draft: draftOf(words.value), issues };
  return { company: tidy(companyShape, parsed.data) as Company, policyFiles, issues };
}

function policyFilesOf(tree: unknown, source: Source): NamedFile[] {
  return rowsOf(tree, 'policies').flatMap(({ path, row: { file } }) => {
    const at = [...path, 'file'];
    return typeof file === 'string' && file.trim() !== ''
      ? [{ file: file.trim(), path: formatPath(at), place: source.place(at, 'value') }]
      : [];
  });
}
