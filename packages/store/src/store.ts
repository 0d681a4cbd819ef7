import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { type Cluster, clusterUrl, startCluster, stopIfUnused } from './embedded/cluster.ts';
import { migrate } from './migrate.ts';

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

/** The database as the rest of the house uses it. */
export type Store = {
  readonly kind: 'embedded' | 'server';
  readonly data: string;
  /** Runs work in one transaction that sees one organisation (row security), or everything for `system`. */
  run<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
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

/** Opens the database: starts or adopts the embedded one where no server is named, and brings the schema up to date. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { data, url, connections = 20, applicationName = 'sonae', notice = () => {} } = options;
  let cluster: Cluster | undefined = url === undefined ? await startCluster({ data }) : undefined;
  const stringOf = () => url ?? clusterUrl(cluster!);

  const open = () => {
    const fresh = new pg.Pool({
      connectionString: stringOf(),
      max: connections,
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

  const begin = async (scope: Scope): Promise<pg.PoolClient> => {
    if (scope !== 'system' && !UUID.test(scope)) throw new Error(`no scope: ${scope}`);
    for (let attempt = 0; ; attempt++) {
      let client: pg.PoolClient | undefined;
      try {
        client = await pool.connect();
        await client.query(`begin; set local sonae.scope = '${scope}'`);
        return client;
      } catch (error) {
        client?.release(true);
        if (attempt >= 3 || !isGone(error)) throw isGone(error) ? new StoreUnavailable(error) : error;
        // Nothing has been asked yet, so asking again does nothing twice.
        await revive().catch((cause) => {
          throw new StoreUnavailable(cause);
        });
      }
    }
  };

  return {
    kind: cluster ? 'embedded' : 'server',
    data,
    run: async (scope, work) => {
      const client = await begin(scope);
      let broken = false;
      try {
        const result = await work(drizzle(client) as unknown as Tx);
        const { command } = await client.query('commit');
        // PostgreSQL answers ROLLBACK to a commit after a failed statement that somebody swallowed.
        if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
        return result;
      } catch (error) {
        broken = isGone(error);
        if (!broken) await client.query('rollback').catch(() => (broken = true));
        throw broken ? new StoreUnavailable(error) : error;
      } finally {
        client.release(broken);
      }
    },
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
