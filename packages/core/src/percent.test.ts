import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPpm, PPM, ppmOf } from './percent.ts';

test('C10 a share of at most six decimals is held exactly', () => {
  expect(ppmOf(0.9)).toBe(900_000);
  expect(ppmOf(1)).toBe(PPM);
  expect(ppmOf(0)).toBe(0);
  expect(ppmOf(0.000001)).toBe(1);
  expect(ppmOf(1.1)).toBe(1_100_000);
  expect(ppmOf(-0.05)).toBe(-50_000);
  for (let ppm = 0; ppm <= PPM; ppm += 7) expect(ppmOf(ppm / PPM)).toBe(ppm);
});

test('C10 a share that would need more is refused, not rounded', () => {
  for (const share of [1 / 3, 0.1234567, 0.0000005, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(ppmOf(share)).toBeUndefined();
  }
});

test('C11 a share of whole yen is exact where it is whole, else to the last bit of a double', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9e15 }), fc.integer({ min: 0, max: PPM }), (amount, ppm) => {
      const millionths = BigInt(amount) * BigInt(ppm);
      const [whole, rest] = [millionths / 1_000_000n, millionths % 1_000_000n];
      const share = applyPpm(amount, ppm);
      if (rest === 0n) expect(share).toBe(Number(whole));
      const [floor, fraction] = [Math.floor(share), share - Math.floor(share)];
      const off = Number(BigInt(floor) - whole) + (fraction - Number(rest) / PPM);
      expect(Math.abs(off)).toBeLessThanOrEqual(share * 2 ** -52);
    }),
    { numRuns: 1000 },
  );
});

test('C11 all of an amount is the amount, none of it nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9e15 }),
      (amount) => applyPpm(amount, PPM) === amount && applyPpm(amount, 0) === 0,
    ),
  );
});

test('C11 where plain multiplication fails it does not', () => {
  expect(3 * 0.1).not.toBe(0.3);
  expect(applyPpm(3, 100_000)).toBe(0.3);
  expect(applyPpm(1_000_000_000_003, 300_000)).toBe(300_000_000_000.9);
  expect(applyPpm(9_000_000_000_000_000, 900_000)).toBe(8_100_000_000_000_000);
});
