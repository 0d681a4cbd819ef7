import { sortIssues } from '@sonae/core';
import { type AnswersReading, checkAnswers } from '../check-answers.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { readYamlTree } from './yaml-tree.ts';

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
  const { tree, source, issues } = readYamlTree(input, file);
  if (tree === undefined) return { issues: sortIssues(issues) };
  const checked = checkAnswers(tree, vocabulary, source);
  const all = sortIssues([...issues, ...checked.issues]);
  const refused = checked.answers === undefined || issues.some((issue) => issue.severity === 'error');
  return refused ? { issues: all } : { answers: checked.answers, issues: all };
}
