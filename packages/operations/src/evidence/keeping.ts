import { type Receipt, readState, shredFile } from '@sonae/evidence';
import { type Outcome, Refused } from './problem.ts';
import { type Place, withStore } from './store.ts';

/** A custody step about a file (証拠の取扱い). */
export function recordCustody(
  place: Place,
  sha256: string,
  custody: { what: string; how?: string; where?: string; result?: string },
  of?: string,
): Promise<Outcome<Receipt>> {
  return withStore(place, async (store) => {
    if (!(await readState(store.disk)).files.has(sha256)) throw new Refused('evidence.absent', sha256);
    return store.record({
      kind: 'file.custody',
      by: place.by,
      ...(of === undefined ? {} : { case: of }),
      body: { sha256, custody },
    });
  });
}

/** Places or releases a legal hold over a case, or over everything. */
export function recordHold(
  place: Place,
  kind: 'hold.placed' | 'hold.released',
  reason: string,
  of?: string,
): Promise<Outcome<Receipt>> {
  return withStore(place, (store) =>
    store.record({ kind, by: place.by, ...(of === undefined ? {} : { case: of }), body: { reason } }),
  );
}

/** Sets the day until which a file must be kept. */
export function recordRetention(place: Place, sha256: string, until: string): Promise<Outcome<Receipt>> {
  return withStore(place, async (store) => {
    if (!(await readState(store.disk)).files.has(sha256)) throw new Refused('evidence.absent', sha256);
    return store.record({ kind: 'retention.set', by: place.by, body: { sha256, until } });
  });
}

/** Destroys a file for good, where neither hold nor retention forbids it. */
export function shredEvidence(
  place: Place,
  sha256: string,
  order: { readonly approvedBy: string; readonly reason: string; readonly today: string },
): Promise<Outcome<Receipt>> {
  return withStore(place, async (store) => {
    const done = await shredFile(store, await readState(store.disk), sha256, { by: place.by, ...order });
    if ('index' in done) return done;
    throw new Refused(
      done.code === 'absent' ? 'evidence.absent' : 'evidence.refused',
      `${done.code}: ${done.reason}`,
    );
  });
}
