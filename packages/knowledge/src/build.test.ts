import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { COST, minimalFiles, minimalLossModel, PACKAGE } from './testing/files.ts';

const root = path.resolve(PACKAGE, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'sonae-knowledge-'));
afterAll(() => rmSync(folder, { recursive: true }));

function build(name: string, changes: Readonly<Record<string, string>> = {}, ...options: string[]) {
  const [data, out] = [path.join(folder, name, 'data'), path.join(folder, name, 'out')];
  mkdirSync(data, { recursive: true });
  for (const [file, text] of [...minimalFiles(), ...Object.entries(changes)])
    writeFileSync(path.join(data, file), text);
  const args = ['scripts/build-knowledge.mjs', '--data', data, '--out', out, ...options];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { status, stderr, out };
}

test('K23 the build writes compact modules and leaves nothing half done', () => {
  const { status, stderr, out } = build('good');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readdirSync(out).toSorted()).toEqual([
    'calibration.json',
    'cases.json',
    'duties.json',
    'event-facts.json',
    'jnsa.json',
    'loss-model.json',
    'manifest.json',
    'sources.json',
    'tax-rates.json',
    'vocabulary.json',
  ]);
  expect(readFileSync(path.join(out, 'loss-model.json'), 'utf8')).toBe('null');
  expect(readFileSync(path.join(out, 'calibration.json'), 'utf8')).not.toContain('\n');
});

test('K23 with problems it prints each with file:line:column and both languages, writes nothing and ends with 1', () => {
  const bad = `facts:\n  - ${COST.replace(', sources: [report]', '')}\n  - ${COST.replace('JPY', 'EUR')}\n`;
  const { status, stderr, out } = build('bad', { 'unit-costs.yaml': bad, 'cases.yaml': 'cases: 1' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/cases\.yaml:1:8 error knowledge\.schema cases\n/);
  expect(stderr).toMatch(
    /unit-costs\.yaml:2:5 error knowledge\.no-source facts\[0\]\.sources\n {2}出典のない行は受け付けません。/,
  );
  expect(stderr).toContain('A row without a source is refused.');
  expect(() => readdirSync(out)).toThrow();
});

test('K23 --if-stale builds what changed and nothing else', () => {
  const file = path.join(build('stale').out, 'calibration.json');
  const before = statSync(file).mtimeMs;
  expect(build('stale', {}, '--if-stale').status).toBe(0);
  expect(statSync(file).mtimeMs).toBe(before);
  build('stale', { 'unit-costs.yaml': `facts:\n  - ${COST.replace('130', '131')}\n` }, '--if-stale');
  expect(readFileSync(file, 'utf8')).toContain('"value":131');
});

test('K23 a warning is printed and does not stop the build', () => {
  const world = '[{name: price, ja: 単価, formula: "1", src: [cal:cost.none]}]';
  const { status, stderr } = build('warning', { 'loss-model.yaml': minimalLossModel({ world }) });
  expect(status).toBe(0);
  expect(stderr).toMatch(/loss-model\.yaml:9:51 warning knowledge\.unknown-id world\[0\]\.src\[0\]/);
});
