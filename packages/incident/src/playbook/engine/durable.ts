import type { Instant } from '@sonae/core';
import type { Playbook } from '../read/playbook.ts';
import type { RunEvent } from './events.ts';
import type { RunJournal, RunPort } from './port.ts';
import type { RunState } from './state.ts';
import { replay, type Stepped, step } from './step.ts';

/** A run that survives its process: whatever was acknowledged is in the journal, the rest is done again. */
export type DurableRun = {
  readonly state: () => RunState;
  /** Makes the event durable, applies it and hands its effects over. Not to be called again before it resolves. */
  readonly send: (event: RunEvent) => Promise<Stepped>;
};

/**
 * Opens a run from its journal and hands over what a crash left behind.
 *
 * @throws Error where the journal belongs to another playbook or version
 */
export async function openRun(
  playbook: Playbook,
  journal: RunJournal,
  perform: RunPort,
  now: () => Instant,
): Promise<DurableRun> {
  const events = await journal.read();
  const [first] = events;
  if (first?.type === 'started' && (first.playbook !== playbook.id || first.version !== playbook.modified))
    throw new Error(`the journal is of ${first.playbook}, version ${first.version}`);
  let state = replay(playbook, events);
  const handOver = async (): Promise<void> => {
    while (state.outbox.length > 0) {
      const { outbox } = state;
      for (const effect of outbox) await perform(effect);
      const delivered: RunEvent = { at: now(), type: 'delivered', effects: outbox.map(({ id }) => id) };
      await journal.append(delivered);
      state = step(state, delivered, playbook).state;
    }
  };
  await handOver();
  return {
    state: () => state,
    send: async (event) => {
      await journal.append(event);
      const stepped = step(state, event, playbook);
      state = stepped.state;
      await handOver();
      return { ...stepped, state };
    },
  };
}
