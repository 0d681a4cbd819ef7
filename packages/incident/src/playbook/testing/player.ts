import type { Effect } from '../engine/effects.ts';
import type { RunEvent, Values } from '../engine/events.ts';
import type { RunState } from '../engine/state.ts';
import { newRun, step } from '../engine/step.ts';
import type { Playbook } from '../read/playbook.ts';

type Said = { ok?: boolean; values?: Values; choice?: string; by?: string };

/** A run played by hand: `open` says what waits, by name of the step. */
export function playerOf(playbook: Playbook, inputs: Values = {}) {
  let state: RunState = newRun(playbook);
  let now = 0;
  const effects: Effect[] = [];
  const entered: string[] = [];
  const nameOf = (id: string) => playbook.steps.get(id)?.name ?? '';
  const send = (event: RunEvent) => {
    const stepped = step(state, event, playbook);
    state = stepped.state;
    effects.push(...stepped.effects);
    entered.push(...stepped.trace.filter(({ what }) => what === 'entered').map((line) => nameOf(line.step)));
    return stepped;
  };
  const find = (name: string, kind: Effect['kind']) =>
    state.open.find((one) => one.kind === kind && nameOf(one.step) === name);
  const idOf = (name: string, kinds: readonly Effect['kind'][]) => {
    const effect = kinds.map((kind) => find(name, kind)).find(Boolean);
    if (!effect)
      throw new Error(
        `nothing open at ${name}: ${state.open.map((one) => `${one.kind} ${nameOf(one.step)}`)}`,
      );
    return effect.id;
  };
  send({ at: 0, type: 'started', by: 'a', inputs, playbook: playbook.id, version: playbook.modified });
  return {
    send,
    state: () => state,
    effects,
    /** Names of steps entered so far that have one. */
    entered: () => entered.filter(Boolean),
    /** What waits: `do one`, `wake one`. */
    open: () => state.open.map(({ kind, step: id }) => `${kind} ${nameOf(id)}`),
    find,
    answer: (name: string, { ok = true, by = 'a', ...said }: Said = {}) =>
      send({ at: now, type: 'answered', to: idOf(name, ['do', 'decide', 'go-on']), by, ok, ...said }),
    returned: (name: string, { ok = true, values }: Said = {}) =>
      send({ at: now, type: 'returned', to: idOf(name, ['act', 'run']), ok, values }),
    approve: (name: string, by: string) =>
      send({ at: now, type: 'approved', to: idOf(name, ['approve']), by }),
    refuse: (name: string, by: string) =>
      send({ at: now, type: 'refused', to: idOf(name, ['approve']), by, reason: 'no' }),
    ring: (name: string) => send({ at: now, type: 'rang', to: idOf(name, ['wake']) }),
    at: (instant: number) => {
      now = instant;
    },
  };
}
