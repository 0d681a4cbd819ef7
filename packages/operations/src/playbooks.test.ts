import { schema } from '@sonae/store';
import { testServers } from '@sonae/store/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { libraryOf } from './playbooks/library.ts';
import { wakeRuns } from './playbooks/runs.ts';
import type { OpenStep, RunView } from './playbooks/view.ts';
import { type TestHouse, testHouse } from './testing/house.ts';

/** A delay of ten minutes, then one manual step. */
const SLOW = JSON.stringify({
  type: 'playbook',
  spec_version: 'cacao-2.0',
  id: 'playbook--11111111-1111-4111-8111-111111111111',
  name: 'slow',
  created_by: 'identity--22222222-2222-4222-8222-222222222222',
  created: '2026-11-22T00:00:00Z',
  modified: '2026-11-22T00:00:00Z',
  workflow_start: 'start--33333333-3333-4333-8333-333333333333',
  workflow: {
    'start--33333333-3333-4333-8333-333333333333': {
      type: 'start',
      on_completion: 'action--44444444-4444-4444-8444-444444444444',
    },
    'action--44444444-4444-4444-8444-444444444444': {
      type: 'action',
      name: 'look again',
      delay: 600_000,
      on_completion: 'end--55555555-5555-4555-8555-555555555555',
      commands: [{ type: 'manual', command: 'look again' }],
      agent: 'individual--66666666-6666-4666-8666-666666666666',
    },
    'end--55555555-5555-4555-8555-555555555555': { type: 'end' },
  },
  agent_definitions: {
    'individual--66666666-6666-4666-8666-666666666666': { type: 'individual', name: 'somebody' },
  },
});

describe.each(testServers())('playbooks on $name', (server) => {
  let house: TestHouse;
  let security: ReturnType<TestHouse['as']>;
  beforeAll(async () => {
    house = await testHouse(server);
    security = house.as(house.user('security'));
  });
  afterAll(() => house.close());

  const begun = async (playbook: string) => {
    const { id } = await security.cases.open({ name: '手順を試す' });
    const { run } = await security.cases.playbooks.start({ case: id, playbook });
    return { case: id, run };
  };
  const shown = async (of: { case: string; run: string }, client = security): Promise<RunView> => {
    const { runs } = await client.cases.playbooks.list({ case: of.case });
    return runs.find(({ id }) => id === of.run)!;
  };
  /** Does what stands first until nothing but `until` is open. */
  const goOn = async (of: { case: string; run: string }, until: (step: OpenStep) => boolean) => {
    for (let i = 0; i < 60; i++) {
      const { open } = await shown(of);
      const [first] = open;
      if (!first || until(first)) return first;
      const said =
        first.kind === 'approve'
          ? ({ kind: 'refuse', to: first.to, reason: '試し' } as const)
          : ({
              kind: 'answer',
              to: first.to,
              ok: true,
              ...(first.choices.length > 0 && { choice: first.choices.at(-1)!.word }),
            } as const);
      const { taken } = await security.cases.playbooks.step({ ...of, said });
      expect([first.kind, taken]).toEqual([first.kind, true]);
    }
    throw new Error('it does not come to that');
  };

  test('P40 the house lists sixteen playbooks, draws them in both languages and prints them', async () => {
    const { playbooks } = await security.playbooks.list();
    expect(playbooks).toHaveLength(16);
    for (const { name, description } of playbooks) {
      expect(description.ja).not.toBe('');
      expect(name.en).not.toMatch(/[ぁ-んァ-ン一-龥]/);
    }
    const { svg, manual } = await security.playbooks.get({ playbook: 'ransomware', language: 'en' });
    expect(svg).toMatch(/^<svg /);
    expect(manual.steps.length).toBeGreaterThan(5);
    const file = await security.playbooks.manual({ playbook: 'ransomware' });
    expect((await file.text()).slice(0, 5)).toBe('%PDF-');
    await expect(security.playbooks.get({ playbook: 'nowhere' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('P41 a run in a case stands at its step, another server goes on from there, and the timeline keeps what was done', async () => {
    const of = await begun('mis-sent-mail');
    const before = await shown(of);
    const [first] = before.open;
    await security.cases.playbooks.step({
      ...of,
      said: { kind: 'answer', to: first.to, ok: true, ...(first.choices.length > 0 && { choice: 'no' }) },
    });
    // Nothing of a run lives in a process: whoever reads the tables stands where the last one stood.
    const fresh = house.as(house.user('legal'));
    const after = await shown(of, fresh);
    expect(after).toEqual(await shown(of));
    expect(after.open.map(({ to }) => to)).not.toContain(first.to);
    expect(after.open.length).toBeGreaterThan(0);
    const { entries } = await security.cases.timeline({ case: of.case });
    expect(JSON.stringify(entries.map(({ event }) => event))).toContain(first.name.ja);
    await goOn(of, () => false);
    expect((await shown(of)).status).toBe('done');
  });

  test('P42 what is sent twice counts once, and what comes too late changes nothing', async () => {
    const of = await begun('mis-sent-mail');
    const [{ to, choices }] = (await shown(of)).open;
    const said = {
      kind: 'answer',
      to,
      ok: true,
      ...(choices.length > 0 && { choice: choices[0].word }),
    } as const;
    const once = await security.cases.playbooks.step({ ...of, said, key: 'device-1-step-1' });
    expect(await security.cases.playbooks.step({ ...of, said, key: 'device-1-step-1' })).toEqual(once);
    expect((await security.cases.playbooks.step({ ...of, said })).taken).toBe(false);
    const start = { case: of.case, playbook: 'lost-device', key: 'device-1-start-1' };
    expect(await security.cases.playbooks.start(start)).toEqual(await security.cases.playbooks.start(start));
  });

  test('P54 a run takes from the case what its facts answer, keeps it when they change, and hands the same to what it runs', async () => {
    const { id } = await security.cases.open({ name: '事実を渡す' });
    const state = (facts: Readonly<Record<string, unknown>>) =>
      security.cases.facts({
        case: id,
        facts: Object.entries(facts).map(([key, value]) => ({ key, value: value as never })),
      });
    await state({ role: 'controller', cards: 'no', myNumber: 'unknown', sectors: ['pmark'] });
    const start = (inputs?: Record<string, string>) =>
      security.cases.playbooks.start({ case: id, playbook: 'notices', ...(inputs && { inputs }) });
    const of = { case: id, ...(await start()) };
    const taken = async () =>
      (await shown(of)).fromCase.map(({ variable, value, now }) => [variable, value.en, now]);
    const before = [
      ['__role__', 'Our own data (controller)', undefined],
      ['__cards__', 'No', undefined],
      ['__pmark__', 'Yes', undefined],
    ];
    expect((await taken()).toSorted()).toEqual(before.toSorted());
    const auditor = house.as(house.user('auditor'));
    expect([(await shown(of)).startedBy, (await shown(of, auditor)).startedBy]).toEqual([
      'security <security@example.jp>',
      'security',
    ]);
    // Later facts are told beside; the run itself is as it was, to the step.
    const { fromCase: _, ...run } = await shown(of);
    await state({ cards: 'yes', role: 'unknown', myNumber: true });
    const { fromCase, ...after } = await shown(of);
    expect(after).toEqual(run);
    expect(fromCase.find(({ variable }) => variable === '__cards__')).toMatchObject({
      value: { en: 'No' },
      now: { en: 'Yes' },
    });
    expect(fromCase.find(({ variable }) => variable === '__role__')).toMatchObject({ now: null });
    expect(fromCase.map(({ variable }) => variable)).not.toContain('__my_number__');
    // The branch of the cards is passed over: nobody is asked what the case knew.
    const decided = await goOn(
      of,
      ({ kind, asks }) => kind === 'decide' && asks.some(({ name }) => name === '__cards__'),
    );
    expect(decided).toBeUndefined();
    const said = { case: id, ...(await start({ __cards__: 'false' })) };
    expect((await shown(said)).fromCase.map(({ variable }) => variable)).not.toContain('__cards__');
    // A playbook that a step runs takes the facts of the moment in which it begins.
    const outer = {
      case: id,
      ...(await security.cases.playbooks.start({ case: id, playbook: 'mis-sent-mail' })),
    };
    const waits = await goOn(outer, ({ kind }) => kind === 'run');
    if (!waits) throw new Error('mis-sent mail runs the notices');
    const { runs } = await security.cases.playbooks.list({ case: id });
    const inner = runs.find(({ parent }) => parent?.run === outer.run)!;
    expect(inner.fromCase.map(({ variable, value }) => [variable, value.en])).toContainEqual([
      '__cards__',
      'Yes',
    ]);
  });

  test('P43 an action waits for two different people, and a pause holds what comes in', async () => {
    const of = await begun('ransomware');
    const gate = (await goOn(of, ({ kind }) => kind === 'approve'))!;
    expect(gate.approvals).toMatchObject({ needed: 2, by: [] });
    const approve = { ...of, said: { kind: 'approve', to: gate.to, name: 'だれか' } as const };
    await security.cases.playbooks.step(approve);
    // One person stays one person, whatever name is given.
    expect((await security.cases.playbooks.step(approve)).taken).toBe(false);
    const legal = house.as(house.user('legal'));
    expect((await legal.cases.playbooks.step({ ...of, said: { kind: 'pause' } })).run.status).toBe('paused');
    await legal.cases.playbooks.step(approve);
    expect((await shown(of)).open.map(({ to }) => to)).toContain(gate.to);
    const { run } = await legal.cases.playbooks.step({ ...of, said: { kind: 'resume' } });
    expect(run.open.map(({ to }) => to)).not.toContain(gate.to);
    const auditor = house.as(house.user('auditor'));
    await expect(auditor.cases.playbooks.step({ ...of, said: { kind: 'resume' } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('P44 a playbook run by a step is a run of its own, and its end goes back to the step that waits', async () => {
    const of = await begun('mis-sent-mail');
    const waiting = (await goOn(of, ({ kind }) => kind === 'run'))!;
    const { runs } = await security.cases.playbooks.list({ case: of.case });
    const child = runs.find(({ parent }) => parent?.run === of.run)!;
    expect(child.parent?.to).toBe(waiting.to);
    await goOn({ case: of.case, run: child.id }, () => false);
    expect((await shown(of)).open.map(({ to }) => to)).not.toContain(waiting.to);
  });

  test('P45 a delay is over when the table says so, once, whoever looks', async () => {
    const { id } = await security.cases.open({ name: '待つ' });
    const playbooks = async () => new Map([['slow', SLOW]]);
    const context = { ...house.context(house.user('security')), playbooks };
    const woken: Date[] = [];
    const { createRouterClient } = await import('@orpc/server');
    const { router } = await import('./router.ts');
    const client = createRouterClient(router, {
      context: { ...context, wakeRuns: async (_: unknown, at: Date) => void woken.push(at) },
    });
    const { run } = await client.cases.playbooks.start({ case: id, playbook: 'slow' });
    expect((await shown({ case: id, run })).open).toEqual([]);
    expect(woken).toHaveLength(1);
    const library = await libraryOf(playbooks);
    expect(await wakeRuns(house.store, new Date(woken[0].getTime() - 1), library)).toBe(0);
    const ring = () => wakeRuns(house.store, woken[0], library);
    const rung = await Promise.all([ring(), ring()]);
    expect(rung[0] + rung[1]).toBe(1);
    expect((await shown({ case: id, run })).open.map(({ name }) => name.en)).toEqual(['look again']);
    const [row] = await house.store.run('system', (tx) =>
      tx.select().from(schema.playbookRuns).where(eq(schema.playbookRuns.id, run)),
    );
    expect(row.wakeAt).toBeNull();
  });
});
