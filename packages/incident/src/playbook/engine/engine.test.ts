// Longer than a file should be: one rule of the engine after the other, PB41 to PB55; nothing is shared but the player.

import { expect, test } from 'vitest';
import { checkPlaybook } from '../check/index.ts';
import { both, jsonOf, playbookFrom, todo } from '../testing/playbooks.ts';
import { playerOf } from '../testing/player.ts';
import { openRun } from './durable.ts';
import type { RunEvent } from './events.ts';
import { rehearse } from './rehearse.ts';

test('PB41 steps one after the other; success and failure part where the playbook says', async () => {
  const playbook = await playbookFrom([todo('one', { failing: [todo('mend')] }), todo('two')]);
  const good = playerOf(playbook);
  expect(good.open()).toEqual(['do one']);
  good.answer('one');
  expect(good.open()).toEqual(['do two']);
  good.answer('two');
  expect([good.state().status, good.effects.at(-1)]).toMatchObject([
    'done',
    { kind: 'ended', outcome: 'done' },
  ]);
  const bad = playerOf(playbook);
  bad.answer('one', { ok: false });
  expect(bad.open()).toEqual(['do mend']);
  bad.answer('mend');
  expect(bad.open()).toEqual(['do two']);
});

test('PB41 on_completion goes on whatever came of the step', async () => {
  const player = playerOf(await playbookFrom([todo('one'), todo('two')]));
  player.answer('one', { ok: false });
  expect(player.open()).toEqual(['do two']);
});

test('PB42 branches of a parallel go on by themselves and are joined once', async () => {
  const player = playerOf(
    await playbookFrom([
      { together: [[todo('a1'), todo('a2')], [todo('b1')]], name: both('fork') },
      todo('after'),
    ]),
  );
  expect(player.open()).toEqual(['do a1', 'do b1']);
  player.answer('b1');
  expect(player.open()).toEqual(['do a1']);
  player.answer('a1');
  player.answer('a2');
  expect(player.open()).toEqual(['do after']);
  expect(player.entered().filter((name) => name === 'after')).toHaveLength(1);
});

test('PB42 a branch that fails lets the others finish; then the parallel has failed', async () => {
  const json = jsonOf([
    { together: [[todo('a', { failing: [] })], [todo('b')]], name: both('fork') },
    todo('after'),
  ]);
  for (const step of Object.values(json.workflow)) if (step.name === 'a') delete step.on_failure;
  const { playbook } = await checkPlaybook(JSON.stringify(json));
  const player = playerOf(playbook!);
  player.answer('a', { ok: false });
  expect(player.open()).toEqual(['do b']);
  player.answer('b');
  // The parallel itself goes on by on_completion.
  expect(player.open()).toEqual(['do after']);
});

test('PB43 a while goes round until its condition fails; at its limit a person is asked', async () => {
  const flow = [
    { while: '__n__:value < 3', name: both('loop'), rounds: 2, repeat: [todo('count', { sets: ['__n__'] })] },
  ];
  const playbook = await playbookFrom(flow, { __n__: ['integer', '0'] });
  const player = playerOf(playbook);
  player.answer('count', { values: { __n__: '1' } });
  player.answer('count', { values: { __n__: '2' } });
  expect(player.open()).toEqual(['go-on loop']);
  player.answer('loop', { choice: 'yes' });
  player.answer('count', { values: { __n__: '3' } });
  expect(player.state().status).toBe('done');
  const stopped = playerOf(playbook);
  stopped.answer('count');
  stopped.answer('count');
  stopped.answer('loop', { choice: 'no' });
  expect(stopped.entered().filter((name) => name === 'count')).toHaveLength(2);
});

test('PB43 a loop that does nothing and never ends stops at the limit too', async () => {
  const flow = [{ while: '__n__:value < 3', name: both('loop'), repeat: [] }];
  const { playbook } = await checkPlaybook(JSON.stringify(jsonOf(flow, { __n__: ['integer', '0'] })));
  expect(playerOf(playbook!).open()).toEqual(['go-on loop']);
});

test('PB44 a branch that runs into what follows its parallel, or back to its loop, has ended', async () => {
  const json = jsonOf([{ together: [[todo('a')], [todo('b')]], name: both('fork') }, todo('after')]);
  const after = Object.entries(json.workflow).find(([, step]) => step.name === 'after')?.[0];
  for (const step of Object.values(json.workflow))
    if (step.name === 'a' || step.name === 'b') step.on_completion = after;
  const { playbook } = await checkPlaybook(JSON.stringify(json));
  const player = playerOf(playbook!);
  player.answer('a');
  expect(player.open()).toEqual(['do b']);
  player.answer('b');
  expect(player.entered().filter((name) => name === 'after')).toHaveLength(1);

  const loop = jsonOf(
    [
      {
        while: '__n__:value < 2',
        name: both('loop'),
        repeat: [
          {
            if: '__n__:value = 0',
            name: both('if'),
            yes: [todo('count', { sets: ['__n__'] })],
            no: [todo('other', { sets: ['__n__'] })],
          },
          todo('skipped'),
        ],
      },
    ],
    {
      __n__: ['integer', '0'],
    },
  );
  const whileId = Object.entries(loop.workflow).find(([, step]) => step.name === 'loop')?.[0];
  for (const step of Object.values(loop.workflow)) if (step.name === 'count') step.on_completion = whileId;
  const read = await checkPlaybook(JSON.stringify(loop));
  const again = playerOf(read.playbook!);
  again.answer('count', { values: { __n__: '1' } });
  expect(again.open()).toEqual(['do other']); // a new round, without the step after the if
});

test('PB45 where a value is not known a person is asked, and nothing is guessed', async () => {
  const flow = [{ if: '__a__:value = true', name: both('if'), yes: [todo('yes')], no: [todo('no')] }];
  const playbook = await playbookFrom(flow, { __a__: ['bool'] });
  const player = playerOf(playbook);
  expect(player.find('if', 'decide')).toMatchObject({ unknown: ['__a__'], choices: ['yes', 'no'] });
  expect(player.answer('if', { values: { __a__: 'perhaps' } }).ignored).toBe(true);
  expect(player.answer('if', { choice: 'maybe' }).ignored).toBe(true);
  player.answer('if', { values: { __a__: 'false' } });
  expect(player.open()).toEqual(['do no']);
  const chosen = playerOf(playbook);
  chosen.answer('if', { choice: 'yes' });
  expect([chosen.open(), chosen.state().variables.__a__.value]).toEqual([['do yes'], undefined]);
  const stated = playerOf(playbook);
  stated.send({ at: 1, type: 'stated', by: 'facts', name: '__a__', value: 'true' });
  expect(stated.open()).toEqual(['do yes']);
  expect(stated.effects.map(({ kind }) => kind)).toContain('withdraw');
  expect(playerOf(playbook, { __a__: 'true' }).open()).toEqual(['do yes']);
});

test('PB45 a switch takes the case that is met, else the default, else asks', async () => {
  const flow = [
    { switch: '__n__:value', name: both('switch'), cases: { 1: [todo('one')], default: [todo('other')] } },
  ];
  const playbook = await playbookFrom(flow, { __n__: ['integer'] });
  expect(playerOf(playbook, { __n__: '01' }).open()).toEqual(['do one']);
  expect(playerOf(playbook, { __n__: '5' }).open()).toEqual(['do other']);
  expect(playerOf(playbook).find('switch', 'decide')).toMatchObject({ choices: ['1', 'default'] });
});

test('PB46 an action waits for two different people; who refuses stops it', async () => {
  const flow = [
    { act: 'host.isolate', name: both('cut'), who: 'all', args: { host: '__h__:value' } },
    todo('after'),
  ];
  const playbook = await playbookFrom(flow, { __h__: ['string'] });
  const player = playerOf(playbook);
  expect(player.open()).toEqual(['approve cut']);
  player.approve('cut', 'sato');
  expect(player.approve('cut', 'sato').ignored).toBe(true);
  expect(player.open()).toEqual(['approve cut']);
  player.approve('cut', 'tanaka');
  // An action is not proposed with a gap.
  expect(player.find('cut', 'decide')).toMatchObject({ unknown: ['__h__'], choices: [] });
  player.answer('cut', { values: { __h__: 'srv1; rm -rf /' } });
  expect(player.find('cut', 'act')).toMatchObject({
    action: 'host.isolate',
    args: { host: 'srv1; rm -rf /' },
    approvedBy: ['sato', 'tanaka'],
  });
  player.returned('cut');
  expect(player.open()).toEqual(['do after']);
  const refused = playerOf(playbook);
  refused.refuse('cut', 'sato');
  expect(refused.effects.some(({ kind }) => kind === 'act')).toBe(false);
});

test('PB47 delays and timeouts are counted by the clock of the events', async () => {
  const playbook = await playbookFrom([
    todo('one', { delayMs: 1000, timeoutMs: 5000, failing: [todo('late')] }),
    todo('two'),
  ]);
  const player = playerOf(playbook);
  expect(player.state().open).toMatchObject([
    { kind: 'wake', at: 6000 },
    { kind: 'wake', at: 1000 },
  ]);
  const [timeout, delay] = player.state().open;
  player.send({ at: 1000, type: 'rang', to: delay.id });
  expect(player.open()).toEqual(['wake one', 'do one']);
  const ask = player.find('one', 'do');
  player.send({ at: 6000, type: 'rang', to: timeout.id });
  expect(player.open()).toEqual(['do late']);
  expect(player.effects).toContainEqual(expect.objectContaining({ kind: 'withdraw', of: ask?.id }));
  // An answer that comes too late changes nothing.
  expect(player.send({ at: 6001, type: 'answered', to: ask?.id ?? '', by: 'a', ok: true }).ignored).toBe(
    true,
  );
});

test('PB48 a paused run holds what comes in and goes on with it in order', async () => {
  const player = playerOf(await playbookFrom([todo('one'), todo('two')]));
  const to = player.find('one', 'do')?.id ?? '';
  player.send({ at: 1, type: 'paused', by: 'a' });
  player.send({ at: 2, type: 'answered', to, by: 'b', ok: true });
  expect([player.state().status, player.open()]).toEqual(['paused', ['do one']]);
  player.send({ at: 3, type: 'resumed', by: 'a' });
  expect([player.state().status, player.open()]).toEqual(['running', ['do two']]);
});

test('PB48 a cancelled run takes everything back and hears nothing more', async () => {
  const player = playerOf(await playbookFrom([{ together: [[todo('a')], [todo('b')]], name: both('fork') }]));
  player.send({ at: 1, type: 'cancelled', by: 'a', reason: 'false alarm' });
  expect(player.effects.filter(({ kind }) => kind === 'withdraw')).toHaveLength(2);
  expect(player.state()).toMatchObject({ status: 'cancelled', open: [], tokens: [] });
  expect(player.send({ at: 2, type: 'resumed', by: 'a' }).ignored).toBe(true);
});

test('PB49 commands of machines are never run: a person is asked, and told so', async () => {
  const json = jsonOf([todo('one')]);
  for (const step of Object.values(json.workflow))
    if (step.name === 'one')
      step.commands = ['bash', 'ssh', 'http-api', 'powershell', 'manual'].map((type) => ({
        type,
        command: 'rm -rf /',
      }));
  const { playbook } = await checkPlaybook(JSON.stringify(json));
  const player = playerOf(playbook!);
  for (const byHand of [true, true, true, true, false]) {
    expect(player.state().open).toMatchObject([{ kind: 'do', byHand }]);
    player.answer('one');
  }
  expect(new Set(player.effects.map(({ kind }) => kind))).toEqual(new Set(['do', 'ended']));
});

test('PB52 values must be of their types, constants stay, what is not asked for is not written', async () => {
  const playbook = await playbookFrom([todo('one', { sets: ['__n__'] }), todo('two')], {
    __n__: ['integer', '1'],
    __k__: ['integer', '7'],
  });
  const player = playerOf(playbook);
  expect(player.answer('one', { values: { __n__: 'many' } }).ignored).toBe(true);
  player.answer('one', { values: { __n__: '2', __k__: '8' } });
  expect(player.state().variables).toMatchObject({ __n__: { value: '2' }, __k__: { value: '7' } });
});

test('PB53 a failure nobody handles takes the exception step once, and the run has failed', async () => {
  const json = jsonOf([todo('one', { failing: [] })]);
  for (const step of Object.values(json.workflow)) if (step.name === 'one') delete step.on_failure;
  const id = 'action--00000000-0000-4000-8000-000000000001';
  const end = Object.keys(json.workflow).find((one) => one.startsWith('end--'));
  json.workflow[id] = {
    ...Object.values(json.workflow).find(({ name }) => name === 'one'),
    name: 'rescue',
    on_success: end,
  };
  Object.assign(json, { workflow_exception: id });
  const { playbook, valid } = await checkPlaybook(JSON.stringify(json));
  expect(valid).toBe(true);
  const player = playerOf(playbook!);
  player.answer('one', { ok: false });
  expect(player.open()).toEqual(['do rescue']);
  player.answer('rescue');
  expect(player.state().status).toBe('failed');
});

test('PB54 a playbook run by a step gets its variables and gives back what is asked for', async () => {
  const playbook = await playbookFrom(
    [{ run: 'other', name: both('sub'), gives: ['__a__', '__u__'], sets: ['__b__'] }],
    {
      __a__: ['string', 'x'],
      __u__: ['string'],
      __b__: ['string'],
    },
  );
  const player = playerOf(playbook);
  expect(player.find('sub', 'run')).toMatchObject({ inputs: { __a__: 'x' }, wants: ['__b__'] });
  player.returned('sub', { values: { __b__: 'y' } });
  expect(player.effects.at(-1)).toMatchObject({ kind: 'ended', outputs: { __a__: 'x', __b__: 'y' } });
});

test('PB51 a journal of another playbook or version is refused', async () => {
  const playbook = await playbookFrom([todo('one')]);
  const events: RunEvent[] = [
    { at: 0, type: 'started', by: 'a', inputs: {}, playbook: playbook.id, version: 'older' },
  ];
  const journal = { read: async () => events, append: async () => {} };
  await expect(
    openRun(
      playbook,
      journal,
      async () => {},
      () => 0,
    ),
  ).rejects.toThrow('older');
});

test('PB55 a rehearsal answers, lets time jump, and stops where nobody knows', async () => {
  const flow = [
    todo('one', { delayMs: 3_600_000 }),
    { if: '__a__:value = true', name: both('if'), yes: [todo('yes')] },
  ];
  const playbook = await playbookFrom(flow, { __a__: ['bool'] });
  const reply = async () => ({ ok: true });
  const waits = await rehearse(playbook, { inputs: {}, start: 0, reply });
  expect(waits).toMatchObject({ outcome: 'waiting', open: [{ kind: 'decide', unknown: ['__a__'] }] });
  const through = await rehearse(playbook, { inputs: { __a__: 'true' }, start: 0, reply });
  expect(through.outcome).toBe('done');
  expect(through.course.at(-1)).toMatchObject({ what: 'ended', at: 3_600_000 });
});
