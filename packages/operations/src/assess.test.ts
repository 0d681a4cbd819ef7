import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assessAnswers, assessCompany, assessForm, type RunOptions } from './assess.ts';
import { memory } from './testing/memory.ts';

const POLICY = readFileSync('examples/policies/minato-cyber-std-2026.yaml', 'utf8');
const CLINIC = readFileSync('examples/companies/clinic.yaml', 'utf8').replace(/^policies:\n(?: .*\n)+/m, '');
const OPTIONS: RunOptions = {
  years: 2000,
  seed: 42,
  returnPeriod: 100,
  threads: 1,
  // Few, so that a test takes a fraction of a second.
  worlds: 6,
  language: 'ja',
  command: 'sonae assess clinic.yaml',
};
const SHOP =
  'industry: ec\nrevenueYen: 3000000000\npersons: 48000\ndataKinds: [contact, card]\nothersData: no\n';

test('O8 a register gives an assessment; the same input the same bytes, whatever the threads', async () => {
  const files = memory({ 'a.yaml': CLINIC });
  const one = await assessCompany(files, 'a.yaml', OPTIONS);
  const two = await assessCompany(files, 'a.yaml', { ...OPTIONS, threads: 2 });
  expect(one.issues).toEqual([]);
  expect(one.assessment?.worlds).toBe(6);
  expect(one.assessment?.command).toBe(OPTIONS.command);
  expect(JSON.stringify(two)).toBe(JSON.stringify(one));
});

test('O11 the company is called by its name in the language of the reader, where it states one', async () => {
  const files = memory({ 'a.yaml': CLINIC, 'b.yaml': CLINIC.replace(/\n {2}nameEn: .*/, '') });
  const name = async (file: string, language: 'ja' | 'en') =>
    (await assessCompany(files, file, { ...OPTIONS, language })).assessment?.company.name;
  expect(await name('a.yaml', 'ja')).toMatch(/架空/);
  expect(await name('a.yaml', 'en')).toMatch(/^[\x20-\x7e]+$/);
  expect(await name('b.yaml', 'en')).toBe(await name('a.yaml', 'ja'));
});

test('O5 bad input yields no figure, and everything that is wrong', async () => {
  const files = memory({ 'a.yaml': `${CLINIC}staff: 1\n`, 'b.yaml': `${SHOP}policy: p.yaml\nstaff: -1\n` });
  const company = await assessCompany(files, 'a.yaml', OPTIONS);
  expect(company.assessment).toBeUndefined();
  expect(company.issues.map(({ code }) => code)).toEqual(['register.misplaced-key']);
  const answers = await assessAnswers(files, 'b.yaml', OPTIONS);
  expect(answers.assessment).toBeUndefined();
  expect(answers.issues.map(({ code, line }) => `${line} ${code}`)).toEqual([
    '6 file.named-unreadable',
    '7 register.negative',
  ]);
});

test('O6 answers that cannot be read at all', async () => {
  for (const text of [undefined, 'a: [', '']) {
    const outcome = await assessAnswers(
      memory(text === undefined ? {} : { 'a.yaml': text }),
      'a.yaml',
      OPTIONS,
    );
    expect(outcome).toMatchObject({ unreadable: true, issues: [{ severity: 'error' }] });
    expect(outcome.assessment).toBeUndefined();
  }
});

test('O7 no policy pays nothing, an unknown one exists in some worlds and costs no premium, a named one is read', async () => {
  const files = memory({
    'none.yaml': `${SHOP}policy: none\n`,
    'None.yaml': `${SHOP}policy: None\n`,
    'unknown.yaml': `${SHOP}policy: unknown\n`,
    'c/named.yaml': `${SHOP}policy: ../p.yaml\n`,
    'p.yaml': POLICY,
  });
  const of = async (file: string) => {
    const { assessment, issues } = await assessAnswers(files, file, { ...OPTIONS, years: 20_000 });
    expect(issues).toEqual([]);
    return assessment!;
  };
  const none = await of('none.yaml');
  expect([none.waterfall.insurance, none.premiumYen]).toEqual([0, 0]);
  expect((await of('None.yaml')).waterfall).toEqual(none.waterfall);
  const unknown = await of('unknown.yaml');
  // In some worlds there is a policy, in others there is none.
  expect(unknown.kept.map(({ reason }) => reason)).toContain('uninsured');
  expect(none.kept.map(({ reason }) => reason)).toEqual(['no_policy']);
  expect(unknown.premiumYen).toBe(0);
  const named = await of('c/named.yaml');
  expect(named.premiumYen).toBe(195_000);
  for (const { waterfall } of [none, unknown, named]) {
    expect(waterfall.gross - waterfall.contract - waterfall.insurance).toBe(waterfall.retained);
  }
});

test('O12 answers from a form are checked like those of a file; a policy may be held that nobody has at hand', async () => {
  const form = {
    industry: 'ec',
    revenueYen: 3_000_000_000,
    persons: 48_000,
    dataKinds: ['contact'],
    othersData: 'no',
  };
  const none = await assessForm({ ...form, policy: 'none' }, { ...OPTIONS, years: 20_000 });
  const held = await assessForm({ ...form, policy: 'held' }, { ...OPTIONS, years: 20_000 });
  expect(none.assessment?.waterfall.insurance).toBe(0);
  expect(held.assessment?.waterfall.insurance).toBeGreaterThan(0);
  expect(held.assessment?.premiumYen).toBeGreaterThan(0);
  const bad = await assessForm({ ...form, persons: -1 }, OPTIONS);
  expect(bad.assessment).toBeUndefined();
  expect(bad.issues.map(({ code, path }) => `${path} ${code}`)).toEqual(['persons register.negative']);
});

test('O8 progress is told, and a signal stops the work', async () => {
  const seen: number[] = [];
  const files = memory({ 'a.yaml': CLINIC });
  await assessCompany(files, 'a.yaml', { ...OPTIONS, onProgress: ({ done, of }) => seen.push(done / of) });
  expect(seen.at(-1)).toBe(1);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  await expect(
    assessCompany(files, 'a.yaml', { ...OPTIONS, signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({
    name: 'AbortError',
  });
});
