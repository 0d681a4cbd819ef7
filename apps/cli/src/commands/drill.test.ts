import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { run, runJson } from '../testing/run.ts';

const examples = path.resolve(import.meta.dirname, '../../../../examples');
const RUN = ['drill', 'run', 'ransomware', '--speed', '10000', '--json'];
const COMPANY = ['--company', path.join(examples, 'companies/retailer.yaml')];
const START = ['--start', '2026-11-22T04:10:00+09:00'];

test('DR6 a scripted drill of 72 hours: score, log, and news from the company’s own register', async () => {
  const { code, json } = await runJson([
    ...RUN,
    ...COMPANY,
    ...START,
    '--answers',
    path.join(examples, 'drills/ransomware.yaml'),
  ]);
  expect(code).toBe(0);
  expect(json).toMatchObject({
    drill: true,
    mark: '訓練',
    speed: 10_000,
    timeToDeclare: 12,
    firstApproval: 35,
    insurerToldBeforeSpend: true,
    facts: { wrong: 2, corrected: 2 },
    refusedActions: [],
  });
  expect(json.startedAt).toBe('2026-11-22T04:10:00+09:00');
  expect(json.endedAt).toBe('2026-11-25T04:10:00+09:00');
  expect(JSON.stringify(json.log)).toContain('48,000');
  expect(json.score).toBeGreaterThan(70);
});

test('DR6 without answers nobody acts, and nothing waits', async () => {
  const { code, json } = await runJson(RUN);
  expect([code, json.score, json.comparison]).toEqual([0, 0, null]);
});

test('DR7 beside the last result', async () => {
  const folder = tempFolder();
  const [last, answers] = [path.join(folder, 'last.json'), path.join(folder, 'answers.yaml')];
  await run([...RUN, '--out', last]);
  writeFileSync(answers, 'answers:\n  - {at: 3, declare: true}\n');
  const { json } = await runJson([...RUN, '--answers', answers, '--last', last]);
  expect(json.comparison.find(({ measure }: { measure: string }) => measure === 'score').verdict).toBe(
    'better',
  );
  const text = await run(['drill', 'run', 'ransomware', '--answers', answers, '--last', last]);
  expect(text.out).toContain('【訓練】');
});

test('DR8 what is no scenario, answer or result is said at its place', async () => {
  const file = path.join(tempFolder(), 'answers.yaml');
  writeFileSync(file, 'answers:\n  - {at: 3}\n  - {on: nothing, declare: true}\n');
  const none = await runJson(['drill', 'run', 'flood', '--json']);
  expect([none.code, none.json.issues[0].code]).toEqual([2, 'drill.no-such-scenario']);
  const bad = await runJson([...RUN, '--answers', file]);
  expect([bad.code, bad.json.issues[0].line]).toEqual([2, 2]);
  writeFileSync(file, 'answers:\n  - {on: nothing, declare: true}\n');
  expect((await runJson([...RUN, '--answers', file])).json.issues[0]).toMatchObject({
    path: 'answers[0].on',
    line: 2,
  });
  expect((await runJson([...RUN, '--last', file])).code).toBe(2);
  expect((await runJson([...RUN, '--answers', '/nowhere'])).json.issues[0].code).toBe('file.unreadable');
});
