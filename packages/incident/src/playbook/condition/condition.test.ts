import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionProblems } from './check.ts';
import { evaluateCondition } from './evaluate.ts';
import { parseCondition } from './parse.ts';
import { ConditionError } from './syntax.ts';

const KNOWN: Record<string, { type: string; value?: string }> = {
  __n__: { type: 'integer', value: '1000' },
  __big__: { type: 'long', value: '9007199254740993' },
  __f__: { type: 'float', value: '0.5' },
  __s__: { type: 'string', value: "it's 要配慮" },
  __t__: { type: 'bool', value: 'true' },
  __u__: { type: 'bool' },
  __m__: { type: 'integer' },
  __ip__: { type: 'ipv4-addr', value: '10.1.2.3' },
  __net__: { type: 'ipv4-addr', value: '10.1.0.0/16' },
  __v6__: { type: 'ipv6-addr', value: '2001:db8::7f00:1' },
  __bad__: { type: 'integer', value: 'many' },
  __d__: { type: 'dictionary', value: '{}' },
  __x__: { type: 'colour', value: 'red' },
};

const answer = (text: string) => evaluateCondition(parseCondition(text), (name) => KNOWN[name]);

test.each([
  ['__n__:value = 1000', 'yes'],
  ['__n__:value == 1000', 'yes'],
  ["__n__:value = '1000'", 'yes'],
  ['__n__:value <> 1000', 'no'],
  ['__n__:value > 999 AND __n__:value <= 1000', 'yes'],
  ['[__n__:value > 1000] OR (__t__:value = true)', 'yes'],
  ['NOT __n__:value < 5', 'yes'],
  ['__n__:value NOT IN (1, 2, 3)', 'yes'],
  ["__n__:value IN ('999', 1000)", 'yes'],
  ['__big__:value = 9007199254740992', 'no'], // whole numbers stay exact
  ['__f__:value >= .5', 'error'],
  ['__f__:value >= 0.50', 'yes'],
  ["__s__:value = 'it\\'s 要配慮'", 'yes'],
  ["__s__:value LIKE '%要_慮'", 'yes'],
  ["__s__:value LIKE '要%'", 'no'],
  ['__t__:value = TRUE', 'yes'],
  ["__ip__:value ISSUBSET '10.0.0.0/8'", 'yes'],
  ["__ip__:value IN '10.2.0.0/16'", 'no'],
  ["__net__:value ISSUPERSET '10.1.9.0/24'", 'yes'],
  ["__ip__:value > '10.1.2.2'", 'yes'],
  ["__v6__:value = '2001:db8::127.0.0.1'", 'yes'],
  ['__n__:value = __big__:value', 'no'],
  ['__n__ = 1000', 'yes'],
  // Three values: one side decides, or nothing does.
  ['__u__:value = true', 'unknown'],
  ['__u__:value = true AND __n__:value = 1', 'no'],
  ['__u__:value = true OR __n__:value = 1000', 'yes'],
  ['NOT __u__:value = true', 'unknown'],
  ['__n__:value = __m__:value', 'unknown'],
  ['__bad__:value = 3', 'unknown'],
  ["__x__:value = 'red'", 'unknown'],
  // Not the language.
  ['__n__:value = many', 'error'],
  ['1000 = __n__:value', 'error'],
  ['__n__:value', 'error'],
  ['__n__:value = 1 __t__:value = true', 'error'],
  ['(__n__:value = 1', 'error'],
  ["__s__:value MATCHES '(a+)+$'", 'error'],
  ['__ip__:value = 10.1.2.3', 'error'],
  ['', 'error'],
])('PB38 PB39 %s: %s', (text, expected) => {
  if (expected === 'error') expect(() => parseCondition(text)).toThrow(ConditionError);
  else expect(answer(text).truth).toBe(expected);
});

test('PB39 an unknown answer names the variables that decide it, a known one none', () => {
  expect(answer('__u__:value = true OR __m__:value > 3').unknown).toEqual(['__u__', '__m__']);
  expect(answer('__u__:value = true OR __n__:value = 1000').unknown).toEqual([]);
});

test.each([
  ['__d__:value = 1', 1],
  ['__t__:value > true', 1],
  ["__n__:value LIKE '1%'", 1],
  ["__ip__:value IN 'example.com'", 1],
  ["__n__:value = 'many' AND __zz__:value = 1", 2],
  ['__n__:value = __s__:value', 1],
  ['__n__:value = __big__:value', 0],
])('PB27 %s has %i problems', (text, count) => {
  expect(conditionProblems(parseCondition(text), (name) => KNOWN[name]?.type)).toHaveLength(count);
});

test('PB38 any text is a condition or an error with a place', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '__n__:value',
      '=',
      '>',
      "'a'",
      '1',
      'AND',
      'OR',
      'NOT',
      '(',
      ')',
      '[',
      ']',
      'IN',
      ',',
      ' ',
      "'",
      'x',
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((list) => list.join(' ')),
      ),
      (text) => {
        try {
          parseCondition(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ConditionError);
          expect((error as ConditionError).at).toBeLessThanOrEqual(text.length);
        }
      },
    ),
    { numRuns: 400 },
  );
});
