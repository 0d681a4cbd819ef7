import { addEvent, addLine, createEventTable } from '@sonae/engine';
import { slotOf } from '@sonae/loss';
import { describe, expect, test } from 'vitest';
import { conformanceJson } from '../../../../tests/support/conformance.ts';
import type { Policy } from '../schema/index.ts';
import { asahiEvent, examplePolicy, type GroundUp, paidBy } from '../testing/worked-example.ts';

type Worked = {
  groundUp: GroundUp;
  policyA: { total: number };
  policyB: { total: number };
  policyC: { claim: Record<string, number>; payment: number; defence: number };
};
const worked = conformanceJson<Worked>('policy-terms/worked-example.json');

describe('the worked example', () => {
  const { groundUp, policyA, policyB, policyC } = worked;
  const minato = () => examplePolicy('minato-cyber-std-2026');

  test('Y1 policy A pays 81,700,000', () => {
    expect(paidBy(minato(), asahiEvent(groundUp))).toEqual([policyA.total]);
    expect(policyA.total).toBe(81_700_000);
  });

  test('Y1 policy B pays 67,900,000', () => {
    expect(paidBy(examplePolicy('akebono-leak-wide-2026'), asahiEvent(groundUp))).toEqual([policyB.total]);
  });

  test('Y1 policy C pays 43,500,000 for the claim against the vendor', () => {
    const { claim, defence, payment } = policyC;
    const table = createEventTable(2);
    addEvent(table, 0, 0);
    addLine(table, slotOf('partner_lost_profit', 'client'), 16, 0, claim.lost_profit);
    addLine(
      table,
      slotOf('partner_actual_loss', 'client'),
      16,
      0,
      claim.forensic_reimb + claim.customer_handling,
    );
    addLine(table, slotOf('liquidated_damages', 'client'), 16, 0, claim.liquidated_damages, 0, 1);
    addLine(table, slotOf('defence', 'own'), 16, -1, defence);
    expect(paidBy(examplePolicy('harukaze-it-eo-2026'), table, 'defect', 'defect')).toEqual([payment]);
  });

  test('Y2 a second claim of 60 million in the period finds 18,300,000 left', () => {
    const table = asahiEvent(groundUp);
    addEvent(table, 1, 0);
    addLine(table, slotOf('solatium', 'victim'), 1, -1, 60_000_000);
    expect(paidBy(minato(), table)).toEqual([81_700_000, 18_300_000]);
  });

  test('Y3 read as "only after 12 hours" the waiting period costs 1,900,000', () => {
    const policy = structuredClone(minato()) as Policy;
    const part = policy.parts.find((p) => p.id === 'interruption');
    const waiting = [part?.retention ?? []].flat().find((r) => r.kind === 'waiting_qualify');
    if (waiting) waiting.kind = 'waiting_excess';
    expect(paidBy(policy, asahiEvent(groundUp))).toEqual([81_700_000 - 1_900_000]);
  });

  test('Y4 an officer who acts on purpose leaves the policyholder without cover; an employee does not', () => {
    const policy = structuredClone(minato());
    // Without carve-back the rule looks at the role of who acted.
    const table = asahiEvent(groundUp);
    table.flags[0] = 1 << 2;
    expect(paidBy(policy, table, 'insider', 'intrusion')[0]).toBe(81_700_000);
    policy.exclusions = [{ id: 'any_intent', when: 'actors.exists(a, a.intent)' }];
    expect(paidBy(policy, asahiEvent(groundUp))[0]).toBe(0);
  });

  test('Y5 what nobody knows is presumed by the burden of proof', () => {
    const policy = minato();
    const withExclusion = (exclusion: Policy['exclusions']) =>
      paidBy({ ...policy, exclusions: exclusion }, asahiEvent(groundUp))[0];
    const all = withExclusion([]);
    expect(withExclusion([{ id: 'state', when: 'stateBacked', burden: 'insurer' }])).toBe(all);
    expect(withExclusion([{ id: 'state', when: 'stateBacked', burden: 'insured' }])).toBe(0);
    expect(withExclusion([{ id: 'ever', when: 'true', unless: 'thirdPartyMalice', burden: 'insured' }])).toBe(
      0,
    );
    expect(withExclusion([{ id: 'ever', when: 'true', unless: 'thirdPartyMalice', burden: 'insurer' }])).toBe(
      all,
    );
  });
});

test('Y6 a small incident nobody claims for, and a world without a policy, are paid nothing', () => {
  const policy = examplePolicy('minato-cyber-std-2026');
  for (const flags of [1, 2]) {
    const table = createEventTable(2);
    addEvent(table, 0, 0);
    addLine(table, slotOf('first_response', 'own'), 0, -1, 300_000);
    expect(paidBy(policy, table)).toEqual([300_000]);
    table.flags[0] = flags;
    expect(paidBy(policy, table)).toEqual([0]);
  }
});
