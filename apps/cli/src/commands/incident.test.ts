import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { keptFolder } from '../../../../tests/support/temp-folder.ts';
import { run, runJson } from '../testing/run.ts';

let root: string;
const NOW = ['--now', '2026-11-22T01:00'];
const status = async (more: readonly string[] = NOW) =>
  (await runJson(['incident', 'status', root, 'c1', '--json', ...more])).json;
const fact = (...words: string[]) => run(['incident', 'fact', root, 'c1', ...words, '--by', '田中']);
const dutyOf = (json: { duties: { id: string }[] }, id: string) => json.duties.find((duty) => duty.id === id);

beforeAll(async () => {
  root = path.join(keptFolder({}), 'store');
  const opened = await run([
    'incident',
    'open',
    root,
    '--name',
    '誤送信',
    '--case',
    'c1',
    '--by',
    '田中',
    '--learned',
    '2026-11-21T22:10',
  ]);
  expect(opened.code, opened.err).toBe(0);
  expect(
    (await fact('persons={atLeast: 10, atMost: 9000}', 'encrypted=不明', 'jurisdictions=[JP, EU]')).code,
  ).toBe(0);
});

test('CA7 a case opened with the time of learning runs its clocks', async () => {
  const json = await status();
  expect(dutyOf(json, 'jp-appi-26-final-30')).toMatchObject({
    state: 'due',
    due: '2026-12-21T23:59:59+09:00',
  });
  expect(dutyOf(json, 'eu-gdpr-33')).toMatchObject({
    due: '2026-11-24T22:10:00+09:00',
    left: '残り2日21時間',
  });
  expect(json.facts.find(({ key }: { key: string }) => key === 'encrypted').value).toBe('unknown');
  expect(json.questions[0].decides.length).toBeGreaterThan(1);
});

test('CA8 a mistyped fact is refused with the nearest name, and nothing of the line is written', async () => {
  const before = (await status()).version;
  const refused = await fact('persons=5', 'sensitiv=yes');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('「sensitive」の誤り');
  expect((await status()).version).toBe(before);
});

test('CA9 a correction counts and keeps what was said before; a duty done stops its clock', async () => {
  expect((await fact('persons=900', '--correction', '数え直した')).code).toBe(0);
  const corrected = await status();
  expect(corrected.facts.find(({ key }: { key: string }) => key === 'persons')).toMatchObject({
    value: 900,
    corrects: 1,
  });
  expect((await fact('persons=1001')).code).toBe(0);
  await run(['incident', 'done', root, 'c1', 'jp-appi-26-prelim', '--at', '2026-11-22T00:30']);
  expect(dutyOf(await status(), 'jp-appi-26-prelim')).toMatchObject({
    state: 'done',
    late: false,
    left: null,
  });
});

test('CA10 the export holds evidence, timeline and a calendar of what still runs', async () => {
  const out = path.join(path.dirname(root), 'out');
  await run([
    'incident',
    'decide',
    root,
    'c1',
    '--subject',
    '公表',
    '--choice',
    '公表する',
    '--reason',
    '二次被害を防ぐ',
  ]);
  const exported = await run(['incident', 'export', root, 'c1', '--out', out, ...NOW]);
  expect(exported.code, exported.err).toBe(0);
  const calendar = readFileSync(path.join(out, 'deadlines.ics'), 'utf8');
  expect(calendar).toContain('UID:c1/jp-appi-26-final-30@sonae');
  expect(calendar).not.toContain('UID:c1/jp-appi-26-prelim@sonae');
  expect(readFileSync(path.join(out, 'timeline.json'), 'utf8')).toContain('二次被害を防ぐ');
  const verified = await run(['evidence', 'verify', path.join(out, 'evidence')]);
  expect(verified.code, verified.err).toBe(0);
});

test('CA11 an unknown case and a time that is none are told in words', async () => {
  const absent = await run(['incident', 'status', root, 'c9']);
  expect([absent.code, absent.err.includes('この番号の事案がありません')]).toEqual([2, true]);
  expect((await run(['incident', 'status', root, 'c1', '--now', '明日'])).code).toBe(2);
});
