import type { Text } from '@sonae/core';
import { COMPANY_FIELDS, type ScreenColumn, type ScreenTable, TABLES } from './tables.ts';
import { rowsOf, same, type Tree, valueAt } from './tree.ts';

/** A difference between two registers in the words of the screen. */
export type ShownDifference = {
  readonly key: string;
  readonly table: Text;
  /** What people call the row. */
  readonly row: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The field; none where a whole row came or went. */
  readonly column?: ScreenColumn;
  readonly before?: unknown;
  readonly after?: unknown;
};

const THE_COMPANY: Text = { ja: '会社', en: 'Company' };

/** What differs between two registers: whole rows, and fields of rows that are in both. */
export function shownDifferences(before: Tree, after: Tree): ShownDifference[] {
  const company = COMPANY_FIELDS.flatMap((column): ShownDifference[] =>
    changed(column, before, after, { table: THE_COMPANY, row: '' }),
  );
  return [...company, ...TABLES.flatMap((table) => tableDifferences(table, before, after))];
}

function tableDifferences(table: ScreenTable, before: Tree, after: Tree): ShownDifference[] {
  const of = (tree: Tree) =>
    new Map(rowsOf(tree, table.id).map((row, i) => [table.keyOf(row) ?? `#${i + 1}`, row]));
  const [old, now] = [of(before), of(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id): ShownDifference[] => {
    const [a, b] = [old.get(id), now.get(id)];
    const about = { table: table.name, row: table.nameOf(b ?? a) ?? id };
    const key = `${table.id} ${id}`;
    if (!a) return [{ key, ...about, kind: 'added' }];
    if (!b) return [{ key, ...about, kind: 'removed' }];
    return table.columns.flatMap((column) => changed(column, a, b, about, key));
  });
}

function changed(
  column: ScreenColumn,
  a: Tree,
  b: Tree,
  about: Pick<ShownDifference, 'table' | 'row'>,
  key = '',
): ShownDifference[] {
  const [before, after] = [valueAt(a, column.path), valueAt(b, column.path)];
  if (same(before, after)) return [];
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [{ key: `${key} ${column.key}`, ...about, kind, column, before, after }];
}
