import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { run, runJson } from '../testing/run.ts';

/** A folder with two approvers, settings and an evidence store; commands run with paths into it. */
async function house(mode = 'print') {
  const folder = tempFolder();
  const at = (name: string) => path.join(folder, name);
  const keys = [];
  for (const name of ['花子', '太郎']) {
    const { out } = await run(['respond', 'key', '--as', name, '--key', at(name)]);
    keys.push(`  - { name: ${name}, vkey: "${out.trim()}" }\n`);
  }
  writeFileSync(
    at('respond.yaml'),
    `sonae: respond/1\nmode: ${mode}\nmanagement: [192.0.2.10]\napprovers:\n${keys.join('')}hosts:\n` +
      '  - { id: web1, role: server, addresses: [192.0.2.20], probes: [443] }\n  - { id: dc1, role: domain_controller, addresses: [192.0.2.2] }\n',
  );
  expect((await run(['evidence', 'init', at('evidence')])).code).toBe(0);
  const base = [
    '--settings',
    at('respond.yaml'),
    '--plan',
    at('plan.json'),
    '--store',
    at('evidence'),
    '--json',
  ];
  const isolate = (...flags: string[]) => runJson(['respond', 'isolate', 'web1', ...base, ...flags]);
  const approve = (name: string) => isolate('--approve', '--as', name, '--key', at(name));
  const journal = () => readFileSync(at('evidence/journal/00000000000000000000.journal'), 'utf8');
  return { at, base, isolate, approve, journal };
}

const DRY = [
  '--dry-run',
  '--case',
  '2026-001',
  '--waive',
  'memory=道具がない',
  'connections=記録済み',
  'logs=集約済み',
];

test('AC9 print mode from plan to sheet: two people, a signed sheet, a report, and all of it in the journal', async () => {
  const { at, isolate, approve, journal } = await house();
  const planned = await isolate(...DRY);
  expect([planned.code, planned.json.stage, planned.json.approvalsNeeded]).toEqual([0, 'planned', 2]);
  expect(planned.json.diff[0]).toContain('not looked at');
  expect(planned.json.hash).toMatch(/^[0-9a-f]{64}$/);
  await approve('花子');
  const early = await isolate('--apply', '--as', '花子', '--key', at('花子'));
  expect([early.code, early.json.issues[0].code]).toEqual([1, 'respond.approvals']);
  expect((await approve('花子')).json.issues[0].code).toBe('respond.same-person');
  expect((await approve('太郎')).json.stage).toBe('approved');
  const sheet = await isolate('--apply', '--as', '花子', '--key', at('花子'));
  expect(sheet.json.stage).toBe('issued');
  expect(sheet.json.sheet).toContain('nft -f /root/');
  expect(sheet.json.sheet).toMatch(/\n— 花子 [A-Za-z0-9+/=]+\n$/);
  for (const [flags, stage] of [
    [['--done', 'すべて成功'], 'applied'],
    [['--verify'], 'verified'],
    [['--confirm'], 'confirmed'],
    [['--status'], 'confirmed'],
    [['--undo', '--reason', '復旧した'], 'reverted'],
  ] as const)
    expect((await isolate(...flags)).json.stage).toBe(stage);
  for (const words of [planned.json.hash, 'approval.given', 'すべて成功', '復旧した'])
    expect(journal()).toContain(words);
});

test('AC10 breaking the glass is one person, one reason, and on record', async () => {
  const { at, isolate, journal } = await house();
  await isolate(...DRY);
  const alone = await isolate('--break-glass', '暗号化が進んでいる', '--as', '太郎', '--key', at('太郎'));
  expect(alone.json).toMatchObject({
    stage: 'approved',
    alone: { name: '太郎', reason: '暗号化が進んでいる' },
  });
  expect(journal()).toContain('"subject":"break-glass"');
});

test('AC6 forbidden targets, other targets than the plan’s, and plans in force are refused', async () => {
  const { base, isolate, approve, at } = await house();
  const dc = await runJson(['respond', 'isolate', 'dc1', ...base, ...DRY]);
  expect([dc.code, dc.json.issues[0].code]).toEqual([1, 'respond.forbidden']);
  await isolate(...DRY);
  const other = await runJson(['respond', 'isolate', 'dc1', ...base, '--status']);
  expect([other.code, other.json.issues[0].code]).toEqual([1, 'respond.plan-changed']);
  await approve('花子');
  await approve('太郎');
  await isolate('--apply', '--as', '花子', '--key', at('花子'));
  expect((await isolate(...DRY)).json.issues[0].code).toBe('respond.order');
});

test('AC6 switched off, nothing is planned; one step at a time; a store is needed', async () => {
  const { base, isolate } = await house('disabled');
  expect((await isolate(...DRY)).json.issues[0].code).toBe('respond.disabled');
  expect((await run(['respond', 'isolate', 'web1', ...base, '--approve', '--apply'])).code).toBe(2);
  expect((await run(['respond', 'isolate', 'web1', '--settings', 'x', '--confirm'])).code).toBe(2);
  expect((await run(['respond', 'isolate', 'web1', '--settings', '/nowhere', '--case', 'c'])).code).toBe(2);
});

test('AC14 other actions make sheets too', async () => {
  const { at } = await house();
  const plan = [
    '--settings',
    at('respond.yaml'),
    '--plan',
    at('t.json'),
    '--store',
    at('evidence'),
    '--json',
  ];
  const act = (...flags: string[]) =>
    runJson([
      'respond',
      'act',
      'takedown.request',
      'url=https://example.org/leak',
      'recipient=掲示板',
      'what=会員の氏名',
      'ground=権利侵害',
      ...plan,
      ...flags,
    ]);
  expect((await act('--dry-run', '--case', 'c', '--captured', `page=${'ab'.repeat(32)}`)).json.stage).toBe(
    'planned',
  );
  for (const name of ['花子', '太郎']) await act('--approve', '--as', name, '--key', at(name));
  expect((await act('--apply', '--as', '花子', '--key', at('花子'))).json.sheet).toContain('掲示板 御中');
  const list = await runJson('respond list --json');
  expect(list.json.map(({ id }: { id: string }) => id)).toContain('account.disable');
  expect((await run('respond target')).out).toContain('sonae-respond-target 1');
});
