/**
 * The kind of one fact (事実), as data: it can stand in YAML or JSON.
 * - `'boolean'` — true or false
 * - `'string'` — any text; also civil dates, `YYYY-MM-DD`, which compare as text
 * - `{ values: [...] }` — one of a closed list of texts
 * - `'integer'` — a whole number such as persons or yen, within ±9,007,199,254,740,991
 * - `'number'` — a finite number such as a share
 * - `'instant'` — epoch milliseconds, from the year 1 to 9999
 * - `'duration'` — milliseconds
 * - `{ list: kind }` — a list of one kind
 * - `{ fields: schema }` — an object with named fields
 */
export type FactKind =
  | 'boolean'
  | 'string'
  | 'integer'
  | 'number'
  | 'instant'
  | 'duration'
  | { readonly values: readonly string[] }
  | { readonly list: FactKind }
  | { readonly fields: FactSchema };

/**
 * The facts an expression may name. A name is what CEL can read: letters, digits and `_`.
 *
 * @example { war: 'boolean', cause: { values: ['overload', 'ransomware'] }, actors: { list: { fields: { intent: 'boolean' } } } }
 */
export type FactSchema = { readonly [name: string]: FactKind };

/** Facts as plain values. A fact that is missing, `null` or {@link UNKNOWN} is not known; facts beyond the schema are not read. */
export type Facts = { readonly [name: string]: unknown };

/** What a fact of any kind is set to while nobody knows it. */
export const UNKNOWN = 'unknown';
