import { expect, test } from 'vitest';
import { readmeExamples } from '../../../tests/support/readme.ts';
import * as law from './index.ts';

test('Y95 the examples of the README are true', () => {
  const shown = readmeExamples(new URL('../README.md', import.meta.url), law);
  expect(shown.length).toBeGreaterThan(3);
  for (const { line, actual, expected } of shown) expect(actual, line).toEqual(expected);
});
