import type { EvidenceHome } from '@sonae/operations/incident/evidence';
import type { Store } from '@sonae/store';
import type { Log } from './log.ts';

/** What a worker does with the evidence journals. */
export type EvidenceWork = {
  /** Writes what waits of one organisation, or of all. */
  record(organisation?: string): Promise<void>;
  /** Destroys the keys of what is gone from the database. */
  destroy(now: Date): Promise<void>;
};

/** A server that has just started has more urgent things to load. */
const load = () => import('@sonae/operations/incident/evidence');

export function evidenceWork(store: Store, home: EvidenceHome, log: Log): EvidenceWork {
  const record = oncePer(async (organisation) => {
    const { recordCases } = await load();
    const entries = await recordCases(store, home, organisation).catch((error) => {
      // The journal is written later; `sonae doctor` says what is wrong.
      log.warn({ code: error.code ?? error.name }, 'entries not recorded');
      throw error;
    });
    if (entries > 0) log.info({ entries }, 'entries recorded');
  });
  return {
    record: async (organisation) => {
      const { organisationsWaiting } = await load();
      const all = organisation === undefined ? await organisationsWaiting(store) : [organisation];
      const ended = await Promise.allSettled(all.map(record));
      const failed = ended.find(({ status }) => status === 'rejected');
      if (failed) throw (failed as PromiseRejectedResult).reason;
    },
    destroy: async (now) => {
      const { destroyEnded } = await load();
      const { files, left } = await destroyEnded(store, home, now);
      if (files + left > 0) log.info({ files, left }, 'evidence destroyed');
    },
  };
}

/**
 * Several who ask for the same while it is being done wait together for one more turn, which begins after they asked: it sees what
 * they saw.
 */
function oncePer(work: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const turns = new Map<string, { readonly now: Promise<void>; next?: Promise<void> }>();
  const begin = (key: string): Promise<void> => {
    const now = work(key).finally(() => {
      if (turns.get(key)?.next === undefined) turns.delete(key);
    });
    turns.set(key, { now });
    return now;
  };
  return (key) => {
    const turn = turns.get(key);
    if (!turn) return begin(key);
    turn.next ??= turn.now.catch(() => {}).then(() => begin(key));
    return turn.next;
  };
}
