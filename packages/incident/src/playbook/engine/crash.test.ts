import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlaybook } from '../check/index.ts';
import { composePlaybook } from '../compose/compose.ts';
import type { Playbook } from '../read/playbook.ts';
import { randomSource } from '../testing/random-source.ts';
import { openRun } from './durable.ts';
import type { Effect } from './effects.ts';
import type { RunEvent } from './events.ts';
import type { RunState } from './state.ts';
import { newRun, replay, step } from './step.ts';

class Crash extends Error {}

/** A world that remembers what it was asked, answers by the id alone, and can be cut off at any call. */
function worldOf(salt: number, crashes: ReadonlySet<number>) {
  const journal: RunEvent[] = [];
  const done = new Map<string, Effect>();
  let calls = 0;
  const mayCrash = () => {
    if (crashes.has(calls++)) throw new Crash();
  };
  return {
    journal: {
      read: async () => [...journal],
      append: async (event: RunEvent) => {
        mayCrash(); // before it is durable: as if nobody had said it
        journal.push(event);
        mayCrash(); // durable, but nobody knows
      },
    },
    perform: async (effect: Effect) => {
      mayCrash();
      done.set(effect.id, effect);
      mayCrash();
    },
    done,
    events: journal,
    /** The answers to one effect, the same whenever it is asked. */
    replies: (effect: Effect): RunEvent[] => repliesTo(effect, salt),
  };
}

function repliesTo(effect: Effect, salt: number): RunEvent[] {
  const to = effect.id;
  const dice = [...`${to}${salt}`].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1009, 7);
  const at = 1_000_000;
  const by = 'a';
  const wants = 'wants' in effect ? effect.wants : [];
  const values = Object.fromEntries(
    wants.map((name, i) => [name, name === '__n__' ? `${(dice + i) % 6}` : `${(dice + i) % 2 === 0}`]),
  );
  switch (effect.kind) {
    case 'withdraw':
    case 'ended':
      return [];
    case 'wake':
      return to.endsWith('/delay') || dice % 3 === 0 ? [{ at, type: 'rang', to }] : [];
    case 'approve':
      return dice % 7 === 0
        ? [{ at, type: 'refused', to, by, reason: '' }]
        : Array.from({ length: effect.people }, (_, i) => ({ at, type: 'approved', to, by: `p${i}` }));
    case 'decide':
      return effect.choices.length > 0
        ? [{ at, type: 'answered', to, by, ok: true, choice: effect.choices[dice % effect.choices.length] }]
        : [
            {
              at,
              type: 'answered',
              to,
              by,
              ok: true,
              values: { [effect.unknown[0]]: effect.unknown[0] === '__n__' ? '2' : 'true' },
            },
          ];
    case 'go-on':
      return [{ at, type: 'answered', to, by, ok: true, choice: 'no' }];
    case 'act':
    case 'run':
      return [{ at, type: 'returned', to, ok: dice % 5 > 0, values }];
    case 'do':
      return [{ at, type: 'answered', to, by, ok: dice % 5 > 0, values }];
  }
}

/** Every effect the events ask for, in order. */
function wantedBy(playbook: Playbook, events: readonly RunEvent[]): Effect[] {
  let state = newRun(playbook);
  return events.flatMap((event) => {
    const stepped = step(state, event, playbook);
    state = stepped.state;
    return [...stepped.effects];
  });
}

/** Plays a run to where nothing is left to answer, coming back after every crash. */
async function play(playbook: Playbook, salt: number, crashes: ReadonlySet<number>) {
  const world = worldOf(salt, crashes);
  const start: RunEvent = {
    at: 0,
    type: 'started',
    by: 'a',
    inputs: {},
    playbook: playbook.id,
    version: playbook.modified,
  };
  let state: RunState = newRun(playbook);
  let crashed = 0;
  for (let attempts = 0; attempts < 400; attempts++) {
    try {
      const run = await openRun(playbook, world.journal, world.perform, () => 0);
      state = run.state();
      if (state.status === 'new') state = (await run.send(start)).state;
      // Each effect is answered in the order it was first asked; an answer already in the journal counts for nothing.
      for (let moved = true; moved && state.status === 'running'; ) {
        moved = false;
        for (const effect of state.open) {
          const said = world
            .replies(effect)
            .filter((reply) => !world.events.some((one) => JSON.stringify(one) === JSON.stringify(reply)));
          if (said.length === 0) continue;
          state = (await run.send(said[0])).state;
          moved = true;
          break;
        }
      }
      return { world, state, crashed };
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      crashed++;
      // Nothing was done that no durable event asked for.
      const wanted = new Set(wantedBy(playbook, world.events).map(({ id }) => id));
      for (const id of world.done.keys()) expect(wanted.has(id)).toBe(true);
    }
  }
  throw new Error('it never came to rest');
}

test('PB50 random playbooks, random crashes: the same effects, each once, and the same end', async () => {
  let [crashes, runs] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      randomSource,
      fc.nat(1000),
      fc.uniqueArray(fc.nat(120), { maxLength: 25 }),
      async (source, salt, points) => {
        const { playbook, issues } = await checkPlaybook(JSON.stringify(composePlaybook(source)));
        expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
        if (!playbook) return;
        const calm = await play(playbook, salt, new Set());
        const rough = await play(playbook, salt, new Set(points));
        expect([...rough.world.done.values()]).toEqual([...calm.world.done.values()]);
        expect([...rough.world.done.values()]).toEqual(wantedBy(playbook, rough.world.events));
        const without = ({ events: _, ...state }: RunState) => state;
        expect(without(rough.state)).toEqual(without(calm.state));
        expect(replay(playbook, rough.world.events)).toEqual(rough.state);
        crashes += rough.crashed;
        runs++;
      },
    ),
    { numRuns: 150 },
  );
  expect(crashes).toBeGreaterThan(runs);
});

test('PB51 a state is what its events make of it, and holds nothing but data', async () => {
  await fc.assert(
    fc.asyncProperty(randomSource, fc.nat(1000), async (source, salt) => {
      const { playbook } = await checkPlaybook(JSON.stringify(composePlaybook(source)));
      if (!playbook) return;
      const { world, state } = await play(playbook, salt, new Set());
      expect(JSON.parse(JSON.stringify(state))).toEqual(
        JSON.parse(JSON.stringify(replay(playbook, world.events))),
      );
      // Every event a second time changes nothing but the count.
      const last = world.events.findLast(({ type }) => type !== 'delivered');
      if (last) expect(step(state, last, playbook)).toMatchObject({ ignored: true, effects: [] });
    }),
    { numRuns: 60 },
  );
});
