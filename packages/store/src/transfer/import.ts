import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { migrations } from '../migrate.ts';
import type { Store, Tx } from '../store.ts';
import type { Digests } from './export.ts';
import { FORMAT, TRANSFERRED } from './tables.ts';

/** Why a file was not taken: nothing of it has been. */
export class ImportRefused extends Error {
  readonly code: 'format' | 'schema' | 'damaged' | 'not-empty';
  constructor(code: ImportRefused['code'], message: string) {
    super(message);
    this.name = 'ImportRefused';
    this.code = code;
  }
}

/** Rows go to the database in lots of about this size. */
const LOT_BYTES = 1_000_000;

/**
 * Fills an empty database from an export, whole or not at all.
 *
 * Facts of the installation that a first start has made (the secret of sessions) and a demonstration's own organisation give
 * way; where people or companies of somebody's own are in the database it is refused.
 *
 * @throws ImportRefused
 */
export async function importAll(store: Store, file: string): Promise<{ readonly tables: Digests }> {
  return store.run('system', async (tx) => {
    const { $client: client } = tx;
    await client.query('set local statement_timeout = 0');
    await makeRoom(tx);
    const sums = new Map(TRANSFERRED.map(([table]) => [table, { rows: 0, hash: createHash('sha256') }]));
    let foot: { tables?: Digests } | undefined;
    let lot = { table: '', rows: [] as string[], bytes: 0 };
    const send = async (next: string) => {
      if (lot.rows.length > 0) await insert(tx, lot.table, lot.rows);
      lot = { table: next, rows: [], bytes: 0 };
    };
    for await (const line of linesOf(file)) {
      if (foot) throw new ImportRefused('damaged', 'there is more after the end');
      if (line.startsWith('{')) {
        foot = parse(line);
        continue;
      }
      const tab = line.indexOf('\t');
      const [table, row] = [line.slice(0, tab), line.slice(tab + 1)];
      const sum = sums.get(table);
      if (!sum) throw new ImportRefused('damaged', `there is no table ${table}`);
      sum.hash.update(row).update('\n');
      sum.rows++;
      if (lot.table !== table || lot.bytes > LOT_BYTES) await send(table);
      lot.rows.push(row);
      lot.bytes += row.length;
    }
    await send('');
    const tables: Digests = Object.fromEntries(
      [...sums].map(([table, { rows, hash }]) => [table, { rows, sha256: hash.digest('hex') }]),
    );
    if (JSON.stringify(foot?.tables) !== JSON.stringify(tables))
      throw new ImportRefused('damaged', 'the file is cut off or has been changed: its digests do not fit');
    await client.query(
      "select setval(pg_get_serial_sequence('sonae.audit', 'id'), greatest(1, (select max(id) from sonae.audit)))",
    );
    return { tables };
  });
}

/** Lines of the file after its head, which is checked. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  source.on('error', (error) => text.destroy(error));
  let head: { format?: string; schema?: string } | undefined;
  try {
    for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (head) yield line;
      else {
        head = parse(line);
        checkHead(head);
      }
    }
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code === 'Z_BUF_ERROR') throw new ImportRefused('damaged', 'the file is cut off');
    if (code.startsWith('Z_')) throw new ImportRefused('format', 'this is no export of Sonae');
    throw error;
  }
  if (!head) throw new ImportRefused('format', 'the file is empty');
}

function checkHead(head: { format?: string; schema?: string } | undefined): void {
  if (head?.format !== FORMAT) throw new ImportRefused('format', 'this is no export of Sonae');
  if (!migrations().some(({ name }) => name === head.schema))
    throw new ImportRefused('schema', `the file comes from a newer Sonae (${head.schema})`);
}

/** Removes what a start makes by itself; refuses where there is anything else. */
async function makeRoom({ $client: client }: Tx): Promise<void> {
  const { rows } = await client.query(
    'select (select count(*) from sonae.users) + (select count(*) from sonae.organisations where not demo) as own',
  );
  if (Number(rows[0].own) > 0)
    throw new ImportRefused('not-empty', 'the database is in use: import into an empty one');
  for (const table of ['organisations', 'installation', 'job_effects'])
    await client.query(`delete from sonae.${table}`);
  // The log of a demonstration: the one place where rows leave the log, and only in an otherwise empty database.
  await client.query('alter table sonae.audit disable trigger audit_is_append_only');
  await client.query('delete from sonae.audit');
  await client.query('alter table sonae.audit enable trigger audit_is_append_only');
}

async function insert({ $client: client }: Tx, table: string, rows: readonly string[]): Promise<void> {
  const overriding = table === 'audit' ? 'overriding system value' : '';
  // Every row of an export has every column of its time; those that came later take what they begin with.
  const columns = Object.keys(parse(rows[0]));
  if (!columns.every((name) => /^[a-z_0-9]+$/.test(name)))
    throw new ImportRefused('damaged', `a row of ${table} has columns that no table has`);
  const list = columns.map((name) => `"${name}"`).join(', ');
  await client.query(
    `insert into sonae.${table} (${list}) ${overriding} select ${list} from jsonb_populate_recordset(null::sonae.${table}, $1::jsonb)`,
    [`[${rows.join(',')}]`],
  );
}

function parse(text: string): Record<string, never> {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportRefused('format', 'this is no export of Sonae');
  }
}
