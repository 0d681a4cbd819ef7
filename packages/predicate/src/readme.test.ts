import { expect, test } from 'vitest';
import { readmeExamples } from '../../../tests/support/readme.ts';
import * as predicate from './index.ts';

test('P30 the examples of the README are true', () => {
  const shown = readmeExamples(new URL('../README.md', import.meta.url), predicate);
  expect(shown.length).toBeGreaterThan(3);
  for (const { line, actual, expected } of shown) expect(actual, line).toEqual(expected);
});
