import { expect, test } from 'vitest';
import { fold, nearest } from './nearest.ts';

test('R16 the nearest word has the fewest edits, a third of its length at most', () => {
  expect(nearest('persns', ['cards', 'persons'])).toBe('persons');
  expect(nearest('persnos', ['cards', 'persons'])).toBe('persons');
  expect(nearest('xyz', ['persons'])).toBeUndefined();
  expect(nearest('', ['persons'])).toBeUndefined();
});

test('R16 a word inside the other is near, unless it is too short to mean anything', () => {
  expect(nearest('revenue', ['revenueYen'])).toBe('revenueYen');
  expect(nearest('it', ['security'])).toBeUndefined();
});

test('R15 ties go to the earlier word, width and kana do not count', () => {
  expect(nearest('ab', ['aa', 'bb'])).toBe('aa');
  expect(nearest('ＥＤＲ', ['edr'])).toBe('edr');
  expect(fold('かーど')).toBe(fold('カード'));
});

test('R7 hostile words cost little: only their beginning is compared', () => {
  const long = 'a'.repeat(1_000_000);
  expect(nearest(long, [long, 'b'])).toBe(long);
});
