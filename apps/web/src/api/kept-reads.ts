import { isDefinedError } from '@sonae/operations/client';
import { type DehydratedState, dehydrate, hydrate, type QueryClient } from '@tanstack/react-query';
import { clear, createStore, get, set } from 'idb-keyval';
import { stored } from '../parts/stored.ts';

// What was read last, kept on this device: a page opened without a network shows it. Signing out removes it.

type Kept = { readonly at: number; readonly state: DehydratedState };

const WRITE_AFTER_MS = 1_000;
/** The state of a query that was read. */
const READ = { status: 'success', error: null, fetchFailureCount: 0, fetchFailureReason: null } as const;
const KEY = 'reads';
const store = createStore('sonae-reads', 'reads');

/** When the contents of this device were last read from the server. */
export const lastRead = stored<number | null>('sonae-last-read', null, (value) => typeof value === 'number');

/** Puts back what was read last, then keeps what is read from now on. */
export async function keepReads(queries: QueryClient): Promise<void> {
  try {
    const kept = await get<Kept>(KEY, store);
    if (kept) hydrate(queries, kept.state);
    // Shown at once, and read anew where the server can be reached: it may have changed since, by this very page.
    await queries.invalidateQueries({ refetchType: 'none' });
  } catch {
    return; // no storage here (a private window): nothing is kept
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  queries.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.state.status !== 'success' || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void write(queries);
    }, WRITE_AFTER_MS);
  });
}

/** Removes everything that was read, here and on the device. */
export async function forgetReads(queries: QueryClient): Promise<void> {
  queries.clear();
  lastRead.set(null);
  await clear(store).catch(() => {});
}

async function write(queries: QueryClient): Promise<void> {
  const state = dehydrate(queries, {
    shouldDehydrateQuery: ({ state, meta }) =>
      state.data !== undefined &&
      !(state.data instanceof Blob) &&
      meta?.keep !== false &&
      !isDefinedError(state.error),
  });
  // Asked again without a network, and in vain: what was read before is as good as it was.
  for (const query of state.queries) Object.assign(query.state, READ);
  const at = Math.max(0, ...state.queries.map((query) => query.state.dataUpdatedAt));
  try {
    await set(KEY, { at, state } satisfies Kept, store);
    if (at > 0) lastRead.set(at);
  } catch {
    // Full, or a value that cannot be kept: what was kept before stays.
  }
}
