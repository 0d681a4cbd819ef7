import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client, PoolClient } from 'pg';

/** A step of the schema. A step that was shipped is never edited: a later one mends it. */
export type Migration = { readonly name: string; readonly sql: string; readonly digest: string };

/** Any number shared by all processes of Sonae, and by nobody else on the server. */
const LOCK = 7_350_001;
/** Oldest server whose SQL we use. */
export const OLDEST_SERVER = 15;

/** Names of the steps a database has not taken; `newer` those it has taken and this program does not know. */
export async function migrationState(
  client: Client | PoolClient,
): Promise<{ readonly open: readonly string[]; readonly newer: readonly string[] }> {
  const { rows: there } = await client.query("select to_regclass('sonae.migrations') is not null as there");
  const { rows } = there[0].there ? await client.query('select name from sonae.migrations') : { rows: [] };
  const taken = new Set(rows.map((row) => row.name as string));
  const known = migrations().map(({ name }) => name);
  return {
    open: known.filter((name) => !taken.has(name)),
    newer: [...taken].filter((name) => !known.includes(name)),
  };
}

/** All steps, in order. */
export function migrations(folder = path.join(import.meta.dirname, '../migrations')): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = readFileSync(path.join(folder, file), 'utf8');
      return {
        name: file.replace(/\.sql$/, ''),
        sql,
        digest: createHash('sha256').update(sql).digest('hex'),
      };
    });
}

/**
 * Brings the database to this program's schema; several processes may try at once. Refuses a server that is too old and a
 * database that a newer program has changed.
 *
 * @returns names of the steps taken
 */
export async function migrate(client: Client | PoolClient, steps = migrations()): Promise<string[]> {
  const { rows: server } = await client.query("select current_setting('server_version_num')::int as n");
  if (server[0].n < OLDEST_SERVER * 10_000)
    throw new Error(
      `PostgreSQL ${OLDEST_SERVER} or later is needed; this is ${Math.floor(server[0].n / 10_000)}`,
    );
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query('create schema if not exists sonae');
    await client.query(
      'create table if not exists sonae.migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<Migration>('select name, digest from sonae.migrations order by name');
    const known = new Map(steps.map((step) => [step.name, step]));
    for (const { name, digest } of rows) {
      const step = known.get(name);
      if (!step) throw new Error(`the database has been changed by a newer Sonae (${name}): update this one`);
      if (step.digest !== digest) throw new Error(`migration ${name} is not the one that was applied`);
    }
    const open = steps.filter((step) => !rows.some((row) => row.name === step.name));
    for (const step of open) await apply(client, step);
    return open.map((step) => step.name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

async function apply(client: Client | PoolClient, { name, sql, digest }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into sonae.migrations (name, digest) values ($1, $2)', [name, digest]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
