import { expect, test } from 'vitest';
import { signApproval } from './approval.ts';
import { applyPlan, type CarryOut, confirmPlan, extendPlan, undoPlan, verifyPlan } from './carry-out.ts';
import { type ActionEvent, type ActionRecord, addEvent, recordOf, stateOf } from './lifecycle.ts';
import type { Plan } from './plan.ts';
import {
  approvalBy,
  approvedTwice,
  examplePlan,
  exampleSettings,
  iso,
  recordWith,
  START,
  seedOf,
  simulatedHost,
} from './testing/example.ts';

const settings = exampleSettings();
const plan = examplePlan();
const stage = (record: ActionRecord, now: number) => stateOf(record, settings, now).value?.stage;
const refused = (record: ActionRecord, event: ActionEvent, now = Date.parse(event.at)) =>
  addEvent(record, event, settings, now).issues?.[0].code;

test('AC9 two different people approve; one, or the same one twice, is not enough', () => {
  const one = recordWith(plan, [approvalBy(plan, 1, START)]);
  expect(stage(one, START)).toBe('planned');
  expect(refused(one, approvalBy(plan, 1, START + 1))).toBe('respond.same-person');
  expect(refused(one, { kind: 'armed', at: iso(START), by: 'x', until: iso(START), how: '' })).toBe(
    'respond.approvals',
  );
  expect(stage(approvedTwice(plan), START + 2_000)).toBe('approved');
});

test('AC9 an approval counts for one plan, by one’s own key, at its time', () => {
  const record = recordOf(plan);
  const by = (note: string): ActionEvent => ({ kind: 'approved', at: iso(START), by: 'x', note });
  const other = examplePlan({ hours: 1 });
  expect(refused(record, approvalBy(other, 1, START))).toBe('respond.plan-changed');
  const stolen = signApproval(plan, { name: '太郎', at: iso(START) }, seedOf(1));
  expect(refused(record, by(stolen))).toBe('respond.bad-signature');
  expect(refused(record, by(signApproval(plan, { name: '悪人', at: iso(START) }, seedOf(9))))).toBe(
    'respond.no-approver',
  );
  const good = (approvalBy(plan, 1, START) as { note: string }).note;
  expect(refused(record, by(good.replace('approved', 'alone: x')))).toBe('respond.bad-signature');
  expect(refused(record, by(good.replace('host.isolate web1', 'host.isolate web2')))).toBe(
    'respond.bad-signature',
  );
  expect(refused(record, by('nothing'))).toBe('respond.bad-signature');
  expect(refused(record, approvalBy(plan, 1, START + 3_600_000), START)).toBe('respond.bad-time');
  expect(refused(record, approvalBy(plan, 1, START - 3_600_000), START)).toBe('respond.bad-time');
});

test('AC9 a plan that was edited after approval is no longer the plan', () => {
  const record = approvedTwice(plan);
  const edited = { ...record, plan: { ...plan, seconds: 1 } as Plan };
  expect(stateOf(edited, settings, START).issues?.[0].code).toBe('respond.plan-changed');
  expect(
    stateOf({ ...record, events: [record.events[0], record.events[0]] }, settings, START).issues?.[0].code,
  ).toBe('respond.same-person');
});

test('AC10 approval lapses as not executed, before and after it is complete', () => {
  const half = recordWith(plan, [approvalBy(plan, 1, START)]);
  const minute = 60_000;
  expect(stage(half, START + 30 * minute)).toBe('planned');
  expect(stage(half, START + 30 * minute + 1)).toBe('lapsed');
  expect(refused(half, approvalBy(plan, 2, START + 31 * minute))).toBe('respond.lapsed');
  expect(stage(approvedTwice(plan), START + 31 * minute)).toBe('lapsed');
});

test('AC10 one person breaks the glass, with a reason that is signed and shown', () => {
  const record = recordWith(plan, [approvalBy(plan, 2, START, '暗号化が進んでいる')]);
  expect(stateOf(record, settings, START).value).toMatchObject({
    stage: 'approved',
    alone: { name: '太郎', reason: '暗号化が進んでいる' },
  });
});

/** Ports around a simulated host. */
function world(failing: readonly string[] = []) {
  const clock = { now: START + 10_000 };
  const host = simulatedHost(clock, new Set(failing));
  const kept: string[] = [];
  const ports: CarryOut = {
    target: host.target,
    settings,
    settingsHash: 'settings',
    by: '花子',
    now: () => clock.now,
    keep: async (_, event) => {
      kept.push(event.kind);
    },
    announce: async (step) => {
      kept.push(`about to ${step}`);
      host.asked.push(`journal ${step}`);
    },
  };
  return { clock, ...host, kept, ports };
}

test('AC11 the journal first, then the rollback on the host, then the file, then the proof', async () => {
  const { ports, asked, kept, isolated } = world();
  const done = await applyPlan(approvedTwice(plan), ports);
  expect(asked).toEqual(['journal apply', 'check', 'arm', 'apply', 'state', 'probe', 'probe']);
  expect(kept).toEqual(['about to apply', 'armed', 'applied', 'verified']);
  expect(isolated() && stage(done.value!, ports.now())).toBe('verified');
});

test('AC11 nothing happens without approval, after a lapse, or under other settings', async () => {
  const { ports, asked, clock } = world();
  expect((await applyPlan(recordOf(plan), ports)).issues?.[0].code).toBe('respond.approvals');
  expect((await applyPlan(recordWith(plan, [approvalBy(plan, 1, START)]), ports)).issues?.[0].code).toBe(
    'respond.approvals',
  );
  expect((await applyPlan(approvedTwice(plan), { ...ports, settingsHash: 'other' })).issues?.[0].code).toBe(
    'respond.settings-changed',
  );
  clock.now += 3_600_000;
  expect((await applyPlan(approvedTwice(plan), ports)).issues?.[0].code).toBe('respond.lapsed');
  expect(asked).toEqual([]);
});

test('AC11 each failure is on record; after a failed apply the host is asked to undo', async () => {
  for (const step of ['check', 'arm', 'apply']) {
    const { ports, asked, isolated } = world([step]);
    const done = await applyPlan(approvedTwice(plan), ports);
    expect(done.value?.events.at(-1)).toMatchObject({ kind: 'failed', step });
    expect(isolated()).toBe(false);
    expect(asked.includes('undo')).toBe(step === 'apply');
  }
});

test('AC12 what was not verified cannot be confirmed, and rolls back by itself', async () => {
  for (const failing of ['probe', 'state']) {
    const { ports, clock, isolated } = world([failing]);
    const done = (await applyPlan(approvedTwice(plan), ports)).value!;
    expect(stage(done, clock.now)).toBe('applied');
    expect((await confirmPlan(done, ports)).issues?.[0].code).toBe('respond.not-verified');
    clock.now += 600_001;
    expect(isolated()).toBe(false);
    expect(stage(done, clock.now)).toBe('rolled_back');
  }
});

test('AC12 unconfirmed it is undone by the host; confirmed it lasts as planned and no longer', async () => {
  const { ports, clock, isolated } = world();
  const short = examplePlan({ hours: 2 });
  const applied = (await applyPlan(approvedTwice(short), ports)).value!;
  clock.now += 300_000;
  const confirmed = (await confirmPlan(applied, ports)).value!;
  clock.now += 3_600_000;
  expect(isolated() && stage(confirmed, clock.now)).toBe('confirmed');
  clock.now += 3_600_000;
  expect(isolated()).toBe(false);
  expect(stage(confirmed, clock.now)).toBe('expired');
});

test('AC12 extensions end at the longest the action may last, counted from the start', async () => {
  const { ports, clock, isolated } = world();
  let record = (await confirmPlan((await applyPlan(approvedTwice(plan), ports)).value!, ports)).value!;
  const begun = clock.now;
  for (let i = 0; i < 5; i++) {
    clock.now += 12 * 3_600_000;
    record = (await extendPlan(record, 24, ports)).value!;
  }
  clock.now = begun + 72 * 3_600_000 + 1_000;
  expect(isolated()).toBe(false);
  expect(stage(record, clock.now)).toBe('expired');
  expect(refused(record, { kind: 'extended', at: iso(clock.now), by: 'x', until: iso(clock.now + 1) })).toBe(
    'respond.order',
  );
});

test('AC12 one person may undo at any time, with a reason', async () => {
  const { ports, isolated } = world();
  const applied = (await applyPlan(approvedTwice(plan), ports)).value!;
  expect((await undoPlan(applied, ' ', ports)).issues?.[0].code).toBe('respond.reason');
  const undone = await undoPlan(applied, '誤検知', ports);
  expect(stage(undone.value!, ports.now())).toBe('reverted');
  expect(isolated()).toBe(false);
  expect((await verifyPlan(undone.value!, ports)).issues?.[0].code).toBe('respond.order');
});

test('AC12 a probe that was closed before proves nothing, and that is said', async () => {
  const { ports } = world();
  const blind = { ...plan, observed: { probes: [] } };
  const done = await applyPlan(approvedTwice(blind), ports);
  expect(done.value?.events.at(-1)).toMatchObject({
    kind: 'verified',
    findings: expect.arrayContaining(['-- no probe was open before']),
  });
});

test('AC12 what is cut off can be given back also after an approver has left the settings', async () => {
  const { ports, isolated } = world();
  const applied = (await applyPlan(approvedTwice(plan), ports)).value!;
  const fewer = { ...settings, approvers: settings.approvers.slice(1) };
  expect(stateOf(applied, fewer, ports.now()).issues?.[0].code).toBe('respond.no-approver');
  const undone = await undoPlan(applied, '復旧', { ...ports, settings: fewer });
  expect(isolated()).toBe(false);
  expect(stateOf(undone.value!, fewer, ports.now()).value?.stage).toBe('reverted');
});
