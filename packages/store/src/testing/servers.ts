import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { type Cluster, clusterUrl, startCluster, stopCluster } from '../embedded/cluster.ts';
import { readPostmaster } from '../embedded/postmaster.ts';
import { migrate } from '../migrate.ts';
import { openStore, type Store, type StoreOptions } from '../store.ts';

/** A PostgreSQL that the tests of the database run on. */
export type TestServer = { readonly name: string; url(): Promise<string> };

/**
 * The servers that the tests of the database run on: the embedded one, or the one in DATABASE_URL_TEST. CI runs them on the
 * embedded 18 as root and as an ordinary user, and on PostgreSQL 15, the oldest we support (`.ci/run`).
 */
export function testServers(): readonly TestServer[] {
  const given = process.env.DATABASE_URL_TEST;
  return [
    given ? { name: 'DATABASE_URL_TEST', url: async () => given } : { name: 'embedded 18', url: embedded },
  ];
}

/** An empty database of its own on a server, brought up to date; `drop` removes it. */
export async function testDatabase(
  server: TestServer = testServers()[0],
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const url = new URL(await server.url());
  const template = await templateOn(url);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(url, `create database ${name} template ${template}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => administer(url, `drop database if exists ${name} with (force)`) };
}

/** A store on a database of its own. Close it, and it is gone. */
export async function testStore(server?: TestServer, options: Partial<StoreOptions> = {}): Promise<Store> {
  const { url, drop } = await testDatabase(server);
  const store = await openStore({ data: runFolder(), url, connections: 8, ...options });
  return {
    ...store,
    close: async () => {
      await store.close();
      await drop();
    },
  };
}

/** Stops the server of a test run. */
export async function stopTestServer(folder: string): Promise<void> {
  const cluster = path.join(folder, 'embedded/postgres');
  const running = readPostmaster(cluster);
  if (running) await stopCluster({ folder: cluster, pid: running.pid });
}

/** One folder for all workers of a run; vitest's set-up names it and clears it away. */
export function runFolder(): string {
  const folder = process.env.SONAE_TEST_RUN ?? path.join(os.tmpdir(), `sonae-test-run-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711); // the account PostgreSQL runs under passes through
  return folder;
}

let cluster: Promise<Cluster> | undefined;

/** Durability is not what these tests are about (those on crashes run their own): without fsync they take half the time. */
async function embedded(): Promise<string> {
  cluster ??= startCluster({
    data: path.join(runFolder(), 'embedded'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '32MB' },
  });
  return clusterUrl(await cluster);
}

const templates = new Map<string, Promise<string>>();

function templateOn(url: URL): Promise<string> {
  const known = templates.get(url.href);
  if (known !== undefined) return known;
  const name = `sonae_template_${process.env.SONAE_TEST_RUN ? path.basename(process.env.SONAE_TEST_RUN).replace(/\W/g, '_') : process.pid}`;
  const made = makeTemplate(url, name.toLowerCase());
  templates.set(url.href, made);
  return made;
}

/** A migrated database to copy; one worker makes it, the others wait. */
async function makeTemplate(url: URL, name: string): Promise<string> {
  const lock = new pg.Client({ connectionString: url.href });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock(7350999)');
    const { rows } = await lock.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return name;
    const building = `${name}_new`;
    await lock.query(`drop database if exists ${building}`);
    await lock.query(`create database ${building}`);
    const at = new URL(url);
    at.pathname = `/${building}`;
    const client = new pg.Client({ connectionString: at.href });
    await client.connect();
    await migrate(client);
    await client.end();
    const boss = new PgBoss({ connectionString: at.href, schema: 'pgboss' });
    await boss.start();
    await boss.stop({ graceful: false });
    await lock.query(`alter database ${building} rename to ${name}`);
    return name;
  } finally {
    await lock.end();
  }
}

async function administer(url: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The embedded server that runs on a data folder, to be killed. */
export function clusterOf(data: string): { readonly pid: number; readonly port: number } | undefined {
  const pointer = path.join(data, 'postgres.location');
  return readPostmaster(
    existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : path.join(data, 'postgres'),
  );
}
