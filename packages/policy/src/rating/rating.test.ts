import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformanceJson } from '../../../../tests/support/conformance.ts';
import { readPolicyYaml } from '../read/policy.ts';
import { combineDiscounts } from './discounts.ts';
import { acceptanceOf } from './eligibility.ts';
import type { RatingFacts } from './facts.ts';
import { fitTariff, type PublishedPremium, tariffPremium } from './fit.ts';
import { ratePolicy } from './rate.ts';
import { variantsOf } from './variants.ts';

const folder = path.join(import.meta.dirname, '../../../../examples/policies');
const textOf = (id: string) => readFileSync(path.join(folder, `${id}.yaml`), 'utf8');
const golden = conformanceJson<{ premiums: { rows: Row[] }[] }>('policy-terms/jp-published-golden.json');
const read = (id: string) => {
  const { policy, base, issues } = readPolicyYaml(textOf(id), id);
  expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  return { policy: policy!, base: base! };
};
const minato = read('minato-cyber-std-2026');
const akebono = read('akebono-leak-wide-2026').policy;

/** The table of an agent of Sompo Japan: fourteen rows, two plans. The plan of IT firms keeps its IT option at 100 million. */
type Row = { industry: string; revenue: number; plan1: number; plan2: number };
const published: PublishedPremium[] = golden.premiums[0].rows.flatMap((row: Row) =>
  (['plan1', 'plan2'] as const).map((plan) => ({
    industry: row.industry,
    revenue: row.revenue,
    plan: row.industry.startsWith('IT') && plan === 'plan2' ? 'plan2-it' : plan,
    premium: row[plan],
  })),
);

const SHOP: RatingFacts = {
  industry: 'ec',
  revenueYen: 3_000_000_000,
  controls: { training: 'yes', mfa: 'yes', backup_intact: 'yes', certification: 'no' },
};

describe('tariffs', () => {
  test('Y70 a multiplicative tariff meets every premium of the published table within 3 %', () => {
    const tariff = fitTariff(published, 500_000_000);
    expect(published).toHaveLength(28);
    for (const row of published) {
      expect(Math.abs(tariffPremium(tariff, row) / row.premium - 1)).toBeLessThan(0.03);
    }
    // Found by the fit: 1.0 % at most, an exponent near 0.395, five times the limits for 1.73 times the premium.
    expect(tariff.worst).toBeLessThan(0.01);
    expect(tariff.exponent).toBeCloseTo(0.395, 3);
    expect(tariff.plans.plan2 / tariff.plans.plan1).toBeCloseTo(1.728, 2);
  });

  test('Y70 the fictional tariff of the example meets the same table where it has the industry and the plan', () => {
    const industries: Record<string, string> = {
      卸売業: 'wholesale',
      建設業: 'construction',
      製造業: 'manufacturing',
      小売業: 'retail',
      物流業: 'logistics',
    };
    const rows = published.filter((row) => industries[row.industry]);
    expect(rows).toHaveLength(20);
    for (const row of rows) {
      const facts = { industry: industries[row.industry], revenueYen: row.revenue, controls: {} };
      const choices = { limits: row.plan === 'plan1' ? '100m' : '500m', deductible: 'ded500k' };
      const { premium } = ratePolicy(minato.policy, facts, { choices, riders: [] });
      expect(Math.abs((premium as number) / row.premium - 1)).toBeLessThan(0.03);
    }
  });

  test('Y71 the premium comes about step by step and comes to the yen of the quotation', () => {
    const rated = ratePolicy(minato.policy, SHOP);
    expect(rated).toMatchObject({ from: 'tariff', premium: 195_000, quoted: 195_000, onboardingCost: 0 });
    expect(rated.lines.map(({ kind }) => kind)).toEqual([
      'base',
      'factor',
      'factor',
      'option',
      'option',
      'discount',
      'rider',
      'rounding',
    ]);
    expect(rated.unknown).toEqual([]);
  });

  test('Y71 the minimum premium holds', () => {
    const tiny = ratePolicy(minato.policy, { industry: 'wholesale', revenueYen: 1_000_000 }, { riders: [] });
    expect(tiny.premium).toBe(30_000);
  });

  test('Y72 discounts add, multiply or the best alone counts, never above the cap', () => {
    expect(combineDiscounts([0.4, 0.3], 'add', 0.6)).toBe(0.6);
    expect(combineDiscounts([0.4, 0.3], 'add')).toBe(0.7);
    expect(combineDiscounts([0.4, 0.3], 'multiply')).toBe(0.58);
    expect(combineDiscounts([0.4, 0.3], 'best')).toBe(0.4);
    expect(combineDiscounts([0.9, 0.3], 'add')).toBe(1);
    expect(combineDiscounts([], 'best')).toBe(0);
  });

  test('Y73 an unknown fact is not no: the premium is a range, or none at all', () => {
    const open = ratePolicy(minato.policy, { ...SHOP, controls: { training: 'yes', mfa: 'yes' } });
    expect(open.unknown).toEqual(['discount.questionnaire', 'discount.certification']);
    expect(open.premium).toBe(open.range?.[1]);
    expect(open.range?.[0]).toBeLessThan(open.range![1]);
    const none = ratePolicy(minato.policy, { revenueYen: 1e9 });
    expect(none).toMatchObject({ premium: null, range: null });
    expect(none.unknown).toContain('industry');
    expect(ratePolicy(minato.policy, { ...SHOP, industry: 'hospital' }).premium).toBeNull();
  });

  test('Y74 a policy without a tariff is priced as quoted, less the riders that are not bought', () => {
    expect(ratePolicy(akebono, SHOP)).toMatchObject({ from: 'quotation', premium: 176_000 });
    const { rating: _, ...quoted } = minato.policy;
    expect(ratePolicy(quoted, SHOP).premium).toBe(195_000);
    expect(ratePolicy(quoted, SHOP, { riders: [] }).premium).toBe(151_000);
  });

  test('Y75 conditions of acceptance are dated by edition and have three values', () => {
    const policy = {
      ...akebono,
      eligibility: [
        { edition: '2024-04', maxRevenue: 1_000_000_000 },
        { edition: '2025-10', maxRevenue: 500_000_000_000, bar: ['public_body'] },
      ],
    };
    expect(acceptanceOf(policy, SHOP, '2024-12')).toMatchObject({ accepted: 'no', edition: '2024-04' });
    expect(acceptanceOf(policy, SHOP)).toMatchObject({ accepted: 'yes', edition: '2025-10' });
    expect(acceptanceOf(policy, { ...SHOP, industry: 'public' }).accepted).toBe('no');
    expect(acceptanceOf(policy, { industry: 'ec' }).accepted).toBe('unknown');
    expect(acceptanceOf(akebono, SHOP).rules.find(({ id }) => id === 'mutual_ceremony')?.met).toBe('unknown');
    expect(
      acceptanceOf({ ...akebono, eligibility: { requires: ['mfa'] } }, { controls: { mfa: 'no' } }).accepted,
    ).toBe('no');
  });

  test('Y76 every way to buy a policy is one variant with its own wording and premium', () => {
    const variants = variantsOf(minato.base);
    expect(variants).toHaveLength(3 * 3 * 2);
    expect(new Set(variants.map(({ id }) => id)).size).toBe(18);
    const wide = variants.find(({ id }) => id === '500m+ded100k+BI-2026')!;
    expect(wide.policy.limits.expense.amount).toBe(100_000_000);
    expect(wide.policy.parts[0].retention).toMatchObject({ amount: 100_000 });
    const bare = variants.find(({ id }) => id === '100m+ded500k')!;
    expect(bare.policy.premium?.riders).toEqual({});
    expect(minato.base.limits.expense.amount).toBe(30_000_000);
    expect(variantsOf(akebono)).toMatchObject([{ id: 'as-is' }]);
  });

  test('Y77 the linter refuses a tariff that leads nowhere, at its line', () => {
    const text = textOf('minato-cyber-std-2026');
    const codes = (yaml: string) =>
      readPolicyYaml(yaml, 'x.yaml').issues.map(({ code, line }) => [code, line! > 60]);
    expect(
      codes(text.replace('limits.h_victim.amount, value: 50', 'limits.nobody.amount, value: 50')),
    ).toEqual([['policy.rider-path', true]]);
    expect(codes(text.replace('logistics: 2.665', 'logistic: 2.665'))).toEqual([
      ['policy.unknown-name', true],
    ]);
    expect(codes(text.replace('value: 3000000}', 'value: many}'))).toEqual([['policy.choice', true]]);
    expect(codes(text.replace('power: {at', 'fixed: 1, power: {at'))).toEqual([['policy.schema', true]]);
  });
});
