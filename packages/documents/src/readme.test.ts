import { expect, test } from 'vitest';
import { readmeExamples } from '../../../tests/support/readme.ts';
import * as documents from './index.ts';

test('D36 the examples of the README are true', () => {
  const shown = readmeExamples(new URL('../README.md', import.meta.url), documents);
  expect(shown.length).toBeGreaterThan(10);
  for (const { line, actual, expected } of shown) expect(actual, line).toEqual(expected);
});
