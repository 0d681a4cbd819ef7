import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialQuantile, poissonQuantile } from './counts.ts';
import { exp, log, pow } from './elementary.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { philox, unit, words } from './philox.ts';
import { betaTable, gammaTable, lookUp } from './quantile-table.ts';
import { betaCdf, gammaCdf, gammaTail, logGamma } from './special.ts';

describe('Philox', () => {
  // Known-answer tests of Random123 (kat_vectors, philox4x32 10).
  test.each([
    [
      [0, 0, 0, 0, 0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [-1, -1, -1, -1, -1, -1],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('E1 the generator gives the published words for %j', ([c0, c1, c2, c3, k0, k1], expected) => {
    philox(c0, c1, c2, c3, k0, k1);
    expect([...words]).toEqual(expected);
  });

  test('E1 a uniform lies strictly between 0 and 1 at both ends of the words', () => {
    expect(unit(0, 0)).toBeGreaterThan(0);
    expect(unit(0xffffffff, 0xffffffff)).toBeLessThan(1);
  });
});

describe('elementary functions', () => {
  test('E2 exp and log agree with the host to a few units in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-15);
        const y = Math.exp(x);
        expect(Math.abs(log(y) - Math.log(y))).toBeLessThanOrEqual(
          1e-15 * Math.max(1, Math.abs(Math.log(y))),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test('E2 ends of the range are the limits, never NaN', () => {
    expect([exp(1000), exp(-1000), log(0), log(5e-324), pow(0, 2), pow(3, 0)]).toEqual([
      Number.POSITIVE_INFINITY,
      0,
      Number.NEGATIVE_INFINITY,
      Math.log(5e-324),
      0,
      1,
    ]);
    expect(log(-1)).toBeNaN();
  });

  test('E2 frozen bits: the same on every machine', () => {
    const bits = (x: number) => new BigUint64Array(Float64Array.of(x).buffer)[0].toString(16);
    expect([exp(1), log(10), normalQuantile(0.99), pow(3.5, 0.3)].map(bits)).toEqual([
      '4005bf0a8b14576a',
      '40026bb1bbb55516',
      '40029c5c4630ff0c',
      '3ff74c9636ea3144',
    ]);
  });
});

describe('quantiles', () => {
  test('E3 the normal quantile inverts the normal distribution into both tails', () => {
    for (const p of [1e-15, 1e-9, 0.001, 0.05, 0.3, 0.5, 0.8, 0.975, 0.9999]) {
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-12);
    }
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  });

  test.each([
    [3, 3],
    [1.2, 1.2],
    [6, 2.2],
    [2, 11],
    [0.3, 0.5],
  ])('E4 the table of beta(%d, %d) holds both tails to 1e-6', (a, b) => {
    const table = betaTable(a, b);
    for (let z = -6; z <= 6; z += 0.037) {
      const x = lookUp(table, z);
      const tail = z < 0 ? betaCdf(a, b, x) / normalCdf(z) : betaCdf(b, a, 1 - x) / normalCdf(-z);
      // 1 − x loses digits near 1; there the value itself is held.
      if (x < 1 - 1e-9) expect(Math.abs(tail - 1)).toBeLessThan(1e-6);
    }
  });

  test.each([0.49, 2, 50])('E4 the table of gamma(%d) holds both tails to 1e-6', (shape) => {
    const table = gammaTable(shape);
    for (let z = -6; z <= 6; z += 0.037) {
      const x = lookUp(table, z) * shape;
      const tail = z < 0 ? gammaCdf(shape, x) / normalCdf(z) : gammaTail(shape, x) / normalCdf(-z);
      expect(Math.abs(tail - 1)).toBeLessThan(1e-6);
    }
  });

  test('E4 ln Γ at whole and half numbers', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12);
  });
});

describe('counts', () => {
  test.each([0.1, 5, 39, 41, 2000])(
    'E5 Poisson(%d) has its mean and variance over an even grid of draws',
    (mean) => {
      const draws = 100_000;
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < draws; i++) {
        const k = poissonQuantile((i + 0.5) / draws, mean);
        sum += k;
        squares += k * k;
      }
      expect(sum / draws / mean).toBeCloseTo(1, 3);
      expect((squares / draws - (sum / draws) ** 2) / mean).toBeCloseTo(1, 3);
    },
  );

  test('E5 counts never fall when the mean or the draw rises: set-ups share their luck', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.double({ min: 0, max: 3000, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (u, mean, more) => {
          expect(poissonQuantile(u, mean + more)).toBeGreaterThanOrEqual(poissonQuantile(u, mean));
        },
      ),
    );
  });

  test('E5 a binomial count lies within its trials and has its mean', () => {
    for (const [n, p] of [
      [10, 0.3],
      [200, 0.02],
      [7, 0.9],
      [1000, 0.5],
    ]) {
      let sum = 0;
      for (let i = 0; i < 20_000; i++) {
        const k = binomialQuantile((i + 0.5) / 20_000, n, p);
        expect(k).toBeGreaterThanOrEqual(0);
        expect(k).toBeLessThanOrEqual(n);
        sum += k;
      }
      expect(sum / 20_000 / (n * p)).toBeCloseTo(1, 2);
    }
  });
});
