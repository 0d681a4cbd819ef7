import { hasErrors, type Issue } from '@sonae/core';
import { type Company, checkCompany, lexiconOf } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import type { Path, Tree } from './tree.ts';

export const vocabulary = knowledgeVocabulary();
export const lexicon = lexiconOf(vocabulary);

/** What is wrong with a register, found by the cell. */
export type Checked = {
  readonly company?: Company;
  readonly issues: readonly Issue[];
  /** Issues of a cell, by its path; those of its list entries and of its row too where they have no cell of their own. */
  readonly at: (path: Path) => readonly Issue[];
  readonly errors: number;
};

/** Checks a register on its way. The same tree is checked once. */
export function check(tree: Tree): Checked {
  const known = checks.get(tree);
  if (known) return known;
  const { company, issues } = checkCompany(tree, vocabulary);
  const byPath = new Map<string, Issue[]>();
  for (const issue of issues) {
    const key = issue.path.replace(/^((?:[^[\]]+\[\d+\]\.)?[^[\]]+)\[\d+\]$/, '$1');
    byPath.set(key, [...(byPath.get(key) ?? []), issue]);
  }
  const checked: Checked = {
    company,
    issues,
    at: (path) => byPath.get(pathText(path)) ?? [],
    errors: issues.filter(({ severity }) => severity === 'error').length,
  };
  checks.set(tree, checked);
  return checked;
}
const checks = new WeakMap<Tree, Checked>();

export const isGood = (tree: Tree): boolean => !hasErrors(check(tree).issues);

/** A path as issues print it. */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

/** A path of an issue as steps. */
export const pathSteps = (path: string): Path =>
  [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, number, name]) =>
    number === undefined ? name : Number(number),
  );
