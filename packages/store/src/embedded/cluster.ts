import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { unprivilegedAccount } from './account.ts';
import { type Binaries, embeddedBinaries, reachableBinaries } from './binaries.ts';
import { ADMIN, cleanEnvironment, clusterPassword, createCluster, OWNER } from './create.ts';
import { clusterFolder } from './place.ts';
import { isAlive, readPostmaster } from './postmaster.ts';

export type ClusterOptions = {
  /** The data folder of Sonae; the cluster lies in it or is pointed to from it. */
  readonly data: string;
  /** Another PostgreSQL than the one Sonae brings. */
  readonly binaries?: Binaries;
  /** Settings by name. For tests: `fsync` off. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** How to reach a running cluster. */
export type Cluster = {
  readonly folder: string;
  readonly pid: number;
  readonly port: number;
  readonly password: string;
  /** Whether this process started it, or found it running. */
  readonly adopted: boolean;
};

/** A server that was killed needs this long at most until its last child has let go of the shared memory. */
const PATIENCE_MS = 60_000;
const POLL_MS = 25;

/**
 * Finds the embedded server of a data folder running, or starts it. It belongs to no process: command line, server and
 * workers share it, and one left behind by a process that was killed is taken over.
 */
export async function startCluster({ data, binaries, settings = {} }: ClusterOptions): Promise<Cluster> {
  const account = unprivilegedAccount();
  const folder = clusterFolder(data, account);
  const password = clusterPassword(path.join(data, 'postgres.secret'));
  const found = binaries ?? embeddedBinaries();
  if (!found) {
    throw new Error(
      `no PostgreSQL comes with Sonae for ${process.platform}-${process.arch}: give a server in DATABASE_URL`,
    );
  }
  const programs = await reachableBinaries(found, account, path.dirname(folder));
  await createCluster(folder, programs, account, password);

  const until = Date.now() + PATIENCE_MS;
  const log = path.join(data, 'postgres.log');
  for (let last = 'no answer'; ; ) {
    const running = readPostmaster(folder);
    if (running && isAlive(running.pid)) {
      const answer = await tryConnect(running.port, password, folder);
      if (answer === true) {
        // Whoever started it may not have come to this yet.
        await prepareOwner(running.port, password);
        return { folder, password, ...running, adopted: true };
      }
      last = answer;
    } else {
      const port = await freePort(running?.port);
      const child = start(programs.postgres, folder, port, settings, account, log);
      const outcome = await untilReady(child, folder, port, password, until);
      if (outcome === true) {
        await prepareOwner(port, password);
        return { folder, password, pid: child.pid!, port, adopted: false };
      }
      last = outcome; // another process was quicker, or the killed server's children still hold on: look again
    }
    if (Date.now() > until) throw new Error(`the database does not start (${last}); its log is ${log}`);
    await sleep(POLL_MS);
  }
}

/** Where clients connect. */
export function clusterUrl({ port, password }: Cluster, database = OWNER, user = OWNER): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** Stops a cluster: open transactions are rolled back, everything acknowledged is kept. Resolves when it is gone. */
export async function stopCluster({ folder, pid }: Pick<Cluster, 'folder' | 'pid'>): Promise<void> {
  if (readPostmaster(folder)?.pid !== pid) return;
  process.kill(pid, 'SIGINT'); // PostgreSQL's "fast" shutdown
  for (const until = Date.now() + PATIENCE_MS; isAlive(pid) && Date.now() < until; ) await sleep(POLL_MS);
}

/** Stops a cluster that nobody uses any more. Whoever leaves last turns off the light. */
export async function stopIfUnused(cluster: Cluster): Promise<boolean> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster, 'postgres', ADMIN) });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    if (rows[0].others > 0) return false;
  } catch {
    return false; // gone already
  } finally {
    await client.end().catch(() => {});
  }
  await stopCluster(cluster);
  return true;
}

function start(
  postgres: string,
  folder: string,
  port: number,
  settings: Readonly<Record<string, string>>,
  account: ReturnType<typeof unprivilegedAccount>,
  log: string,
) {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    ...settings,
  };
  const output = openSync(log, 'a', 0o600);
  try {
    const args = ['-D', folder, '-p', String(port)];
    for (const [name, value] of Object.entries(all)) args.push('-c', `${name}=${value}`);
    // Detached: Ctrl-C in a terminal is for us, and we may still have something to write.
    const child = spawn(postgres, args, {
      cwd: folder,
      env: cleanEnvironment(),
      detached: true,
      stdio: ['ignore', output, output],
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    child.on('error', () => {});
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

async function untilReady(
  child: ReturnType<typeof start>,
  folder: string,
  port: number,
  password: string,
  until: number,
): Promise<true | string> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      return `ended with ${child.exitCode ?? child.signalCode}`;
    const answer = await tryConnect(port, password, folder);
    if (answer === true || Date.now() > until) return answer;
    await sleep(POLL_MS);
  }
}

/** True where our own cluster answers on this port; else why not. */
async function tryConnect(port: number, password: string, folder: string): Promise<true | string> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: ADMIN,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('show data_directory');
    return path.resolve(rows[0].data_directory) === path.resolve(folder)
      ? true
      : 'another server uses the port';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Several processes may find a new server at once. */
const OWNER_LOCK = 7_350_003;

/** The role Sonae works as and its database. Row security does not bind a superuser, so it is none. */
async function prepareOwner(port: number, password: string): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: ADMIN, password, database: 'postgres' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [OWNER_LOCK]);
    const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [OWNER]);
    if (rows.length === 0)
      await client.query(`create role ${OWNER} login createdb password ${client.escapeLiteral(password)}`);
    const { rows: databases } = await client.query('select 1 from pg_database where datname = $1', [OWNER]);
    if (databases.length === 0) await client.query(`create database ${OWNER} owner ${OWNER}`);
  } finally {
    await client.end();
  }
}

/** A port nobody listens on; the one used before where it is still free, so that clients find the server again. */
async function freePort(preferred = 0): Promise<number> {
  const attempt = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(undefined));
      probe.listen(port, '127.0.0.1', () => {
        const { port: got } = probe.address() as { port: number };
        probe.close(() => resolve(got));
      });
    });
  return (preferred > 0 ? await attempt(preferred) : undefined) ?? (await attempt(0))!;
}
