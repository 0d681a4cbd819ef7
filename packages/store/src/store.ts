import type { Duplex } from 'node:stream';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { type Cluster, clusterUrl, startCluster, stopIfUnused } from './embedded/cluster.ts';
import { migrate } from './migrate.ts';
import type { Asked } from './statement.ts';

/** Drizzle on one connection, inside a transaction. */
export type Tx = NodePgDatabase & { readonly $client: pg.PoolClient };

/** For whom a transaction works: the id of one organisation, or `system` for work across all of them. */
export type Scope = string;

export type StoreOptions = {
  /** Data folder; the embedded server lives there unless `url` names another. */
  readonly data: string;
  /** `DATABASE_URL`. */
  readonly url?: string;
  readonly connections?: number;
  readonly applicationName?: string;
  /** False to look only: the schema is left as it is found. */
  readonly migrate?: boolean;
  /** Told of what the store mends by itself: the database was gone and is back. */
  readonly notice?: (message: string) => void;
};

/** The rows of each statement. */
export type RowsOf<All extends readonly Asked<unknown>[]> = {
  -readonly [I in keyof All]: All[I] extends Asked<infer Row> ? Row[] : never;
};

/** The database as the rest of the house uses it. */
export type Store = {
  readonly kind: 'embedded' | 'server';
  readonly data: string;
  /**
   * Runs work in one transaction that sees one organisation (row security), or everything for `system`. What is asked `last`
   * goes out together with the commit: where it fails, nothing is committed.
   */
  run<T>(scope: Scope, work: (tx: Tx) => Promise<T>, last?: () => readonly Asked<unknown>[]): Promise<T>;
  /** Statements that do not wait for each other, in a transaction of their own and in one round trip. */
  ask<const All extends readonly Asked<unknown>[]>(scope: Scope, ...asked: All): Promise<RowsOf<All>>;
  /** Drizzle on the pool, across all organisations and without a transaction: for accounts only. */
  readonly accounts: NodePgDatabase;
  /** For clients that manage their own connections (jobs, listening). Ask anew after a failure: the port may change. */
  connectionString(): Promise<string>;
  version(): Promise<string>;
  connectionsInUse(): { readonly total: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
};

/** The database did not answer. What was asked has not been acknowledged; before the commit it has not happened either. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database does not answer', { cause });
    this.name = 'StoreUnavailable';
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A statement that runs longer than this is a mistake of ours. */
const STATEMENT_LIMIT_MS = 30_000;
/** How often a database that is gone is looked for again before a transaction is refused. */
const MOST_REVIVALS = 3;

/** The transaction has not begun; nothing of its work counts. */
class NotBegun extends Error {
  constructor(cause: unknown) {
    super('not begun', { cause });
  }
}
const notBegun = (cause: unknown): never => {
  throw new NotBegun(cause);
};

/** Opens the database: starts or adopts the embedded one where no server is named, and brings the schema up to date. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { data, url, connections = 20, applicationName = 'sonae', notice = () => {} } = options;
  let cluster: Cluster | undefined = url === undefined ? await startCluster({ data }) : undefined;
  const stringOf = () => url ?? clusterUrl(cluster!);

  const open = () => {
    const fresh = new pg.Pool({
      connectionString: stringOf(),
      max: connections,
      // What is asked without waiting for the answer before goes out at once.
      pipeline: true,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      application_name: applicationName,
      options: `-c statement_timeout=${STATEMENT_LIMIT_MS} -c timezone=UTC`,
    });
    // A connection that breaks while nothing is asked of it says so by an event; whoever needs one gets a new one.
    fresh.on('error', () => {});
    fresh.on('connect', (client) => client.on('error', () => {}));
    return fresh;
  };
  let pool = open();
  if (options.migrate !== false) {
    await withClient(pool, (client) => migrate(client)).catch(async (error) => {
      await pool.end();
      throw error;
    });
  }

  // One revival at a time. The embedded server is started again; a server elsewhere is only asked again.
  let reviving: Promise<void> | undefined;
  const revive = (): Promise<void> => {
    reviving ??= (async () => {
      if (!cluster) return;
      const before = cluster;
      cluster = await startCluster({ data });
      if (cluster.port === before.port && cluster.pid === before.pid) return;
      notice('the embedded database was gone and has been started again');
      if (cluster.port === before.port) return;
      const old = pool;
      pool = open();
      old.end().catch(() => {});
    })().finally(() => {
      reviving = undefined;
    });
    return reviving;
  };

  // Nothing counts before the commit, so work whose transaction could not begin may be done again.
  const attempts = async <T>(scope: Scope, work: Transaction<T>): Promise<T> => {
    if (scope !== 'system' && !UUID.test(scope)) throw new Error(`no scope: ${scope}`);
    for (let left = MOST_REVIVALS; ; left--) {
      try {
        const client = await pool.connect().catch(notBegun);
        return await inTransaction(client, scope, work);
      } catch (error) {
        const cause = error instanceof NotBegun ? error.cause : error;
        if (!isGone(cause)) throw cause;
        if (left === 0 || !(error instanceof NotBegun)) throw new StoreUnavailable(cause);
        await revive().catch((reason) => {
          throw new StoreUnavailable(reason);
        });
      }
    }
  };

  return {
    kind: cluster ? 'embedded' : 'server',
    data,
    run: (scope, work, last) =>
      attempts(scope, async (client, begun, commit) => {
        const tx = txOn(client);
        // Both are waited for whatever becomes of the other: nothing is asked of a connection that was given back.
        const [start, made] = await Promise.allSettled([begun, work(tx)]);
        if (start.status === 'rejected') throw start.reason;
        if (made.status === 'rejected') throw made.reason;
        together(client);
        await Promise.all([...(last?.() ?? []).map((asked) => asked.in(tx)), commit()]);
        return made.value;
      }),
    ask: (scope, ...asked) =>
      attempts(scope, async (client, begun, commit) => {
        const tx = txOn(client);
        const [, ...rows] = await Promise.all([begun, ...asked.map((one) => one.in(tx)), commit()]);
        return rows.slice(0, asked.length) as RowsOf<typeof asked>;
      }),
    accounts: drizzle(delegating(() => pool)),
    connectionString: async () => {
      await revive();
      return stringOf();
    },
    version: () =>
      withClient(pool, async (client) => (await client.query('show server_version')).rows[0].server_version),
    connectionsInUse: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      await pool.end();
      if (cluster) await stopIfUnused(cluster);
    },
  };
}

/** Whether an error says that the server, or the way to it, is gone. */
export function isGone(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  const cause = (error as { cause?: unknown })?.cause;
  return (
    /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|57P0|08)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(
      message,
    ) ||
    (cause !== undefined && isGone(cause))
  );
}

/** Work in a transaction whose beginning is on its way; it commits when its last statement is on its way too. */
type Transaction<T> = (
  client: pg.PoolClient,
  begun: Promise<unknown>,
  commit: () => Promise<void>,
) => Promise<T>;

/**
 * Begins, does the work, and gives the connection back. The beginning is not waited for: the first statement of the work goes
 * out with it. After a failure everything is rolled back.
 */
async function inTransaction<T>(client: pg.PoolClient, scope: Scope, work: Transaction<T>): Promise<T> {
  let broken = false;
  try {
    together(client);
    const begun = client.query(`begin; set local sonae.scope = '${scope}'`).catch(notBegun);
    return await work(client, begun, async () => {
      const { command } = await client.query('commit');
      // PostgreSQL answers ROLLBACK to a commit after a failed statement that somebody swallowed.
      if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
    });
  } catch (error) {
    broken = isGone(error);
    // Also where a commit is on its way already: its answer comes before the one to this.
    if (!broken) await client.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** What is asked of a connection in this turn goes out in one write. */
function together(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

const known = new WeakMap<pg.PoolClient, Tx>();

/** Drizzle on a connection, made once for each. */
function txOn(client: pg.PoolClient): Tx {
  const tx = known.get(client) ?? (drizzle(client) as unknown as Tx);
  known.set(client, tx);
  return tx;
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

/** A pool that is whichever pool is current. */
function delegating(current: () => pg.Pool): pg.Pool {
  return new Proxy({} as pg.Pool, {
    get: (_, name) => {
      const value = Reflect.get(current(), name);
      return typeof value === 'function' ? value.bind(current()) : value;
    },
    getPrototypeOf: () => pg.Pool.prototype,
  });
}
