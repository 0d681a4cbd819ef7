/** A place where two documents differ: dotted path, `assets[2].persons`. */
export type Difference = {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
};

/**
 * The differences between two JSON documents, leaf by leaf, in the order of the keys. Rows of a table that have an `id` are
 * compared with the row of the same id (`assets[id=a1].persons`), so that a row put in between is one addition.
 */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (Object.is(before, after)) return [];
  if (before === undefined) return [{ path, kind: 'added', after }];
  if (after === undefined) return [{ path, kind: 'removed', before }];
  if (isRow(before) && isRow(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const rows = rowsById(before);
    const others = rowsById(after);
    if (rows && others) {
      const ids = [...new Set([...rows.keys(), ...others.keys()])];
      return ids.flatMap((id) => differences(rows.get(id), others.get(id), `${path}[id=${id}]`));
    }
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) => differences(before[i], after[i], `${path}[${i}]`)).flat();
  }
  return [{ path, kind: 'changed', before, after }];
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The rows by id where every row has one of its own. */
function rowsById(list: readonly unknown[]): Map<string, unknown> | undefined {
  const map = new Map<string, unknown>();
  for (const row of list) {
    if (!isRow(row) || typeof row.id !== 'string' || map.has(row.id)) return undefined;
    map.set(row.id, row);
  }
  return map;
}
