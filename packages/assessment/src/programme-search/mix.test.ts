import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Losses, type MixPoint, type MixProblem, searchMix } from './mix.ts';

/** Controls that lower the rates of groups of events, and policies of which at most one is bought. */
type Toy = {
  readonly rates: readonly number[];
  readonly severities: readonly number[];
  readonly controls: readonly { readonly cost: number; readonly factors: readonly number[] }[];
  readonly policies: readonly { readonly premium: number; readonly covers: readonly number[] }[];
};

function lossesOf(toy: Toy, rates: readonly number[], covers: readonly number[]): Losses {
  let mean = 0;
  let tail = 0;
  for (let g = 0; g < rates.length; g++) {
    const kept = toy.severities[g] * (1 - covers[g]);
    mean += rates[g] * kept;
    tail += Math.sqrt(rates[g]) * kept * 3;
  }
  return { mean, tail };
}

function problemOf(toy: Toy): MixProblem {
  const { controls, policies } = toy;
  const none = { premium: 0, covers: toy.rates.map(() => 0) };
  const best = toy.rates.map((_, g) => Math.max(0, ...policies.map(({ covers }) => covers[g])));
  const policyOf = (prefix: readonly number[]) => [none, ...policies][prefix[controls.length] ?? 0];
  return {
    decisions: [
      ...controls.map((_, i) => ({ id: `c${i}`, options: 2 })),
      { id: 'policy', options: 1 + policies.length },
    ],
    cost: (prefix) =>
      controls.reduce((sum, { cost }, i) => sum + (prefix[i] === 1 ? cost : 0), policyOf(prefix).premium),
    losses: (prefix) => {
      const rates = toy.rates.map((rate, g) =>
        controls.reduce((left, { factors }, i) => (prefix[i] === 0 ? left : left * factors[g]), rate),
      );
      return lossesOf(toy, rates, prefix.length > controls.length ? policyOf(prefix).covers : best);
    },
  };
}

/** Every selection within the budget that no other one beats. */
function bruteForce(toy: Toy, budget: number): Pick<MixPoint, 'total' | 'tail'>[] {
  const points: { total: number; tail: number }[] = [];
  const none = { premium: 0, covers: toy.rates.map(() => 0) };
  const walk = (i: number, cost: number, rates: readonly number[]): void => {
    if (cost > budget) return;
    if (i < toy.controls.length) {
      const { cost: more, factors } = toy.controls[i];
      walk(i + 1, cost, rates);
      walk(
        i + 1,
        cost + more,
        rates.map((rate, g) => rate * factors[g]),
      );
      return;
    }
    for (const { premium, covers } of [none, ...toy.policies]) {
      if (cost + premium > budget) continue;
      const { mean, tail } = lossesOf(toy, rates, covers);
      const total = cost + premium + mean;
      // Most selections are beaten by one of the first few points: look there first.
      if (points.some((point) => point.total <= total && point.tail <= tail)) continue;
      for (let k = points.length - 1; k >= 0; k--)
        if (total <= points[k].total && tail <= points[k].tail) points.splice(k, 1);
      points.push({ total, tail });
    }
  };
  walk(0, 0, toy.rates);
  return points.sort((a, b) => a.total - b.total);
}

function toyOf(controls: number, policies: number, random: () => number): Toy {
  const groups = 4;
  const list = <T>(length: number, item: () => T) => Array.from({ length }, item);
  return {
    rates: list(groups, () => 0.01 + 0.1 * random()),
    severities: list(groups, () => 1e6 + Math.round(random() * 1e8)),
    controls: list(controls, () => ({
      cost: Math.round(5e4 + 2e6 * random()),
      factors: list(groups, () => (random() < 0.5 ? 1 : 0.4 + 0.55 * random())),
    })),
    policies: list(policies, () => ({
      premium: Math.round(1e5 + 9e5 * random()),
      covers: list(groups, () => 0.9 * random()),
    })),
  };
}

/** A fixed sequence of numbers between 0 and 1. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const rounded = (points: readonly { readonly total: number; readonly tail: number }[]) =>
  points.map(({ total, tail }) => [Math.round(total), Math.round(tail)]);

describe('the best mix', () => {
  test('A20 branch and bound finds what brute force finds, on 200 random problems', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 0, max: 5 }),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (controls, policies, seed, share) => {
          const toy = toyOf(controls, policies, lcg(seed));
          const budget = share * 6e6;
          const { frontier, lowestTail, lowestTotal, certificate } = searchMix(problemOf(toy), budget);
          const expected = bruteForce(toy, budget);
          expect(rounded(frontier)).toEqual(rounded(expected));
          expect(certificate).toMatchObject({ exact: true, gap: { tail: 0, total: 0 } });
          expect(lowestTotal?.total).toBeCloseTo(expected[0].total, 3);
          expect(lowestTail?.tail).toBeCloseTo(expected.at(-1)!.tail, 3);
          for (const point of frontier) expect(point.cost).toBeLessThanOrEqual(budget);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('A20 at full size, 20 controls and 5 policies, all 6.3 million selections agree', () => {
    const toy = toyOf(20, 5, lcg(7));
    const budget = 5e6;
    const { frontier, certificate } = searchMix(problemOf(toy), budget);
    expect(certificate).toMatchObject({ exact: true, open: 0, selections: 6 * 2 ** 20 });
    expect(rounded(frontier)).toEqual(rounded(bruteForce(toy, budget)));
    // Measured: a small part of what there is.
    expect(certificate.measured).toBeLessThan(certificate.selections / 20);
  });

  test('A21 where the search is stopped, the gap it states holds', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const toy = toyOf(9, 5, lcg(seed));
      const exact = searchMix(problemOf(toy), 4e6);
      const stopped = searchMix(problemOf(toy), 4e6, 60);
      const { gap } = stopped.certificate;
      expect(stopped.certificate.measured).toBeLessThanOrEqual(60);
      if (!stopped.certificate.exact) expect(stopped.certificate.open).toBeGreaterThan(0);
      expect(exact.lowestTail!.tail).toBeGreaterThanOrEqual(stopped.lowestTail!.tail * (1 - gap.tail) - 1e-6);
      expect(exact.lowestTotal!.total).toBeGreaterThanOrEqual(
        stopped.lowestTotal!.total * (1 - gap.total) - 1e-6,
      );
    }
  });

  test('A21 nothing to decide, nothing affordable', () => {
    const empty = searchMix({ decisions: [], cost: () => 0, losses: () => ({ mean: 5, tail: 9 }) }, 0);
    expect(empty.lowestTail).toMatchObject({ selection: [], total: 5, tail: 9 });
    const dear = searchMix(
      { decisions: [{ id: 'a', options: 1 }], cost: () => 1, losses: () => ({ mean: 0, tail: 0 }) },
      0,
    );
    expect(dear).toMatchObject({ frontier: [], certificate: { exact: true } });
    expect(dear.lowestTail).toBeUndefined();
  });
});
