import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { currentLaw } from './snapshot.ts';
import { mistakesOf, readCases } from './testing/cases.ts';

const cases = readCases(readFileSync(new URL('./testing/cases.yaml', import.meta.url), 'utf8'));

test.each(cases.map((row) => [row.name, row] as const))('%s', (_, row) => {
  expect(mistakesOf(row)).toEqual([]);
});

test('Y1 the table has at least 150 cases, and each duty is in it with and without effect', () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  const states = (id: string) => cases.flatMap(({ expect: rows }) => rows[id]?.split(' ')[0] ?? []);
  for (const { id, optional } of currentLaw.rules) {
    const seen = states(id);
    expect(seen, id).toContain(optional ? 'optional' : 'due');
    if (!optional)
      expect(
        seen.some((state) => state === 'not_due' || state === 'perhaps'),
        id,
      ).toBe(true);
  }
});
