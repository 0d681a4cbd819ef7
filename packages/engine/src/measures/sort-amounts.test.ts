import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { philox, unit, words } from '../random/philox.ts';
import { sortAmounts } from './sort-amounts.ts';

/** Amounts over the whole range of doubles, or of yen; `wide` says which. */
function amounts(n: number, seed: number, wide: boolean): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    philox(i, 0, 0, 0, seed, 0);
    const share = unit(words[0], words[1]);
    return wide ? 10 ** (600 * share - 300) : Math.floor(10 ** (13 * share)) - 1;
  });
}

describe('amounts in order', () => {
  test('E72 counted digit by digit they stand as the sort of the language puts them, also in a part of an array', () => {
    const cases = fc.record({
      n: fc.integer({ min: 16_000, max: 40_000 }),
      seed: fc.nat(),
      wide: fc.boolean(),
      before: fc.nat({ max: 9 }),
    });
    fc.assert(
      fc.property(cases, ({ n, seed, wide, before }) => {
        const all = new Float64Array(before + n).fill(-1, 0, before);
        all.set(amounts(n, seed, wide), before);
        const expected = all.slice(before).sort();
        sortAmounts(all.subarray(before));
        expect(all.subarray(before)).toEqual(expected);
        expect(all.subarray(0, before)).toEqual(new Float64Array(before).fill(-1));
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ['nothing', []],
    ['one', [3]],
    ['a few', [3, 0, 2]],
    ['the edges of doubles', [Number.MAX_VALUE, Number.MIN_VALUE, 0, Number.POSITIVE_INFINITY, 1]],
  ])('E72 %s', (_, values) => {
    expect([...sortAmounts(Float64Array.from(values))]).toEqual([...values].sort((a, b) => a - b));
    const many = Float64Array.from({ length: 20_000 }, (__, i) => values[i % values.length] ?? 0);
    expect(sortAmounts(many.slice())).toEqual(many.slice().sort());
  });
});
