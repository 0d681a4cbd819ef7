import { expect, test } from 'vitest';
import { planDiff } from './diff.ts';
import { planAction, planHash } from './plan.ts';
import { readRespondSettings } from './settings.ts';
import { examplePlan, exampleSettings, ISOLATE } from './testing/example.ts';

const codes = (order: object, mode?: string) =>
  planAction({ ...ISOLATE, ...order }, { settings: exampleSettings(mode), settingsHash: 's' }).issues?.map(
    ({ code }) => code,
  );

test('AC6 forbidden targets: by role, by name, the management path itself', () => {
  expect(codes({ parameters: { host: 'dc1' } })).toContain('respond.forbidden');
  expect(codes({ parameters: { host: 'gw' } })).toContain('respond.forbidden');
  expect(codes({ parameters: { host: 'nobody' } })).toEqual(['respond.no-such-host']);
  const account = { action: 'account.disable', captured: {}, waived: { 'sign-ins': 'a', 'mail-rules': 'b' } };
  expect(codes({ ...account, parameters: { account: 'svc-backup' } })).toEqual(['respond.forbidden']);
  expect(codes({ ...account, parameters: { account: 'taro' } })).toBeUndefined();
  const block = { action: 'ip.block', captured: {}, waived: { connections: 'a', logs: 'b' } };
  for (const address of ['192.0.2.10', '192.0.2.0/24', '2001:db8::/48', '192.0.2.1'])
    expect(codes({ ...block, parameters: { host: 'gw', address } }), address).toEqual([
      'respond.management-cut',
    ]);
  expect(codes({ ...block, parameters: { host: 'gw', address: '203.0.113.9' } })).toBeUndefined();
});

test('AC6 switched off means off; what has no such action, value or way is refused, all at once', () => {
  expect(codes({}, 'disabled')).toEqual(['respond.disabled']);
  expect(codes({ action: 'rm' })).toEqual(['respond.no-such-action']);
  expect(codes({ parameters: { host: '-x', more: '1' }, waived: {}, captured: {}, hours: 1e9 })).toEqual([
    'respond.parameter',
    'respond.parameter',
    'respond.no-such-host',
    'respond.preserve',
    'respond.preserve',
    'respond.preserve',
    'respond.duration',
  ]);
  expect(codes({ parameters: {} })).toEqual(['respond.missing']);
  expect(codes({ hours: 0 })).toEqual(['respond.duration']);
  expect(codes({ hours: Number.NaN })).toEqual(['respond.duration']);
});

test('AC7 capture before cut: each loss is captured, or waived with a reason', () => {
  expect(codes({ waived: { memory: 'a' } })).toEqual(['respond.preserve']);
  expect(codes({ waived: { memory: 'a', logs: ' ' } })).toEqual(['respond.preserve']);
  expect(codes({ captured: { connections: 'not a digest' } })).toEqual(['respond.parameter']);
  expect(codes({ captured: { ...ISOLATE.captured, more: 'x'.repeat(64) } })).toContain(
    'respond.no-such-preserve',
  );
  expect(examplePlan().preserve).toEqual([
    { id: 'memory', waived: '採取する道具がない' },
    { id: 'connections', captured: '01'.repeat(32) },
    { id: 'logs', waived: '集約先に写しがある' },
  ]);
});

test('AC8 the hash covers everything that will be done', () => {
  const plan = examplePlan();
  expect(planHash(plan)).toBe(planHash(JSON.parse(JSON.stringify(plan))));
  const hashes = Object.keys(plan).map((key) => planHash({ ...plan, [key]: 'x' } as never));
  expect(new Set([planHash(plan), ...hashes]).size).toBe(hashes.length + 1);
  expect(planHash({ ...plan, file: { ...plan.file!, text: `${plan.file!.text} ` } })).not.toBe(
    planHash(plan),
  );
});

test('AC8 the difference shows every line that comes and goes', () => {
  const plan = examplePlan();
  expect(planDiff(plan).slice(0, 2)).toEqual([`--- inet ${plan.table} (absent)`, `+++ inet ${plan.table}`]);
  expect(planDiff(plan)).toContain('+    ip saddr @management4 tcp dport { 22 } accept');
  const again = planDiff({ ...plan, observed: { probes: [], table: 'table inet x {\n}\n' } });
  expect(again).toContain('-table inet x {');
  expect(planDiff({ ...plan, observed: { probes: [] } })[0]).toContain('not looked at');
});

test('AC13 settings: every mistake at its place; print is the default', () => {
  const bad = readRespondSettings(
    'sonae: respond/1\nmode: root\nmanagement: [10.0.0.0/8]\nhosts:\n  - { id: a, role: server, addresses: [127.0.0.1] }\napprovers:\n  - { name: x, vkey: y }\nextra: 1\n',
    'respond.yaml',
  );
  expect(bad.settings).toBeUndefined();
  expect(bad.issues.map(({ path, line }) => [path, line])).toEqual([
    ['', 1],
    ['mode', 2],
    ['management[0]', 3],
    ['hosts[0].addresses[0]', 5],
    ['approvers[0].vkey', 7],
  ]);
  const { settings } = readRespondSettings('sonae: respond/1\nmanagement: [192.0.2.10]\n', 'respond.yaml');
  expect(settings).toMatchObject({ mode: 'print', deadManSeconds: 600, approvalMinutes: 30 });
});

test('AC13 one key cannot stand for two people', () => {
  const { approvers } = exampleSettings();
  const key = approvers[0].vkey;
  const text = `sonae: respond/1\nmanagement: [192.0.2.10]\napprovers:\n  - { name: a, vkey: "${key}" }\n  - { name: b, vkey: "${key}" }\n`;
  expect(readRespondSettings(text, 'x').issues.map(({ code, line }) => [code, line])).toEqual([
    ['respond.settings', 5],
  ]);
});
