import { type Issue, placeOf, type Text } from '@sonae/core';
import { type Lexicon, type RowNames, readTyped } from '@sonae/register';
import { pathSteps, pathText } from './check.ts';
import { COMPANY_FIELDS, type ScreenColumn, tableOf } from './tables.ts';
import { type Path, same, type Tree, valueAt, withValue } from './tree.ts';

/** A cell of a file that is wrong and can be put right on the screen. */
export type Mendable = {
  readonly key: string;
  readonly path: Path;
  readonly column: ScreenColumn;
  readonly issue: Issue;
  readonly table: Text;
  /** Where it stands in the file: `情報資産!C5`, a line. */
  readonly place: string;
  /** What the row is called. */
  readonly row: (tree: Tree) => string;
};

const THE_COMPANY: Text = { ja: '会社', en: 'Company' };

/** The cells with errors, each once, and what cannot be put right by writing into a cell. */
export function mendables(issues: readonly Issue[]): {
  readonly cells: readonly Mendable[];
  readonly others: readonly Issue[];
} {
  const cells = new Map<string, Mendable>();
  const others: Issue[] = [];
  for (const issue of issues) {
    const found = issue.severity === 'error' ? mendableOf(issue) : undefined;
    if (!found) others.push(issue);
    else if (!cells.has(found.key)) cells.set(found.key, found);
  }
  return { cells: [...cells.values()], others };
}

function mendableOf(issue: Issue): Mendable | undefined {
  const steps = pathSteps(issue.path);
  const table = tableOf(String(steps[0]));
  const inRow = table && typeof steps[1] === 'number' ? steps.slice(2) : undefined;
  const key = (inRow ?? steps).filter((step) => typeof step === 'string').join('.');
  const column = (inRow ? table?.columns : COMPANY_FIELDS)?.find((one) => one.key === key);
  if (!column || (table && !inRow)) return undefined;
  const rowPath: Path = inRow ? steps.slice(0, 2) : [];
  const path = [...rowPath, ...column.path];
  return {
    key: pathText(path),
    path,
    column,
    issue,
    table: table?.name ?? THE_COMPANY,
    place: issue.cell ?? placeOf({ line: issue.line, column: issue.column }),
    row: (tree) => (inRow ? (table?.nameOf(valueAt(tree, rowPath)) ?? '') : ''),
  };
}

/** The tree with what was written into a cell. */
export const mend = (
  tree: Tree,
  { path, column }: Pick<Mendable, 'path' | 'column'>,
  typed: string,
  lexicon: Lexicon,
  rows: RowNames,
): Tree => withValue(tree, path, readTyped(column.leaf, typed, lexicon, rows));

/** What a wrong text in a cell most likely means, where a person reading it would have no doubt: 3億 is 300000000. */
export function meantBy(
  tree: Tree,
  { path, column }: Pick<Mendable, 'path' | 'column'>,
  lexicon: Lexicon,
  rows: RowNames,
): unknown {
  const value = valueAt(tree, path);
  if (typeof value !== 'string') return undefined;
  const meant = readTyped(column.leaf, value, lexicon, rows);
  return same(meant, value) ? undefined : meant;
}
