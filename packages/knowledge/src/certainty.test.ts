import { expect, test } from 'vitest';
import { CERTAINTY_LABELS, leastCertain } from './certainty.ts';

test('K21 what is made of several figures is as sure as the least sure of them', () => {
  expect(leastCertain(['verified', 'computed'])).toBe('computed');
  expect(leastCertain(['judgement', 'unverified', 'verified'])).toBe('unverified');
  expect(leastCertain([])).toBe('verified');
});

test('K21 an unverified figure is named 未確認', () => {
  expect(CERTAINTY_LABELS.unverified.ja).toBe('未確認');
});
