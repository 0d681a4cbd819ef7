import type { Instant } from '@sonae/core';
import type { Playbook } from '../read/playbook.ts';
import type { Effect, Outcome } from './effects.ts';
import type { RunEvent, Values } from './events.ts';
import type { RunState } from './state.ts';
import { newRun, step } from './step.ts';
import type { TraceLine } from './trace.ts';

/** What somebody says to an effect; undefined leaves it open. */
export type Reply = {
  readonly ok: boolean;
  readonly by?: string;
  readonly values?: Values;
  readonly choice?: string;
};

export type Replier = (effect: Effect, state: RunState) => Promise<Reply | undefined>;

/** A rehearsal (`--dry-run`) from beginning to end, or to where nobody answers. */
export type Rehearsal = {
  /** `waiting`: something is open and nobody answered it. */
  readonly outcome: Outcome | 'waiting';
  readonly course: readonly TraceLine[];
  readonly open: readonly Effect[];
  readonly variables: Values;
  readonly events: readonly RunEvent[];
};

/** More events than any rehearsal needs; a loop nobody ends stops here. */
const MOST_EVENTS = 10_000;

/**
 * Walks through a playbook: nothing outside is touched, each effect is answered by `reply`, and the clock jumps to the
 * next wake-up when nothing else is open.
 */
export async function rehearse(
  playbook: Playbook,
  { inputs, start, reply }: { readonly inputs: Values; readonly start: Instant; readonly reply: Replier },
): Promise<Rehearsal> {
  const course: TraceLine[] = [];
  const events: RunEvent[] = [];
  let [state, now] = [newRun(playbook), start];
  const send = (event: RunEvent) => {
    const stepped = step(state, event, playbook);
    events.push(event);
    course.push(...stepped.trace);
    state = stepped.state;
    return stepped;
  };
  const { id, modified } = playbook;
  send({ at: now, type: 'started', by: 'rehearsal', inputs, playbook: id, version: modified });
  const unanswered = new Set<string>();
  while (state.status === 'running' && events.length < MOST_EVENTS) {
    const effect = state.open.find((one) => one.kind !== 'wake' && !unanswered.has(one.id));
    if (effect) {
      const sent = (await eventsOf(effect, state, now, reply)).map((event) => send(event));
      // A reply that does not fit is as good as none; asked once more it would be given once more.
      if (sent.every(({ ignored }) => ignored)) unanswered.add(effect.id);
      continue;
    }
    // A wake-up that only limits what nobody answers would decide for them.
    const wake = nextWake(state, unanswered);
    if (!wake) break;
    now = Math.max(now, wake.at);
    send({ at: now, type: 'rang', to: wake.id });
  }
  return {
    outcome: isOver(state.status) ? state.status : 'waiting',
    course,
    open: state.open,
    variables: Object.fromEntries(
      Object.entries(state.variables).flatMap(([name, { value }]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    events,
  };
}

function nextWake(state: RunState, unanswered: ReadonlySet<string>) {
  return state.open
    .filter((effect) => effect.kind === 'wake')
    .filter(({ id }) => id.endsWith('/delay') || unanswered.size === 0)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0];
}

async function eventsOf(effect: Effect, state: RunState, at: Instant, reply: Replier): Promise<RunEvent[]> {
  const said = await reply(effect, state);
  if (!said) return [];
  const { ok, values, choice, by = 'rehearsal' } = said;
  const to = effect.id;
  switch (effect.kind) {
    case 'approve':
      if (!ok) return [{ at, type: 'refused', to, by, reason: '' }];
      return Array.from({ length: effect.people }, (_, i) => ({
        at,
        type: 'approved',
        to,
        by: `${by} ${i + 1}`,
      }));
    case 'act':
    case 'run':
      return [{ at, type: 'returned', to, ok, values }];
    default:
      return [{ at, type: 'answered', to, by, ok, values, choice }];
  }
}

const isOver = (status: RunState['status']): status is Outcome =>
  status === 'done' || status === 'failed' || status === 'cancelled';
