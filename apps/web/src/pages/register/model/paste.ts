import { foldHeading, type Lexicon, namesOf, type RowNames, readTyped } from '@sonae/register';
import type { ScreenColumn, ScreenTable } from './tables.ts';
import { type Path, rowsOf, same, type Tree, valueAt, withRows, withValue } from './tree.ts';

/** One cell of what is pasted, with what it was understood to mean. */
export type PastedCell = {
  readonly path: Path;
  readonly row: number;
  readonly column: ScreenColumn;
  readonly typed: string;
  readonly before: unknown;
  readonly value: unknown;
};

export type Pasted = {
  readonly tree: Tree;
  /** Cells that change, row by row. */
  readonly cells: readonly PastedCell[];
  /** Rows that are added at the end of the table. */
  readonly added: number;
  /** Whether the first row was taken for headings. */
  readonly headings: boolean;
  /** Headings that no column of the table answers to, and how many columns stand right of the last one. */
  readonly unknownHeadings: readonly string[];
  readonly tooWide: number;
};

export type PasteAt = {
  readonly table: ScreenTable;
  /** The cell it is pasted at. */
  readonly row: number;
  readonly column: number;
};

/**
 * Puts cells copied from elsewhere into a table. Where their first row is headings of the table, columns go by them and the
 * rows are added, or replace those of the same id; else the cells go where they are pasted, over the end of the table too.
 */
export function paste(
  tree: Tree,
  grid: readonly (readonly string[])[],
  at: PasteAt,
  lexicon: Lexicon,
  rowNames: RowNames,
): Pasted {
  const { table } = at;
  const byHeading = headingsOf(grid[0] ?? [], table.columns);
  const body = byHeading ? grid.slice(1) : grid;
  const columns = byHeading?.columns ?? table.columns.slice(at.column);
  const rows = [...rowsOf(tree, table.id)];
  const before = rows.length;
  const cells: PastedCell[] = [];
  const idColumn = byHeading?.columns.findIndex((column) => column?.key === 'id') ?? -1;
  body.forEach((texts, i) => {
    if (texts.every((text) => text.trim() === '')) return;
    const own = byHeading ? rowOf(rows, texts[idColumn], before) : at.row + i;
    while (rows.length <= own) rows.push({});
    texts.forEach((typed, c) => {
      const column = columns[c];
      if (!column) return;
      const value = readTyped(column.leaf, typed, lexicon, rowNames);
      const old = valueAt(rows[own], column.path);
      if (same(old, value)) return;
      rows[own] = withValue(rows[own], column.path, value);
      cells.push({ path: [table.id, own, ...column.path], row: own, column, typed, before: old, value });
    });
  });
  return {
    tree: withRows(tree, table.id, rows),
    cells,
    added: rows.length - before,
    headings: byHeading !== undefined,
    unknownHeadings: byHeading?.unknown ?? [],
    tooWide: Math.max(0, Math.max(0, ...body.map((texts) => texts.length)) - columns.length),
  };
}

/** The row of this id, or a new one at the end. */
function rowOf(rows: readonly Tree[], id: string | undefined, before: number): number {
  const known = id === undefined ? -1 : rows.findIndex((row) => row.id === id.trim());
  return known >= 0 ? known : Math.max(rows.length, before);
}

/** The columns that a row of headings names; undefined where it is no such row. */
function headingsOf(texts: readonly string[], columns: readonly ScreenColumn[]) {
  const known = new Map<string, ScreenColumn>();
  for (const column of [...columns].reverse())
    for (const name of namesOf(column).reverse()) known.set(foldHeading(name), column);
  const found = texts.map((text) => known.get(foldHeading(text)));
  const hits = found.filter((column) => column !== undefined).length;
  if (hits < Math.min(2, columns.length) || hits * 2 < texts.length) return undefined;
  return { columns: found, unknown: texts.filter((text, i) => !found[i] && text.trim() !== '') };
}
