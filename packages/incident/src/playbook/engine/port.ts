import type { Effect } from './effects.ts';
import type { RunEvent } from './events.ts';

/**
 * Where the events of a run are kept. `append` resolves when the event is durable. The seam for the job queue of the
 * store: one journal a run, in its transaction.
 */
export type RunJournal = {
  read(): Promise<readonly RunEvent[]>;
  append(event: RunEvent): Promise<void>;
};

/**
 * Carries effects out. It may be asked for the same id again after a crash and must then do nothing: ids are the keys by
 * which a port knows what it has done. Answers come back as events, at any later time.
 */
export type RunPort = (effect: Effect) => Promise<void>;
