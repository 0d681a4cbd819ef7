import { COMPANY, COMPANY_FIELDS, type ScreenColumn, type ScreenTable, TABLES } from './tables.ts';
import { type Path, rowsOf, same, type Tree, valueAt, withRows, withValue } from './tree.ts';

export type Side = 'mine' | 'theirs';

/** A cell that one of two people changed, or both. */
export type CellChange = {
  readonly path: Path;
  readonly column: ScreenColumn;
  readonly before: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Whose it is where only one changed it; undefined where somebody has to choose. */
  readonly settled?: Side;
};

/** A row that two people changed from the same beginning, or that one changed and the other removed. */
export type RowConflict = {
  readonly table: string;
  /** Id of the row; that of the company itself is empty. */
  readonly row: string;
  readonly name: string;
  readonly kind: 'both-changed' | 'removed-by-me' | 'removed-by-them';
  readonly cells: readonly CellChange[];
};

export type Merged = {
  /** Everything that needs no choice; of a conflict their side. */
  readonly tree: Tree;
  readonly conflicts: readonly RowConflict[];
  /** Cells and rows that were taken from them without a question. */
  readonly taken: number;
};

/**
 * Brings together what two people made of one register, row by row by id and cell by cell. Rows that only one of them
 * touched are that one's; a row both touched is a conflict, to be looked at side by side. Nothing is lost: what is not taken
 * stands in a conflict.
 */
export function merge(before: Tree, mine: Tree, theirs: Tree): Merged {
  const conflicts: RowConflict[] = [];
  let taken = 0;
  let tree: Tree = theirs;
  const company = mergeRow(before, mine, theirs, COMPANY_FIELDS);
  if (company.conflict)
    conflicts.push({ table: COMPANY, row: '', name: '', kind: 'both-changed', cells: company.cells });
  for (const { path, mine: value, settled } of company.cells)
    if (settled === 'mine') tree = withValue(tree, path, value);
  taken += company.cells.filter(({ settled }) => settled === 'theirs').length;
  for (const table of TABLES) {
    // A table one of them may not see says nothing of what was done to it.
    const merged = mergeTable(table, before, mine, theirs);
    conflicts.push(...merged.conflicts);
    taken += merged.taken;
    tree = withRows(tree, table.id, merged.rows);
  }
  return { tree, conflicts, taken };
}

/** The register with each conflict settled: by cell, and for a removed row as a whole (`row` is its choice). */
export function settle(
  tree: Tree,
  conflicts: readonly RowConflict[],
  choices: ReadonlyMap<string, Side>,
  mine: Tree,
): Tree {
  let result = tree;
  for (const conflict of conflicts) {
    if (conflict.kind !== 'both-changed') {
      result = settleRemoved(result, conflict, choices.get(choiceKey(conflict)) ?? 'theirs', mine);
      continue;
    }
    for (const cell of conflict.cells) {
      const side = choices.get(choiceKey(conflict, cell)) ?? cell.settled ?? 'theirs';
      const at = placeOf(result, conflict);
      if (at) result = withValue(result, [...at, ...cell.path], side === 'mine' ? cell.mine : cell.theirs);
    }
  }
  return result;
}

/** The name of a choice: a cell of a conflict, or the row as a whole. */
export const choiceKey = ({ table, row }: RowConflict, cell?: CellChange): string =>
  [table, row, ...(cell ? [cell.column.key] : [])].join('\u0000');

/** Whether every choice has been made. */
export const isSettled = (conflicts: readonly RowConflict[], choices: ReadonlyMap<string, Side>): boolean =>
  conflicts.every((conflict) =>
    conflict.kind === 'both-changed'
      ? conflict.cells.every((cell) => cell.settled !== undefined || choices.has(choiceKey(conflict, cell)))
      : choices.has(choiceKey(conflict)),
  );

function placeOf(tree: Tree, { table, row }: RowConflict): Path | undefined {
  if (table === COMPANY) return [];
  const keyOf = TABLES.find(({ id }) => id === table)?.keyOf;
  const index = rowsOf(tree, table).findIndex((one) => keyOf?.(one) === row);
  return index < 0 ? undefined : [table, index];
}

function settleRemoved(tree: Tree, conflict: RowConflict, side: Side, mine: Tree): Tree {
  const { table, row, kind } = conflict;
  const isRemoved = (kind === 'removed-by-me') === (side === 'mine');
  const keyOf = TABLES.find(({ id }) => id === table)?.keyOf;
  const rows = rowsOf(tree, table).filter((one) => keyOf?.(one) !== row);
  if (isRemoved) return withRows(tree, table, rows);
  if (kind === 'removed-by-me') return tree;
  const own = rowsOf(mine, table).find((one) => keyOf?.(one) === row);
  return withRows(tree, table, own ? [...rows, own] : rows);
}

function mergeRow(before: Tree, mine: Tree, theirs: Tree, columns: readonly ScreenColumn[]) {
  const cells = columns.flatMap((column): CellChange[] => {
    const [b, m, t] = [before, mine, theirs].map((row) => valueAt(row, column.path));
    if (same(m, t)) return [];
    const settled = same(m, b) ? 'theirs' : same(t, b) ? 'mine' : undefined;
    return [{ path: column.path, column, before: b, mine: m, theirs: t, settled }];
  });
  const sides = new Set(cells.map(({ settled }) => settled));
  return { cells, conflict: sides.has(undefined) || sides.size > 1 };
}

function mergeTable(table: ScreenTable, before: Tree, mine: Tree, theirs: Tree) {
  const of = (tree: Tree) => byKey(table, rowsOf(tree, table.id));
  const [b, m, t] = [of(before), of(mine), of(theirs)];
  const conflicts: RowConflict[] = [];
  let taken = 0;
  const rows: Tree[] = [];
  for (const key of new Set([...t.keys(), ...m.keys()])) {
    const [old, own, their] = [b.get(key), m.get(key), t.get(key)];
    const about = { table: table.id, row: key, name: table.nameOf(own ?? their) ?? key };
    if (own && their) {
      const { cells, conflict } = mergeRow(old ?? {}, own, their, table.columns);
      if (conflict) conflicts.push({ ...about, kind: 'both-changed', cells });
      else if (cells[0]?.settled === 'theirs') taken += cells.length;
      rows.push(
        cells.reduce(
          (row: Tree, { path, settled, mine: value }) =>
            settled === 'mine' ? withValue(row, path, value) : row,
          their,
        ),
      );
    } else if (own) {
      // They removed it, or I added it.
      if (!old) rows.push(own);
      else if (same(old, own)) taken += 1;
      else conflicts.push({ ...about, kind: 'removed-by-them', cells: changesOf(table, old, own, {}) });
    } else if (their) {
      if (!old) {
        rows.push(their);
        taken += 1;
      } else if (!same(old, their)) {
        rows.push(their);
        conflicts.push({ ...about, kind: 'removed-by-me', cells: changesOf(table, old, {}, their) });
      }
    }
  }
  return { rows, conflicts, taken };
}

/** Rows by id; one without an id, or with that of another, by its number. */
function byKey(table: ScreenTable, rows: readonly Tree[]): Map<string, Tree> {
  const map = new Map<string, Tree>();
  rows.forEach((row, i) => {
    const key = table.keyOf(row);
    map.set(key === undefined || map.has(key) ? `\u0000${i}` : key, row);
  });
  return map;
}

/** What the one who kept the row changed in it. */
function changesOf(table: ScreenTable, before: Tree, mine: Tree, theirs: Tree): CellChange[] {
  const kept = Object.keys(mine).length > 0 ? mine : theirs;
  return table.columns.flatMap((column) => {
    const [b, k] = [valueAt(before, column.path), valueAt(kept, column.path)];
    if (same(b, k)) return [];
    const [m, t] = kept === mine ? [k, undefined] : [undefined, k];
    return [{ path: column.path, column, before: b, mine: m, theirs: t }];
  });
}
