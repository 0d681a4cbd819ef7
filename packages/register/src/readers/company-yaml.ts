import { hasErrors, sortIssues } from '@sonae/core';
import { type CompanyReading, checkCompany } from '../check-company.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { issuesAbove, readYamlTree } from './yaml-tree.ts';

/**
 * Reads a company from YAML or JSON. Everything that is wrong is reported at once, each at its line and column; if any
 * of it is an error there is no company. Never throws for bad input.
 *
 * @param input text, or bytes in UTF-8; 5 MB at most
 * @param file name shown in the issues
 * @example readCompanyYaml('- 3', 'company.yaml', vocabulary).issues[0].code // 'register.wrong-type'
 */
export function readCompanyYaml(
  input: string | Uint8Array,
  file: string,
  vocabulary: Vocabulary,
): CompanyReading {
  const { tree, torn, source, issues } = readYamlTree(input, file);
  if (tree === undefined) {
    const above = torn ? issuesAbove(torn.line, checkCompany(torn.tree, vocabulary, source).issues) : [];
    return { unreadable: true, issues: sortIssues([...above, ...issues]) };
  }
  const checked = checkCompany(tree, vocabulary, source);
  const all = sortIssues([...issues, ...checked.issues]);
  const { company, policyFiles, draft } = checked;
  return hasErrors(all) ? { policyFiles, draft, issues: all } : { company, policyFiles, issues: all };
}
