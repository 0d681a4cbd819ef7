import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../testing/run.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../../../examples/incidents');
const example = (name: string) => path.join(EXAMPLES, `${name}.yaml`);
const NOW = '2026-11-22T00:00:00+09:00';

const folder = mkdtempSync(path.join(tmpdir(), 'sonae-law-'));
const written = (text: string) => {
  const file = path.join(folder, 'facts.yaml');
  writeFileSync(file, text);
  return file;
};

type Printed = { readonly id: string } & { readonly [key: string]: unknown };
const duties = async (file: string, ...more: string[]): Promise<Printed[]> => {
  const { code, out } = await run(['law', 'due', file, '--json', ...more]);
  expect(code).toBe(0);
  return JSON.parse(out).duties;
};

test('U24 the keys of a duty, and dates in Japan’s time', async () => {
  const all = await duties(example('ransomware'), '--now', NOW);
  const of = (id: string) => all.find((duty) => duty.id === id);
  expect(Object.keys(of('eu-gdpr-33') ?? {}).slice(0, 10)).toEqual([
    'id',
    'state',
    'due',
    'warnAt',
    'urgency',
    'safeDue',
    'statutoryDue',
    'basis',
    'counting',
    'needs',
  ]);
  expect(of('eu-gdpr-33')).toMatchObject({ state: 'due', due: '2026-11-24T22:10:00+09:00', urgency: null });
  expect(of('jp-appi-26-prelim')).toMatchObject({
    due: '2026-11-25T23:59:59+09:00',
    warnAt: '2026-11-23T23:59:59+09:00',
  });
  expect(of('jp-appi-26-final-60')).toMatchObject({ state: 'due', due: '2027-01-19T23:59:59+09:00' });
  expect(of('jp-appi-26-2-individual')).toMatchObject({ due: null, urgency: 'promptly' });
  expect(of('jp-pmark-final-60')).toMatchObject({
    safeDue: '2027-01-19T23:59:59+09:00',
    statutoryDue: '2027-01-20T23:59:59+09:00',
  });
  expect(of('contract:mall')).toMatchObject({ due: '2026-11-22T22:10:00+09:00' });
  expect(of('contract:logistics')).toMatchObject({ state: 'done', urgency: 'immediately' });
  expect(of('jp-card-acquirer')).toMatchObject({
    state: 'perhaps',
    needs: ['cards'],
    certainty: 'unverified',
  });
  expect(of('jp-appi-26-2-amend2026')).toBeUndefined();
});

test('U24 the time it is changes what is late, and no date', async () => {
  const [early, late] = [
    await duties(example('ransomware'), '--now', NOW),
    await duties(example('ransomware'), '--now', '2027-03-01T00:00:00Z'),
  ];
  expect(late.map(({ id, state, due }) => ({ id, state, due }))).toEqual(
    early.map(({ id, state, due }) => ({ id, state, due })),
  );
  expect(early.find(({ id }) => id === 'jp-appi-26-final-60')?.late).toBe(false);
  expect(late.find(({ id }) => id === 'jp-appi-26-final-60')?.late).toBe(true);
});

test('U24 a table for people in both languages, with every step on request', async () => {
  const ja = await run(['law', 'due', example('misdirected-mail'), '--now', NOW]);
  expect(ja.code).toBe(0);
  expect(ja.out).toContain('■ 期限のある義務');
  expect(ja.out).toContain('2030-01-04 23:59');
  expect(ja.out).toContain('前提: 契約の通知条項が書かれていない');
  const en = await run([
    'law',
    'due',
    example('misdirected-mail'),
    '--now',
    NOW,
    '--explain',
    '--lang',
    'en',
  ]);
  expect(en.out).toContain('Duties with a date');
  expect(en.out).toContain('2029-12-30 (Sun) is closed (turn of the year, 29 Dec to 3 Jan)');
});

test('U25 mistakes end with 1, what cannot be read or asked with 2', async () => {
  const bad = await run(['law', 'due', written('learnedAt: 2026-11-21T22:10\nsensitiv: yes\n'), '--json']);
  expect(bad.code).toBe(1);
  const { ok, issues } = JSON.parse(bad.out);
  expect(ok).toBe(false);
  expect(issues.map(({ code, line, column }: Printed) => `${code} ${line}:${column}`)).toEqual([
    'law.no-zone 1:12',
    'law.unknown-key 2:1',
  ]);
  const told = await run(['law', 'due', written('sensitiv: yes\n'), '--lang', 'en']);
  expect(told).toMatchObject({ code: 1, out: '' });
  expect(told.err).toContain('Did you mean sensitive?');
  expect((await run(['law', 'due', path.join(folder, 'none.yaml')])).code).toBe(2);
  for (const now of ['2026-11-21', '2026-11-21T22:10', 'now', '2026-02-30T25:00:00Z'])
    expect((await run(['law', 'due', example('processor'), '--now', now])).code, now).toBe(2);
  expect((await run(['law', 'due'])).code).toBe(2);
});

test('U25 a warning stands beside the result', async () => {
  const file = written('learnedAt: 2026-11-21T22:10:00+09:00\ncards: yes\npropertyDamageRisk: no\n');
  const { code, out, err } = await run(['law', 'due', file, '--json', '--lang', 'en']);
  expect(code).toBe(0);
  expect(JSON.parse(out).duties.length).toBeGreaterThan(40);
  expect(err).toContain('Card numbers leaked');
});
