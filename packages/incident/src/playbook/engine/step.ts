import type { Playbook } from '../read/playbook.ts';
import { advance } from './advance.ts';
import { answer } from './answer.ts';
import { accepts, Draft, heldOf } from './draft.ts';
import type { Effect } from './effects.ts';
import type { RunEvent } from './events.ts';
import type { RunState } from './state.ts';
import type { TraceLine } from './trace.ts';

/** What one event brought about. `ignored`: it came too late, twice, or did not fit, and changed nothing. */
export type Stepped = {
  readonly state: RunState;
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceLine[];
  readonly ignored?: true;
};

/** A run that has not begun. */
export function newRun({ id, modified }: Playbook): RunState {
  return {
    playbook: id,
    version: modified,
    status: 'new',
    events: 0,
    variables: {},
    tokens: [],
    open: [],
    outbox: [],
    held: [],
    exception: false,
  };
}

/**
 * Applies an event to a run. Pure: same state, event and playbook, same answer. The playbook must be one that
 * `checkPlaybook` finds valid, in the version the run began with.
 */
export function step(state: RunState, event: RunEvent, playbook: Playbook): Stepped {
  const counted = { ...state, events: state.events + 1 };
  const draft = new Draft(counted, playbook, event.at);
  if (!apply(draft, event)) return { state: counted, effects: [], trace: [], ignored: true };
  return { state: draft.state, effects: draft.effects, trace: draft.trace };
}

/** The state after all these events. */
export function replay(playbook: Playbook, events: readonly RunEvent[]): RunState {
  return events.reduce((state, event) => step(state, event, playbook).state, newRun(playbook));
}

/** Whether the event changed anything. */
function apply(draft: Draft, event: RunEvent): boolean {
  const { state } = draft;
  if (event.type === 'delivered') {
    state.outbox = state.outbox.filter(({ id }) => !event.effects.includes(id));
    return true;
  }
  if (event.type === 'started')
    return (
      state.status === 'new' &&
      event.playbook === state.playbook &&
      event.version === state.version &&
      start(draft, event)
    );
  if (
    state.status === 'cancelled' ||
    state.status === 'done' ||
    state.status === 'failed' ||
    state.status === 'new'
  )
    return false;
  if (event.type === 'cancelled') return end(draft);
  if (state.status === 'paused') return event.type === 'resumed' ? resume(draft) : hold(draft, event);
  if (event.type === 'paused') {
    state.status = 'paused';
    return true;
  }
  if (event.type === 'resumed') return false;
  return answer(draft, event) && advance(draft);
}

function start(draft: Draft, event: Extract<RunEvent, { type: 'started' }>): boolean {
  const { state, playbook } = draft;
  const given = Object.entries(heldOf(playbook.variables)).map(([name, held]) => {
    const value = Object.hasOwn(event.inputs, name) ? event.inputs[name] : undefined;
    return [name, value !== undefined && accepts(held, value) ? { ...held, value } : held];
  });
  state.variables = Object.fromEntries(given);
  state.status = 'running';
  state.tokens.push({
    id: '0',
    step: playbook.start,
    visit: 0,
    phase: 'arrived',
    variables: {},
    command: 0,
    approvedBy: [],
    rounds: 0,
    failed: false,
  });
  return advance(draft);
}

/** Everything asked for is taken back. */
function end(draft: Draft): boolean {
  const { state } = draft;
  for (const token of state.tokens) draft.withdraw(token);
  const [root] = state.tokens;
  state.status = 'cancelled';
  draft.emit(root, 'ended', { kind: 'ended', outcome: 'cancelled', outputs: {} });
  draft.say(root, { what: 'ended', outcome: 'cancelled' });
  state.tokens = [];
  return true;
}

function hold({ state }: Draft, event: RunEvent): boolean {
  if (event.type === 'paused') return false;
  state.held = [...state.held, event];
  return true;
}

/** What came in meanwhile counts now, in its order. */
function resume(draft: Draft): boolean {
  const { state } = draft;
  const events = state.held;
  state.held = [];
  state.status = 'running';
  for (const event of events) if (state.status === 'running' && answer(draft, event)) advance(draft);
  return true;
}
