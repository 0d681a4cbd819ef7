import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { migrations } from '../migrate.ts';
import type { Store } from '../store.ts';
import { FORMAT, TRANSFERRED } from './tables.ts';

/** Rows and SHA-256 of each table; equal where the content is equal, on whatever machine. */
export type Digests = Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>;

export type Exported = { readonly file: string; readonly bytes: number; readonly tables: Digests };

/** Rows fetched at a time, so that memory does not grow with the data. */
const BATCH = 500;

/**
 * Writes everything to one file as of one moment: gzip of lines of JSON, first what it is, last the digests. The file holds
 * the digests of passwords and the secrets of second factors: it is made readable by its owner alone.
 */
export async function exportAll(store: Store, file: string): Promise<Exported> {
  const aside = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}`);
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  const tables: Record<string, { rows: number; sha256: string }> = {};
  try {
    const output = createWriteStream(aside, { mode: 0o600, flush: true });
    await store.run('system', async ({ $client: client }) => {
      await client.query('set transaction isolation level repeatable read, read only');
      await client.query('set local statement_timeout = 0');
      await pipeline(Readable.from(lines(client, tables)), createGzip(), output);
    });
    await rename(aside, file);
    return { file, bytes: output.bytesWritten, tables };
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

type Client = { query(text: string): Promise<{ rows: { row: string }[] }> };

async function* lines(client: Client, tables: Record<string, { rows: number; sha256: string }>) {
  const last = migrations().at(-1)!.name;
  yield `${JSON.stringify({ format: FORMAT, schema: last })}\n`;
  for (const [table, order] of TRANSFERRED) {
    const hash = createHash('sha256');
    let rows = 0;
    // The database's own rendering of a row, keys in its own fixed order: what goes in again is what came out.
    await client.query(
      `declare rows_of cursor for select to_jsonb(t)::text as row from sonae.${table} t order by ${order}`,
    );
    for (;;) {
      const batch = (await client.query(`fetch ${BATCH} from rows_of`)).rows;
      for (const { row } of batch) {
        hash.update(row).update('\n');
        rows++;
        yield `${table}\t${row}\n`;
      }
      if (batch.length < BATCH) break;
    }
    await client.query('close rows_of');
    tables[table] = { rows, sha256: hash.digest('hex') };
  }
  yield `${JSON.stringify({ tables })}\n`;
}
