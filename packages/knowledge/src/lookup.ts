/** What can be looked up: by id, by either name, or by another way to say it. */
export type Named = {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
  readonly aliases?: readonly string[];
};

/**
 * A word as lookups compare it: full and half width, case, spaces, hyphens, middle dots and brackets make no difference.
 *
 * @example fold('Ｗｈｏｌｅｓａｌｅ　業') // 'wholesale業'
 */
export function fold(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_・、,/+()「」]/g, '');
}

/** Everything a row answers to: id, names, aliases. */
export function namesOf(row: Named): string[] {
  return [row.id, row.ja, row.en, ...(row.aliases ?? [])];
}

/**
 * A lookup over a list. The index is made at the first call, so that importing a list costs nothing.
 *
 * @example const industryOf = lookup(industries); industryOf('卸売業')?.id // 'wholesale'
 */
export function lookup<T extends Named>(rows: readonly T[]): (word: string) => T | undefined {
  let index: Map<string, T> | undefined;
  return (word) => {
    index ??= indexOf(rows);
    return index.get(fold(word));
  };
}

/** Ids win over names and names over aliases. The loader refuses lists in which two rows answer to one name or alias. */
function indexOf<T extends Named>(rows: readonly T[]): Map<string, T> {
  const index = new Map<string, T>();
  const add = (name: string, row: T) => {
    if (!index.has(fold(name))) index.set(fold(name), row);
  };
  for (const row of rows) add(row.id, row);
  for (const row of rows) {
    add(row.ja, row);
    add(row.en, row);
  }
  for (const row of rows) for (const alias of row.aliases ?? []) add(alias, row);
  return index;
}
