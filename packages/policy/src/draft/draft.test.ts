import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hasErrors } from '@sonae/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AXES, comparePolicies } from '../compare/index.ts';
import { readPolicyYaml } from '../read/policy.ts';
import type { Policy } from '../schema/index.ts';
import type { AxisAnswers, DraftAnswers } from './answers.ts';
import { collectAnswers } from './collect.ts';
import { AXIS_QUESTIONS } from './questions.ts';
import { readDraftAnswers, writeDraft } from './write.ts';

const SAMPLE = readFileSync(
  path.join(import.meta.dirname, '../../../../examples/policy-drafts/midori.yaml'),
  'utf8',
);

/** One answer to every axis, and the state the comparison must show for it. */
const FULL: Record<keyof AxisAnswers, [AxisAnswers[keyof AxisAnswers], string]> = {
  personal_information: [{ text: '生存する個人に関する情報', clause: '2(1)' }, 'covered'],
  limit: [{ policy: 100_000_000, liability: 100_000_000, expense: 30_000_000, clause: '4' }, 'limited'],
  deductible: [{ liability: 100_000, expense: 0 }, 'limited'],
  intent: [{ excluded: ['policyholder', 'officer'] }, 'limited'],
  misconfiguration: [{ state: 'covered' }, 'covered'],
  card_misuse: [{ state: 'not_covered' }, 'not_covered'],
  recourse: [{ state: 'covered' }, 'limited'],
  confidential_information: [{ state: 'not_covered' }, 'not_covered'],
  consulting: [{ services: [{ area: 'coordination', bearer: 'insurer', hours: '24x7' }] }, 'covered'],
  countermeasure_cost: [{ state: 'not_covered' }, 'not_covered'],
  investigation_cost: [{ state: 'covered' }, 'covered'],
  gift_cost: [
    { state: 'limited', perPerson: 500, share: 0.9, limit: 5_000_000, consent: 'prior' },
    'limited',
  ],
  discarded_media: [{ state: 'covered', text: '廃棄を委託した媒体を含む' }, 'covered'],
  before_inception: [{ retro: 'since_first_inception' }, 'not_covered'],
  joining_cost: [{ yen: 50_000 }, 'limited'],
  security_discount: [{ list: [{ id: 'security', rate: 0.2 }], cap: 0.6 }, 'covered'],
  rider_limits: [
    { interruption: { rider: 'BI', limit: 10_000_000, waitingHours: 12, deductible: 0 } },
    'limited',
  ],
  not_accepted: [{ bar: ['public_body'], maxRevenue: 100_000_000_000 }, 'limited'],
  exclusions: [{ list: ['war_state', 'known', 'raised_liability', 'ransom', 'overload'] }, 'limited'],
};
const AXIS_IDS = Object.keys(FULL) as (keyof AxisAnswers)[];

const draftOf = (axes: AxisAnswers, more: Partial<DraftAnswers> = {}) => {
  const answers = {
    id: 'draft',
    insurer: '試験（架空）',
    premiumYen: 100_000,
    form: { id: 'F' },
    axes,
    ...more,
  };
  const { yaml, policy, issues } = writeDraft(answers);
  return { yaml: yaml ?? '', policy: policy as Policy, issues };
};
const stateOf = (policy: Policy, axis: string) => {
  const [cell] = comparePolicies([policy]).axes.find(({ id }) => id === axis)!.cells;
  return cell.state;
};

describe('a draft', () => {
  test('Y90 whatever is answered, the file passes the check and every unanswered axis is not stated', () => {
    fc.assert(
      fc.property(fc.subarray(AXIS_IDS), (answered) => {
        const axes = Object.fromEntries(answered.map((axis) => [axis, FULL[axis][0]]));
        const { yaml, policy, issues } = draftOf(axes);
        expect(issues).toEqual([]);
        expect(readPolicyYaml(yaml, 'again.yaml')).toMatchObject({ policy, issues: [] });
        for (const { id } of AXES) {
          if (!answered.includes(id as keyof AxisAnswers))
            expect([id, stateOf(policy, id)]).toEqual([id, 'not_stated']);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('Y91 what is answered is what the comparison shows', () => {
    const { policy, issues } = draftOf(Object.fromEntries(AXIS_IDS.map((axis) => [axis, FULL[axis][0]])));
    expect(issues).toEqual([]);
    expect(policy.not_stated).toBeUndefined();
    for (const axis of AXIS_IDS) expect([axis, stateOf(policy, axis)]).toEqual([axis, FULL[axis][1]]);
    expect(policy.limits.liability.src).toMatchObject({ form: 'F', clause: '4', state: 'read' });
  });

  test('Y91 unknown is written as unknown: nothing is made up', () => {
    const { policy } = draftOf({ limit: 'unknown', gift_cost: { state: 'unknown' } });
    expect(policy.limits).toEqual({ liability: { amount: 'not_stated', per: 'claim' } });
    expect(policy.not_stated).toEqual(AXES.map(({ id }) => id));
    expect(policy.parts.map(({ id }) => id)).toEqual(['liability']);
    // Without a premium neither the cost of joining nor a discount can be written down.
    const { policy: free } = draftOf({ joining_cost: { yen: 0 } }, { premiumYen: undefined });
    expect(free.not_stated).toContain('joining_cost');
  });

  test('Y92 answers from a file: the example is in order, mistakes come with their line', () => {
    const { answers, issues } = readDraftAnswers(SAMPLE, 'midori.yaml');
    expect(issues).toEqual([]);
    expect(writeDraft(answers!).policy).toMatchObject({
      id: 'midori-cyber-2026',
      not_stated: expect.arrayContaining(['card_misuse']),
    });
    const typo = readDraftAnswers(SAMPLE.replace('gift_cost', 'gift_costs'), 'midori.yaml');
    expect(typo.answers).toBeUndefined();
    expect(typo.issues).toMatchObject([{ code: 'policy.unknown-key', severity: 'error', line: 21 }]);
    // A sub-limit above its parent is refused as in every policy file.
    const above = writeDraft({ ...answers!, axes: { limit: { policy: 10, liability: 20 } } });
    expect(above.yaml).toBeUndefined();
    expect(hasErrors(above.issues)).toBe(true);
  });

  test('Y93 the interview asks for what follows from the answers and skips the rest', async () => {
    const asked: string[] = [];
    const given: Record<string, string | string[]> = {
      insurer: 'みどり損保（架空）',
      id: 'midori',
      'limit.liability': '50,000,000',
      'limit.expense': '無制限',
      'gift_cost.state': 'limited',
      'gift_cost.share': '90%',
      'gift_cost.consent': 'prior',
      'investigation_cost.state': 'covered',
      'investigation_cost.clause': '8(1)',
      'card_misuse.state': 'unknown',
      'intent.excluded': ['officer'],
      'consulting.services': ['call_centre'],
    };
    given['limit.policy'] = '100,000,000円';
    let axis = '';
    const collected = await collectAnswers(
      async ({ path: at }) => {
        const key = axis === '' ? at.join('.') : `${axis}.${at.join('.')}`;
        asked.push(key);
        return given[key] ?? '';
      },
      (group) => {
        axis = group.axis ?? '';
      },
    );
    expect(collected).toEqual({
      insurer: 'みどり損保（架空）',
      id: 'midori',
      axes: {
        limit: { policy: 100_000_000, liability: 50_000_000, expense: 'unlimited' },
        intent: { excluded: ['officer'] },
        consulting: { services: [{ area: 'call_centre' }] },
        investigation_cost: { state: 'covered', clause: '8(1)' },
        gift_cost: { state: 'limited', share: 0.9, consent: 'prior' },
      },
    });
    expect(asked).not.toContain('investigation_cost.share');
    expect(asked).not.toContain('card_misuse.clause');
    expect(asked).not.toContain('form.edition');
    expect(AXIS_QUESTIONS).toHaveLength(19);
    const { answers, issues } = readDraftAnswers(JSON.stringify(collected), 'answers');
    expect(issues).toEqual([]);
    expect(hasErrors(writeDraft(answers!).issues)).toBe(false);
  });
});
