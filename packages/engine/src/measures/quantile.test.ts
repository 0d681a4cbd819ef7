import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exceeded, exceededOf, exceededOfSorted, sortedFromZero } from './quantile.ts';

describe('amounts that are exceeded', () => {
  const value = fc.oneof(fc.constant(0), fc.nat({ max: 20 }), fc.nat());
  const cases = fc.record({
    values: fc.array(value, { minLength: 1, maxLength: 300 }),
    probabilities: fc.array(
      fc.nat({ max: 999 }).map((thousandths) => thousandths / 1_000),
      { maxLength: 6 },
    ),
  });

  test('E73 the same amount is found one by one, several at once in any order, and among sorted values', () => {
    fc.assert(
      fc.property(cases, ({ values, probabilities }) => {
        const given = Float64Array.from(values);
        const sorted = sortedFromZero(given);
        const one = probabilities.map((p) => exceededOfSorted(sorted, p));
        expect([...exceededOf(given, probabilities)]).toEqual(one);
        expect([...given]).toEqual(values);
        for (const [i, p] of probabilities.entries()) expect(exceeded(given.slice(), p)).toBe(one[i]);
      }),
      { numRuns: 500 },
    );
  });

  test('E73 of n values exactly ⌊n × probability⌋ are worse, also where the product of doubles falls short', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => i + 1);
    expect([...exceededOf(values, [0.29, 0.01, 0.57])]).toEqual([71, 99, 43]);
  });
});
