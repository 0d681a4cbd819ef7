import { hasErrors, sortIssues } from '@sonae/core';
import { type AnswersReading, checkAnswers } from '../check-answers.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { issuesAbove, readYamlTree } from './yaml-tree.ts';

/**
 * Reads the answers to the five questions from YAML or JSON: `industry, revenueYen, persons, dataKinds, othersData,
 * policy`, optionally `staff`, `workWithoutSystemsDays`, and any further field or control under `more`. A question left
 * out is `unknown`.
 *
 * @example readAnswers('industry: ネット通販', 'a.yaml', vocabulary).answers?.industry // 'ec'
 */
export function readAnswers(
  input: string | Uint8Array,
  file: string,
  vocabulary: Vocabulary,
): AnswersReading {
  const { tree, torn, source, issues } = readYamlTree(input, file);
  if (tree === undefined) {
    const above = torn ? issuesAbove(torn.line, checkAnswers(torn.tree, vocabulary, source).issues) : [];
    return { unreadable: true, issues: sortIssues([...above, ...issues]) };
  }
  const checked = checkAnswers(tree, vocabulary, source);
  const all = sortIssues([...issues, ...checked.issues]);
  const { answers, ...found } = checked;
  return hasErrors(all) ? { ...found, issues: all } : { answers, ...found, issues: all };
}
