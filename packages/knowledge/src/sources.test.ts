import { expect, test } from 'vitest';
import { sourceOf, sources } from './sources.ts';

test('K8 a source of the loss model says what was read in it, when, and how sure', () => {
  const extra = sources.filter(({ id }) => id.startsWith('x:'));
  expect(extra).toHaveLength(16);
  for (const row of extra) expect(row.fact && row.date && row.certainty && row.url).toBeTruthy();
  expect(sourceOf('x:sony2011')?.date).toBe('2011-05-23');
});
