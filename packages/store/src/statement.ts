import { createHash } from 'node:crypto';
import { Column, fillPlaceholders, is, type Placeholder, SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Tx } from './store.ts';

const builder = drizzle.mock();

/** A statement whose text is built once and whose plan the database keeps, for what is asked many times a second. */
export type Statement<Name extends string, Row> = (values: Readonly<Record<Name, unknown>>) => Asked<Row>;

/** A statement with its values. */
export type Asked<Row> = {
  /** Sent before this returns, so that what is asked in one turn goes out in one write. */
  in(tx: Pick<Tx, '$client'>): Promise<Row[]>;
};

type Query = PromiseLike<unknown> & { prepare(name: string): unknown };
type RowOf<Q> = Q extends PromiseLike<readonly (infer Row)[]> ? Row : never;

/**
 * Makes a statement of a query for flat rows: build it as always, with `at.name` where a value comes in later.
 *
 * @example
 * const find = statement(['id'], (db, at) => db.select().from(companies).where(eq(companies.id, at.id)));
 * const [row] = await find({ id }).in(tx);
 */
export function statement<Name extends string, Q extends Query>(
  names: readonly Name[],
  build: (db: typeof builder, at: Readonly<Record<Name, Placeholder>>) => Q,
): Statement<Name, RowOf<Q>> {
  const at = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
  let ready: Ready | undefined;
  return (values) => ({
    in: async ({ $client: client }) => {
      ready ??= prepare(build(builder, at as never));
      const { config, params, columns } = ready;
      const { rows } = await client.query<unknown[]>({ ...config, values: fillPlaceholders(params, values) });
      return rows.map((row) => {
        const named: Record<string, unknown> = {};
        columns.forEach(({ name, read }, i) => {
          named[name] = row[i] === null ? null : read(row[i]);
        });
        return named as RowOf<Q>;
      });
    },
  });
}

/** The same for SQL that a builder has no words for: `$1` is the first of the names. Rows are as the database gives them. */
export function plainStatement<Name extends string, Row = Record<string, unknown>>(
  names: readonly Name[],
  text: string,
): Statement<Name, Row> {
  const name = nameOf(text);
  return (values) => ({
    in: async ({ $client: client }) =>
      (await client.query({ name, text, values: names.map((each) => values[each]) })).rows as Row[],
  });
}

const nameOf = (text: string) => `sonae_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;

type Ready = {
  readonly config: pg.QueryArrayConfig;
  readonly params: unknown[];
  readonly columns: readonly { readonly name: string; readonly read: (value: unknown) => unknown }[];
};

/** What Drizzle makes of a query when it prepares it. */
type Prepared = {
  readonly params: unknown[];
  readonly queryConfig: { readonly text: string; readonly types: pg.CustomTypesConfig };
  readonly fields?: readonly { readonly path: readonly string[]; readonly field: unknown }[];
};

/** Drizzle would look up for each value of each row how to read it; here it is looked up once. */
function prepare(query: Query): Ready {
  const { params, queryConfig, fields = [] } = query.prepare('') as Prepared;
  const { text, types } = queryConfig;
  const columns = fields.map(({ path, field }) => {
    if (path.length !== 1) throw new Error(`a statement gives flat rows: ${path.join('.')}`);
    const decoder = decoderOf(field);
    return { name: path[0], read: (value: unknown) => decoder.mapFromDriverValue(value) };
  });
  return { config: { name: nameOf(text), text, rowMode: 'array', types }, params, columns };
}

type Decoder = { mapFromDriverValue(value: unknown): unknown };

function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field;
  const expression = is(field, SQL) ? field : (field as SQL.Aliased).sql;
  return (expression as unknown as { decoder: Decoder }).decoder;
}
