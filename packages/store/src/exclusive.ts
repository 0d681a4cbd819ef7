import pg from 'pg';
import type { Store } from './store.ts';

/** Any number shared by all locks of this kind, and by nothing else on the server. */
const SPACE = 7_350_002;

/** Somebody else holds it, and went on holding it. */
export class HeldElsewhere extends Error {
  constructor(name: string) {
    super(`another process works on ${name}`);
    this.name = 'HeldElsewhere';
  }
}

/**
 * Does work that only one process at a time may do, on whichever machine: the others wait, on a connection of their own. `lost` says that the
 * connection broke and with it the lock: somebody else may begin, so the work ends at its next step.
 *
 * @param patienceMs longest wait
 * @throws HeldElsewhere after the wait
 */
export async function exclusively<T>(
  store: Store,
  name: string,
  work: (lost: AbortSignal) => Promise<T>,
  patienceMs = 60_000,
): Promise<T> {
  const lost = new AbortController();
  const client = new pg.Client({
    connectionString: await store.connectionString(),
    application_name: 'sonae exclusive',
    keepAlive: true,
  });
  const gone = () => lost.abort(new Error(`the lock on ${name} is lost`));
  client.on('error', gone);
  client.once('end', gone);
  try {
    await client.connect();
    await client.query(`set lock_timeout = ${Math.max(1, Math.round(patienceMs))}`);
    await client.query('select pg_advisory_lock($1, hashtext($2))', [SPACE, name]).catch((error) => {
      throw error.code === LOCK_TIMEOUT ? new HeldElsewhere(name) : error;
    });
    return await work(lost.signal);
  } finally {
    await client.end().catch(() => {});
  }
}

const LOCK_TIMEOUT = '55P03';
