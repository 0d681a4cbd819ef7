import type { Policy, RatingFacts } from '@sonae/policy';
import { describe, expect, test } from 'vitest';
import { examplePolicyBase, exampleRetailer } from '../testing/played.ts';
import { type ControlCandidate, controlCandidates, policyCandidate } from './candidates.ts';
import { type CompanyMix, companyMix } from './company-mix.ts';
import { searchProgramme } from './search.ts';
import { lossesOf, splitYears, tailError } from './tail.ts';

const RETAILER = exampleRetailer();
const FACTS: RatingFacts = {
  industry: 'ec',
  revenueYen: 3_000_000_000,
  controls: {
    mfa: 'yes',
    training: 'yes',
    backup_intact: 'yes',
    certification: 'no',
    edr: 'no',
    patch7: 'unknown',
  },
};
/** The example with fewer ways to be bought and fewer exclusions: quick to try in full. */
function smaller(policy: Policy): Policy {
  const [limits, deductible] = policy.rating!.options!;
  const options = [
    { ...limits, choices: limits.choices.slice(1) },
    { ...deductible, choices: deductible.choices.slice(1, 2) },
  ];
  return { ...policy, exclusions: policy.exclusions!.slice(0, 1), rating: { ...policy.rating!, options } };
}
const minato = policyCandidate(smaller(examplePolicyBase('minato-cyber-std-2026')), FACTS);
const akebono = policyCandidate(examplePolicyBase('akebono-leak-wide-2026'), FACTS, 176_000);
const control = (id: string, yearlyCostYen: number, modelled = true): ControlCandidate => {
  return { id, name: { ja: id, en: id }, yearlyCostYen, modelled };
};
const INPUT: CompanyMix = {
  ...RETAILER,
  facts: FACTS,
  controls: [control('edr', 900_000), control('patch7', 400_000), control('certification', 30_000, false)],
  policies: [minato, akebono],
  years: 2000,
  seed: 42,
  returnPeriod: 100,
};
const search = (more: Partial<Parameters<typeof searchProgramme>[0]> = {}) =>
  searchProgramme({ ...INPUT, budgetYen: 1_000_000, leftOut: [], language: 'ja', ...more });

describe('the programme search of a company', () => {
  test('A26 it finds what trying every selection finds', () => {
    const problem = companyMix(INPUT);
    const all: { total: number; tail: number }[] = [];
    const walk = (prefix: readonly number[]): void => {
      if (prefix.length < problem.decisions.length) {
        for (let option = 0; option < problem.decisions[prefix.length].options; option++)
          walk([...prefix, option]);
        return;
      }
      const cost = problem.cost(prefix);
      if (cost > 1_000_000) return;
      // Measured afresh, past everything the search remembers or rules out.
      const { mean, tail } = problem.measure(problem.choiceOf(prefix));
      all.push({ total: cost + mean, tail });
    };
    walk([]);
    expect(all.length).toBeGreaterThan(40);
    const best = all.filter(
      (point) =>
        !all.some(
          (other) =>
            other.total <= point.total &&
            other.tail <= point.tail &&
            (other.total < point.total || other.tail < point.tail),
        ),
    );
    const frontier = [
      ...new Set(
        best
          .sort((a, b) => a.total - b.total)
          .map(({ total, tail }) => `${Math.round(total)} ${Math.round(tail)}`),
      ),
    ];
    const found = search();
    expect(found.certificate).toMatchObject({
      exact: true,
      gap: { tail: 0, total: 0 },
      selections: 2 * 2 * 5 * 2 * 2,
    });
    expect(found.frontier.map((mix) => `${mix.totalYen} ${mix.retainedTailYen}`)).toEqual(frontier);
    expect(found.lowestTail).toEqual(found.frontier.at(-1));
    expect(found.lowestTotal).toEqual(found.frontier[0]);
    expect(found.certificate.measured).toBeLessThan(found.certificate.selections);
  });

  test('A27 the budget holds, and a larger one never leaves more', () => {
    let tail = Number.POSITIVE_INFINITY;
    for (const budgetYen of [100_000, 250_000, 700_000]) {
      const found = search({ budgetYen });
      for (const mix of found.frontier) expect(mix.spendYen).toBeLessThanOrEqual(budgetYen);
      expect(found.lowestTail!.retainedTailYen).toBeLessThanOrEqual(tail);
      tail = found.lowestTail!.retainedTailYen;
      expect(found.lowestTotal!.totalYen).toBeLessThanOrEqual(found.nothing.totalYen);
    }
    expect(search({ budgetYen: 0 }).frontier).toEqual([search().nothing]);
  });

  test('A28 a control that only lowers the premium is weighed against its cost', () => {
    const cheap = search({ controls: [control('certification', 1000, false)], policies: [minato] });
    const insured = cheap.frontier.filter(({ policies }) => policies.length > 0);
    expect(insured.length).toBeGreaterThan(0);
    for (const { controls } of insured) expect(controls.map(({ id }) => id)).toEqual(['certification']);
    const dear = search({ controls: [control('certification', 500_000, false)], policies: [minato] });
    for (const { controls } of dear.frontier) expect(controls).toEqual([]);
  });

  test('A28 a company that is not accepted is offered nothing, and a control without cost or effect is named', () => {
    const barred = policyCandidate({ ...minato.policy, eligibility: { maxRevenue: 1 } }, FACTS);
    const without = search({ policies: [barred] });
    expect(without.frontier.every(({ policies }) => policies.length === 0)).toBe(true);
    expect(without.candidates.policies).toMatchObject([{ accepted: 'no', priced: false }]);
    const { candidates, leftOut } = controlCandidates(
      RETAILER.data,
      { status: { mfa: 'yes' }, costYen: { edr: 1, encryption: 5 } },
      [minato],
    );
    expect(candidates.map(({ id }) => id)).toEqual(['edr']);
    expect(leftOut).toContainEqual(expect.objectContaining({ id: 'patch7', why: 'no_cost' }));
    expect(leftOut).toContainEqual(expect.objectContaining({ id: 'encryption', why: 'no_effect' }));
    expect(leftOut.map(({ id }) => id)).not.toContain('mfa');
  });

  test('A29 the tail is the mean of the worst years, quiet years included', () => {
    const small = Float64Array.from({ length: 200 }, (_, year) => (year < 3 ? 50 + year : 0));
    const sums = splitYears(small, (year) => year >= 198);
    // Worst two of 200: an active year with 1,000 and a quiet one with 52.
    expect(lossesOf(sums, Float64Array.of(1000, 10), 100)).toEqual({
      mean: (1000 + 10 + 153) / 200,
      tail: 526,
    });
    expect(tailError(sums, Float64Array.of(1000, 10), 100)).toBeGreaterThan(0);
  });
});
