import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPolicyYaml } from '../read/policy.ts';
import type { Policy } from '../schema/index.ts';
import { comparePolicies } from './compare.ts';
import { silentChanges } from './silent.ts';

const folder = path.join(import.meta.dirname, '../../../../examples/policies');
const textOf = (id: string) => readFileSync(path.join(folder, `${id}.yaml`), 'utf8');
const policyOf = (yaml: string): Policy => {
  const { policy, issues } = readPolicyYaml(yaml, 'test.yaml');
  if (!policy) throw new Error(JSON.stringify(issues));
  return policy;
};
const MINATO = textOf('minato-cyber-std-2026');
const minato = policyOf(MINATO);
const akebono = policyOf(textOf('akebono-leak-wide-2026'));
const harukaze = policyOf(textOf('harukaze-it-eo-2026'));

const stateOf = (policy: Policy, axis: string) => {
  const { axes } = comparePolicies([policy]);
  const [cell] = axes.find(({ id }) => id === axis)!.cells;
  return [cell.state, cell.text.ja] as const;
};
/** The policy with a piece of its file written otherwise. */
const edited = (from: string | RegExp, to: string): Policy => {
  expect(MINATO).toMatch(from);
  return policyOf(MINATO.replace(from, to));
};

describe('nineteen axes', () => {
  test('Y80 every policy has a cell on every axis, differences first', () => {
    const { axes } = comparePolicies([minato, akebono, harukaze]);
    expect(axes).toHaveLength(19);
    expect(new Set(axes.map(({ number }) => number)).size).toBe(19);
    for (const { cells } of axes)
      expect(cells.map(({ policy }) => policy)).toEqual([minato.id, akebono.id, harukaze.id]);
    const same = axes.findIndex(({ differs }) => !differs);
    expect(axes.slice(same).every(({ differs }) => !differs)).toBe(true);
    expect(axes.slice(0, same).map(({ number }) => number)).toEqual(
      axes
        .slice(0, same)
        .map(({ number }) => number)
        .toSorted((a, b) => a - b),
    );
    expect(comparePolicies([minato, minato]).axes.every(({ differs }) => !differs)).toBe(true);
  });

  test('Y81 a gap of the wording is 記載なし and never covered', () => {
    const silent = policyOf(`
id: silent
insurer: 試験（架空）
limits: {all: {amount: not_stated, per: event}}
parts: [{id: a, trigger: {basis: discovered}, heads: [{id: brand}], order: [limit.all]}]
`);
    for (const { cells } of comparePolicies([silent]).axes) {
      expect(cells[0].state).toBe('not_stated');
      expect(cells[0].text.ja).toContain('記載なし');
    }
    // Somebody looked and found nothing: that stands above what the terms seem to say.
    const gift = policyOf(MINATO.replace('rating:', 'not_stated: [gift_cost, misconfiguration]\nrating:'));
    expect(stateOf(gift, 'gift_cost')).toEqual(['not_stated', '記載なし']);
    expect(stateOf(akebono, 'confidential_information')).toEqual(['not_stated', '記載なし']);
    // No exclusion of misconfiguration is no statement that it is covered.
    expect(stateOf(minato, 'misconfiguration')[0]).toBe('not_stated');
  });

  test('Y82 a matter is covered where a word of the wording names it, and out where an exclusion bites', () => {
    const named = edited(
      'services:\n',
      "definitions: {incident: {when: \"cause in ['misconfiguration', 'disposal', 'malware']\", text: 設定ミス・廃棄を含む事故, src: {form: CYBER-CLAUSE, clause: \"2(3)\"}}}\nservices:\n",
    );
    const [cell] = comparePolicies([named]).axes.find(({ id }) => id === 'misconfiguration')!.cells;
    expect(cell).toMatchObject({
      state: 'covered',
      text: { ja: '設定ミス・廃棄を含む事故' },
      source: { path: 'definitions.incident', form: 'CYBER-CLAUSE', clause: '2(3)' },
    });
    expect(stateOf(named, 'discarded_media')[0]).toBe('covered');
    // A form that takes everything but personal information out says so by its definition.
    const leakOnly = policyOf(textOf('hinode-leak-only-2026'));
    expect(stateOf(leakOnly, 'confidential_information')[0]).toBe('not_covered');
    expect(stateOf(leakOnly, 'personal_information')[0]).toBe('covered');
    const out = edited(
      'exclusions:\n',
      'exclusions:\n  - {id: disposal, parts: all, when: "cause == \'disposal\'"}\n',
    );
    expect(stateOf(out, 'discarded_media')[0]).toBe('not_covered');
    const partly = edited(
      'exclusions:\n',
      'exclusions:\n  - {id: disposal, parts: [expense], when: "cause == \'disposal\'"}\n',
    );
    expect(stateOf(partly, 'discarded_media')[0]).toBe('limited');
  });

  test('Y83 who acts, who claims, what is capped: the cell says so with its clause', () => {
    const [, text] = stateOf(minato, 'intent');
    expect(text).toContain('従業員の故意は免責に挙げていない');
    const strict = edited(
      "['policyholder', 'named_insured', 'officer'] && a.intent",
      "['policyholder', 'employee'] && a.intent",
    );
    expect(stateOf(strict, 'intent')[1]).toContain('従業員の故意も免責');
    expect(stateOf(minato, 'card_misuse')[0]).toBe('covered');
    expect(stateOf(akebono, 'card_misuse')).toEqual(['not_covered', '対象は本人（被害者）の請求だけ']);
    expect(stateOf(harukaze, 'recourse')[0]).toBe('covered');
    expect(stateOf(minato, 'gift_cost')[1]).toBe(
      '限度3,000万円、1名500円まで、1法人3万円まで、事前の書面同意が必要',
    );
    expect(stateOf(akebono, 'before_inception')[0]).toBe('not_covered');
    expect(stateOf(minato, 'deductible')[1]).toContain('12時間を超える停止');
  });

  test('Y84 a rider that is not bought is not covered, and its limits are shown once it is', () => {
    expect(stateOf(akebono, 'rider_limits')[0]).toBe('not_covered');
    expect(stateOf(minato, 'rider_limits')).toEqual(['limited', 'BI-2026 2,000万円']);
    const without = edited(', riders: {BI-2026: 44000}, onboardingCost', ', onboardingCost');
    expect(stateOf(without, 'rider_limits')[1]).toContain('付けていない特約：BI-2026');
  });

  test('Y85 five areas of support with firms and hours, silent where the wording is', () => {
    const { support } = comparePolicies([minato, akebono]);
    expect(support).toHaveLength(5);
    const coordination = support.find(({ area }) => area === 'coordination')!;
    expect(coordination.cells[0]).toMatchObject({ state: 'covered', hours: '24x7' });
    expect(coordination.cells[1]).toMatchObject({ state: 'not_stated', firms: [] });
  });
});

describe('silent changes', () => {
  const next = MINATO.replace('id: minato-cyber-std-2026', 'id: minato-cyber-std-2027')
    .replace('h_restore:  {amount: 10000000', 'h_restore:  {amount: 5000000')
    .replace('kind: deductible, amount: 500000', 'kind: deductible, amount: 1000000')
    .replace('{id: pr_consult, ', '{id: pr_consult,  ')
    .replace('      - {id: apology_ad,      pct: 1.0, node: h_victim}\n', '')
    .replace(', unless: "thirdPartyMalice"', '')
    .replace(
      'amount: 100000000, per: claim, defence: inside_policy',
      'amount: 200000000, per: claim, defence: inside_policy',
    )
    .replace('policy:    {amount: 100000000', 'policy:    {amount: 200000000');

  test('Y86 every term that differs is told with its direction, the narrower ones first', () => {
    const { changes } = silentChanges(minato, policyOf(next));
    const told = Object.fromEntries(changes.map(({ path, direction }) => [path, direction]));
    expect(told).toEqual({
      'limits.h_restore.amount': 'narrower',
      'parts.liability.retention.amount': 'narrower',
      'parts.expense.heads.apology_ad': 'narrower',
      'exclusions.overload.unless': 'narrower',
      'limits.liability.amount': 'wider',
      'limits.policy.amount': 'wider',
    });
    expect(changes[0].direction).toBe('narrower');
    expect(changes.at(-1)?.direction).toBe('wider');
    const liability = changes.find(({ path }) => path === 'limits.liability.amount');
    expect(liability).toMatchObject({ before: 100_000_000, after: 200_000_000, sameClause: true });
    expect(silentChanges(minato, minato).changes).toEqual([]);
  });

  test('Y87 files whose ids differ in the edition alone are editions of one policy, unless a pair is named', () => {
    const offered = policyOf(next);
    expect(comparePolicies([offered, akebono, minato]).silentChanges).toMatchObject([
      { expiring: 'minato-cyber-std-2026', offered: 'minato-cyber-std-2027' },
    ]);
    const pair = { expiring: akebono.id, offered: offered.id };
    expect(comparePolicies([offered, akebono, minato], pair).silentChanges).toMatchObject([pair]);
    expect(comparePolicies([minato, akebono]).silentChanges).toEqual([]);
  });
});
