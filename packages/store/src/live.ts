import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { statement } from './statement.ts';
import type { Store, Tx } from './store.ts';

/** Something changed; whoever shows it fetches it anew. */
export type Change = {
  readonly organisation: string;
  readonly kind: string;
  readonly id: string;
  readonly version?: number;
  /** Id of the request that made it, so that its own screen can pass over it. */
  readonly request?: string;
};

const CHANNEL = 'sonae_changes';
const RETRY_MS = 500;

const notify = statement(['payload'], (db, at) =>
  db.select({ told: sql<number>`1` }).from(sql`pg_notify(${CHANNEL}, ${at.payload})`),
);

/** Tells every server on this database, once the transaction is committed. */
export async function announce(tx: Tx, change: Change): Promise<void> {
  await notify({ payload: JSON.stringify(change) }).in(tx);
}

/** Changes of all organisations as they are committed, on whatever server. Survives a restart of the database. */
export type Live = {
  /** Calls back for each change of one organisation; returns what ends it. `lost` after a gap: fetch everything anew. */
  subscribe(organisation: string, listener: (change: Change | 'lost') => void): () => void;
  readonly listeners: () => number;
  close(): Promise<void>;
};

export function openLive(store: Store): Live {
  const listeners = new Map<string, Set<(change: Change | 'lost') => void>>();
  let closed = false;
  let client: pg.Client | undefined;
  const tell = (organisation: string, change: Change | 'lost') => {
    for (const listener of listeners.get(organisation) ?? []) listener(change);
  };

  const listen = async () => {
    const fresh = new pg.Client({
      connectionString: await store.connectionString(),
      application_name: 'sonae live',
    });
    const ended = new Promise<void>((resolve) => {
      fresh.once('end', resolve);
      fresh.on('error', () => resolve());
    });
    fresh.on('notification', ({ payload }) => {
      const change = JSON.parse(payload ?? '{}') as Change;
      tell(change.organisation, change);
    });
    await fresh.connect();
    client = fresh;
    // Closed while it connected: whoever closes waits for this one to end.
    if (closed) return;
    await fresh.query(`listen ${CHANNEL}`);
    await ended;
  };
  const running = (async () => {
    while (!closed) {
      await listen().catch(() => {});
      await client?.end().catch(() => {});
      client = undefined;
      if (closed) return;
      for (const organisation of listeners.keys()) tell(organisation, 'lost');
      await sleep(RETRY_MS);
    }
  })();

  return {
    subscribe: (organisation, listener) => {
      const all = listeners.get(organisation) ?? new Set();
      listeners.set(organisation, all.add(listener));
      return () => {
        all.delete(listener);
        if (all.size === 0) listeners.delete(organisation);
      };
    },
    listeners: () => [...listeners.values()].reduce((sum, all) => sum + all.size, 0),
    close: async () => {
      closed = true;
      await client?.end().catch(() => {});
      await running;
    },
  };
}
