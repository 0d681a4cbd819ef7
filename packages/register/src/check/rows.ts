import { isRecord, type Path } from '../path.ts';

/** A row of a table in a tree that may still be wrong, with its path. */
export type Row = { readonly path: Path; readonly row: Readonly<Record<string, unknown>> };

/** The rows of a table that are objects. */
export function rowsOf(tree: unknown, table: string): Row[] {
  const rows = isRecord(tree) ? tree[table] : undefined;
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row, i) => (isRecord(row) ? [{ path: [table, i], row }] : []));
}

/** The texts of a list in a row, or the one text there; anything else is left out. */
export function textsOf(value: unknown): string[] {
  return [value].flat().filter((entry) => typeof entry === 'string');
}
