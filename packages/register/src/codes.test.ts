import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const here = new URL('./', import.meta.url);
const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const text = (name: string) => readFileSync(new URL(name, here), 'utf8');
const isTest = (name: string) => name.endsWith('.test.ts');

const inCode = new Set(
  files
    .filter((name) => !isTest(name))
    .flatMap((name) => [...text(name).matchAll(/'register\.([a-z0-9-]+)'/g)].map(([, code]) => code)),
);
const spec = text('../SPEC.md');
const inSpec = new Set(
  [...spec.slice(spec.indexOf('## Codes')).matchAll(/`([a-z0-9-]+)`/g)].map(([, code]) => code),
);

test('R36 the codes in SPEC.md are those of the code', () => {
  expect([...inSpec].sort()).toEqual([...inCode].sort());
});

test('R36 every code is expected by some test', () => {
  const tests = files
    .filter((name) => isTest(name) && !name.endsWith('codes.test.ts'))
    .map(text)
    .join('\n');
  // The fallback for refusals nobody has words for: the tests of R17 hold that it does not occur.
  const expected = [...inCode].filter((code) => code !== 'wrong-value');
  expect(expected.filter((code) => !new RegExp(`\\b${code}['"|\\s]`).test(tests))).toEqual([]);
});

test('R36 every rule of SPEC.md is named by a test', () => {
  const rules = [...spec.matchAll(/\*\*(R\d+)\*\*/g)].map(([, rule]) => rule);
  const tests = files.filter(isTest).map(text).join('\n');
  expect(rules.filter((rule) => !new RegExp(`\\b${rule}\\b`).test(tests))).toEqual([]);
});
