import { describe, expect, test } from 'vitest';
import { and, not, or, type Truth, truthOf } from './truth.ts';

const ALL: readonly Truth[] = ['yes', 'no', 'unknown'];

describe('tables', () => {
  test.each<[Truth, Truth, Truth, Truth]>([
    ['yes', 'yes', 'yes', 'yes'],
    ['yes', 'no', 'no', 'yes'],
    ['yes', 'unknown', 'unknown', 'yes'],
    ['no', 'no', 'no', 'no'],
    ['no', 'unknown', 'no', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ])('C26 %s and %s is %s; or is %s', (a, b, both, either) => {
    expect([and(a, b), and(b, a)]).toEqual([both, both]);
    expect([or(a, b), or(b, a)]).toEqual([either, either]);
  });

  test('C26 not turns yes and no, and leaves unknown', () => {
    expect(ALL.map(not)).toEqual(['no', 'yes', 'unknown']);
  });

  test('C26 none of nothing: and is yes, or is no', () => {
    expect([and(), or()]).toEqual(['yes', 'no']);
  });

  test('C26 De Morgan holds for any three', () => {
    for (const a of ALL) {
      for (const b of ALL) {
        for (const c of ALL) expect(not(and(a, b, c))).toBe(or(not(a), not(b), not(c)));
      }
    }
  });
});

test('C27 a boolean that is missing is unknown, not no', () => {
  expect([truthOf(true), truthOf(false), truthOf(undefined)]).toEqual(['yes', 'no', 'unknown']);
});
