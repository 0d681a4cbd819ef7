import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['rol', ['intent', 'role'], 'role'],
  ['overlaod', ['ransomware', 'overload'], 'overload'],
  ['STATEBACKED', ['stateBacked'], 'stateBacked'],
  ['statebakced', ['state', 'stateBacked'], 'stateBacked'],
  ['a', ['b', 'c'], 'b'],
  ['漏洩', ['漏えい', '漏洩等'], '漏洩等'],
  ['', ['x'], 'x'],
])('P4 nearest to %j of %j is %j', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

test('P4 more than one slip in three letters is no slip', () => {
  expect(nearest('zzz', ['war', 'cause'])).toBeUndefined();
  expect(nearest('person', ['war', 'persons', 'prisons'])).toBe('persons');
  expect(nearest('war', [])).toBeUndefined();
});
