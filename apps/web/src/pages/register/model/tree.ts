/** A register on its way: a tree of plain values that need not be right yet. */
export type Tree = { readonly [key: string]: unknown };

/** Where a value stands: keys and row numbers from the top. */
export type Path = readonly (string | number)[];

/** The value at a path; undefined where the path leads nowhere. */
export function valueAt(tree: unknown, path: Path): unknown {
  let at = tree;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

/**
 * The tree with another value at a path; undefined removes it, and with it the groups it leaves empty. What is not on the
 * way is the same object as before.
 */
export function withValue<T>(tree: T, path: Path, value: unknown): T {
  return put(tree, path, value) as T;
}

function put(at: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(at) ? [...at] : [];
    list[step] = put(list[step] ?? {}, rest, value);
    return list;
  }
  const copy: Record<string, unknown> = { ...(at as object | undefined) };
  const next = put(copy[step], rest, value);
  const isEmptyGroup =
    rest.length > 0 && typeof next === 'object' && next !== null && Object.keys(next).length === 0;
  if (next === undefined || (isEmptyGroup && !Array.isArray(next))) delete copy[step];
  else copy[step] = next;
  return copy;
}

/** The rows of a table; none where there is no such table. */
export function rowsOf(tree: Tree, table: string): readonly Tree[] {
  const rows = tree[table];
  return Array.isArray(rows) ? (rows as readonly Tree[]) : [];
}

/** The tree with other rows in a table; a table without rows is left out. */
export function withRows(tree: Tree, table: string, rows: readonly unknown[]): Tree {
  const { [table]: _, ...rest } = tree;
  return rows.length > 0 ? { ...tree, [table]: rows } : rest;
}

/** Whether two plain values say the same. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [own, other] = [Object.keys(a), Object.keys(b)];
  return (
    own.length === other.length &&
    own.every((key) => Object.hasOwn(b, key) && same((a as Tree)[key], (b as Tree)[key]))
  );
}
