import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isYen, settleYen, spreadYen, withoutTax } from './yen.ts';

const CHOU = 1e12;

test('C1 an amount is a whole number of yen within the safe integers', () => {
  for (const value of [0, -1, 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])
    expect(isYen(value)).toBe(true);
  for (const value of [0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '1', 1n, null, undefined]) {
    expect(isYen(value)).toBe(false);
  }
});

describe('settling', () => {
  test('C2 settling rounds down to whole yen', () => {
    expect(settleYen(28.9)).toBe(28);
    expect(settleYen(28.99)).toBe(28);
    expect(settleYen(0.999999)).toBe(0);
    expect(settleYen(-28.1)).toBe(-29);
    expect(settleYen(0)).toBe(0);
  });

  test('C3 a sum of binary fractions that stands for whole yen settles to it', () => {
    expect(0.29 * 100).toBeLessThan(29);
    expect(settleYen(0.29 * 100)).toBe(29);
    expect(settleYen(-0.1 - 0.2 - 0.7)).toBe(-1);
    const tenths = Array.from({ length: 1_000_000 }, () => 0.1).reduce((a, b) => a + b, 0);
    expect(tenths).not.toBe(100_000);
    expect(settleYen(Array.from({ length: 1_000 }, () => 0.1).reduce((a, b) => a + b, 0))).toBe(100);
  });

  test('C3 a share of an amount settles as it would on paper, up to 500 billion yen in hundredths', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: CHOU / 2 }),
        fc.integer({ min: 0, max: 100 }),
        (amount, percent) => {
          expect(settleYen((amount * percent) / 100)).toBe(Number((BigInt(amount) * BigInt(percent)) / 100n));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('C4 whole yen settle to themselves, however many', () => {
    for (const amount of [
      2 ** 46,
      1e15,
      2 ** 52 + 1,
      Number.MAX_SAFE_INTEGER,
      -(2 ** 46),
      Number.MIN_SAFE_INTEGER,
    ]) {
      expect(settleYen(amount)).toBe(amount);
    }
    fc.assert(fc.property(fc.maxSafeInteger(), (amount) => settleYen(amount) === amount));
  });

  test('C4 settling settled yen changes nothing, and more never settles to less', () => {
    const amount = fc.double({ min: -1e15, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(settleYen(settleYen(a))).toBe(settleYen(a));
        if (a <= b) expect(settleYen(a)).toBeLessThanOrEqual(settleYen(b));
        expect(Math.abs(settleYen(a) - a)).toBeLessThan(1);
      }),
    );
  });
});

describe('spreading', () => {
  const totals = fc.oneof(fc.nat(), fc.integer({ min: 0, max: 1e15 }));
  const weights = fc.array(
    fc.oneof(fc.nat(1000), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(0, 0.1, 1e-300)),
    { minLength: 1, maxLength: 40 },
  );

  test('C5 the parts are whole yen, not negative, and add up to the yen', () => {
    fc.assert(
      fc.property(totals, weights, (total, ws) => {
        const parts = spreadYen(total, ws);
        expect(parts).toHaveLength(ws.length);
        expect(parts.every((part) => isYen(part) && part >= 0)).toBe(true);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      }),
      { numRuns: 1000 },
    );
  });

  test('C6 each part is within one yen of its exact share', () => {
    fc.assert(
      fc.property(fc.nat(CHOU), fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 }), (total, ws) => {
        const sum = ws.reduce((a, b) => a + b, 0);
        if (sum === 0) return;
        for (const [i, part] of spreadYen(total, ws).entries()) {
          // Exact in whole numbers: |part × sum − total × weight| < sum.
          const off = BigInt(part) * BigInt(sum) - BigInt(total) * BigInt(ws[i]);
          expect(off < BigInt(sum) && -off < BigInt(sum)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('C7 the yen left over go to the largest remainders, ties to the earlier part', () => {
    expect(spreadYen(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(spreadYen(101, [1, 1, 1])).toEqual([34, 34, 33]);
    expect(spreadYen(2, [1, 1, 1, 1])).toEqual([1, 1, 0, 0]);
    expect(spreadYen(10, [1, 2, 4])).toEqual([1, 3, 6]);
    expect(spreadYen(1, [1, 3])).toEqual([0, 1]);
  });

  test('C8 a part without weight gets nothing; without any weight the first part gets all', () => {
    expect(spreadYen(7, [0, 1, 0])).toEqual([0, 7, 0]);
    expect(spreadYen(7, [0, 0])).toEqual([7, 0]);
    expect(spreadYen(0, [1, 2])).toEqual([0, 0]);
    expect(spreadYen(7, [])).toEqual([]);
  });
});

test('C9 the amount without tax takes off only tax that is in it', () => {
  expect(withoutTax(1_100, 'included', 100_000)).toBe(1_000);
  expect(withoutTax(1_099, 'included', 100_000)).toBe(999);
  expect(withoutTax(108, 'included', 80_000)).toBe(100);
  expect(withoutTax(1_100, 'excluded', 100_000)).toBe(1_100);
  expect(withoutTax(1_100, 'exempt', 100_000)).toBe(1_100);
});

test('C9 adding 10 % and taking it off gives the amount again', () => {
  fc.assert(
    fc.property(fc.nat(CHOU / 10), (tens) => withoutTax(tens * 11, 'included', 100_000) === tens * 10),
  );
});
