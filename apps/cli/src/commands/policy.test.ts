import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { run, runJson } from '../testing/run.ts';

const MINATO = 'examples/policies/minato-cyber-std-2026.yaml';
const ASAHI = 'examples/events/asahi-leak.yaml';

test.each(readdirSync('examples/policies'))(
  'U20 the example policy %s is in order and says that it is fictional',
  async (name) => {
    const file = `examples/policies/${name}`;
    const { code, json } = await runJson(`policy check ${file} --json`);
    expect([code, json]).toEqual([0, { ok: true, issues: [] }]);
    expect(readFileSync(file, 'utf8')).toMatch(/fictional: true/);
  },
);

test('U20 a term no step applies fails the check, at its line', async () => {
  const text = readFileSync(MINATO, 'utf8').replace(
    'order: [waiting, period, retention,',
    'order: [waiting, period,',
  );
  const file = path.join(tempFolder({ 'p.yaml': text }), 'p.yaml');
  const { code, json } = await runJson(`policy check ${file} --json`);
  expect(code).toBe(1);
  expect(json).toMatchObject({
    ok: false,
    issues: [{ code: 'policy.unused-term', path: 'parts[2].retention[1]' }],
  });
});

test('U21 pay prints the contract of the command', async () => {
  const { code, json } = await runJson(`policy pay ${MINATO} ${ASAHI} --json`);
  expect(code).toBe(0);
  expect(json).toMatchObject({
    total: 81_700_000,
    range: [81_700_000, 81_700_000],
    presumed: 81_700_000,
    unknown: [],
  });
  expect(Object.keys(json as object)).toEqual(expect.arrayContaining(['parts', 'kept', 'trace']));
});

test('U21 for people: the figure, each clause on the way, and why the rest stays', async () => {
  const { code, out } = await run(`policy pay ${MINATO} ${ASAHI}`);
  expect(code).toBe(0);
  expect(out).toContain('81,700,000円');
  expect(out).toContain('CYBER-CLAUSE 4(1)');
  expect(out).toContain('手元に残る理由');
});

test('U22 replay counts the cases and names those that fail', async () => {
  const one = {
    id: 'a',
    items: [{ item: 1, cov: 1, tiv: 1 }],
    programme: [[1, 1, 1]],
    policytc: [[1, 1, 1, 1]],
    profiles: { 1: [{ calcrule_id: 12, deductible1: 100 }] },
    xref: [[1, 1, 1]],
    gul: { e: { 1: 500 } },
    il: { e: { 1: 400 } },
  };
  const text = [one, { ...one, id: 'b', il: { e: { 1: 500 } } }]
    .map((line) => JSON.stringify(line))
    .join('\n');
  const file = path.join(tempFolder({ 'c.jsonl': text }), 'c.jsonl');
  const { code, json } = await runJson(`policy replay ${file} --json`);
  expect([code, json]).toEqual([1, { cases: 2, passed: 1, failed: ['b'] }]);
});

test('U23 a file that cannot be read is a matter of usage', async () => {
  expect((await run(`policy pay missing.yaml ${ASAHI}`)).code).toBe(2);
  expect((await run('policy import-oed missing.csv')).code).toBe(2);
});
