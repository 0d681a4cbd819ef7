// Longer than a file should be: one table of examples after the other, under the helpers they share.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformanceJson } from '../../../../tests/support/conformance.ts';
import { eventOf, readEvents } from '../event/read.ts';
import { readPolicies } from '../read/policy.ts';
import { type Policy, policy as policySchema } from '../schema/index.ts';
import { pay } from './pay.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../../../examples');
const text = (file: string) => readFileSync(path.join(EXAMPLES, file), 'utf8');

function policiesOf(source: string): Policy[] {
  const readings = readPolicies(source, 'p.yaml');
  expect(readings.flatMap(({ issues }) => issues)).toEqual([]);
  return readings.flatMap(({ policy }) => policy ?? []);
}

function eventsOf(source: string) {
  const { events, issues } = readEvents(source, 'e.yaml');
  expect(issues).toEqual([]);
  return events ?? [];
}

const minato = text('policies/minato-cyber-std-2026.yaml');
const harukaze = text('policies/harukaze-it-eo-2026.yaml');
const asahi = text('events/asahi-leak.yaml');
const vendor = text('events/vendor-claim.yaml');
const answer = (policy: string, event: string) => pay(policiesOf(policy), eventsOf(event));

describe('Y20 the worked example, from facts', () => {
  test('Y20 policy A pays 81.7m: 36.7m, 30m, 15m, and every yen kept has its reason', () => {
    const { total, range, parts, kept, unknown } = answer(minato, asahi);
    expect([total, range, unknown]).toEqual([81_700_000, [81_700_000, 81_700_000], []]);
    expect(parts.map(({ id, paid }) => [id, paid])).toEqual([
      ['liability', 36_700_000],
      ['expense', 30_000_000],
      ['interruption', 15_000_000],
    ]);
    const byReason = (reason: string) =>
      kept.filter((one) => one.reason === reason).reduce((sum, { yen }) => sum + yen, 0);
    expect(['exclusion', 'retention', 'unit_cap'].map(byReason)).toEqual([8_000_000, 1_500_000, 24_000_000]);
    expect(byReason('percentage') + byReason('limit')).toBe(74_660_000);
    expect(kept.find(({ yen }) => yen === 5_000_000)?.clause).toBe('exclusions.ransom');
  });

  test('Y20 policy B pays 67.9m, and its gap report adds up', () => {
    const { total, kept } = answer(text('policies/akebono-leak-wide-2026.yaml'), asahi);
    expect(total).toBe(67_900_000);
    expect(kept.reduce((sum, { yen }) => sum + yen, 0)).toBe(121_960_000);
    const notInsured = kept
      .filter((one) => one.reason === 'not_insured')
      .reduce((sum, { yen }) => sum + yen, 0);
    expect(notInsured).toBe(16_000_000);
    expect(kept.find((one) => one.reason === 'claimant')?.yen).toBe(19_200_000);
  });

  test('Y20 policy C pays 43.5m; in the month after hand-over and without the rider nothing', () => {
    expect(answer(harukaze, vendor).total).toBe(43_500_000);
    const without = answer(harukaze.replace('riders: [HANDOVER-1, IP-1]', 'riders: [IP-1]'), vendor);
    expect(without.total).toBe(0);
    expect(without.kept[0]).toMatchObject({ reason: 'exclusion', clause: 'exclusions.handover_month' });
    const later = vendor.replace('occurredAt: 2026-06-21', 'occurredAt: 2026-07-02');
    expect(answer(harukaze.replace('riders: [HANDOVER-1, IP-1]', 'riders: [IP-1]'), later).total).toBe(
      43_500_000,
    );
  });

  test('Y20 the printed policies pay the same as the examples', () => {
    const printed = readFileSync(
      path.join(import.meta.dirname, '../testing/printed-policies.yaml'),
      'utf8',
    ).split('\n---\n');
    expect(
      [answer(printed[0], asahi), answer(printed[1], asahi), answer(printed[2], vendor)].map(
        ({ total }) => total,
      ),
    ).toEqual([81_700_000, 67_900_000, 43_500_000]);
  });

  test('Y21 a second claim of 60m finds 18.3m of the period limit', () => {
    const { events, total } = answer(minato, text('events/asahi-two-claims.yaml'));
    expect(events.map((event) => event.total)).toEqual([81_700_000, 18_300_000]);
    expect(total).toBe(100_000_000);
  });
});

describe('Y22 three readings of a waiting period', () => {
  test.each([
    ['waiting_qualify', 81_700_000],
    ['waiting_from_zero', 81_700_000],
    ['waiting_excess', 79_800_000],
  ])('Y22 %s', (kind, total) => {
    expect(answer(minato.replace('waiting_qualify', kind), asahi).total).toBe(total);
  });

  test('Y22 an outage that ends within the hours pays no interruption', () => {
    const short = asahi.replace('end: 2026-09-06T09:00', 'end: 2026-09-03T21:00');
    expect(answer(minato, short).parts[2].paid).toBe(0);
  });
});

describe('Y23 what nobody knows', () => {
  const without = (...facts: string[]) =>
    asahi
      .split('\n')
      .filter((line) => !facts.some((fact) => line.startsWith(`${fact}:`)))
      .join('\n');

  test('Y23 unknown involvement of a state leaves 0 to 81.7m, decided by those two facts', () => {
    const { range, presumed, unknown } = answer(minato, without('stateBacked', 'significantImpairment'));
    expect([range, presumed, unknown]).toEqual([
      [0, 81_700_000],
      81_700_000,
      ['significantImpairment', 'stateBacked'],
    ]);
    expect(answer(minato, asahi.replace('stateBacked: false', 'stateBacked: unknown')).range).toEqual([
      81_700_000, 81_700_000,
    ]);
  });

  test('Y23 assets outside the impaired state are carved back', () => {
    const hit = asahi
      .replace('stateBacked: false', 'stateBacked: true')
      .replace('significantImpairment: false', 'significantImpairment: true');
    expect(answer(minato, hit).total).toBe(0);
    expect(answer(minato, hit.replace('impairedStates: [JP]', 'impairedStates: [US]')).total).toBe(
      81_700_000,
    );
  });

  test('Y23 the burden of proof picks what is presumed and never narrows the range', () => {
    const turned = minato.replace('burden: insurer', 'burden: insured');
    const { range, presumed, total } = answer(turned, without('stateBacked', 'significantImpairment'));
    expect([range, presumed, total]).toEqual([[0, 81_700_000], 0, 0]);
  });

  test('Y23 a consent nobody has stated is presumed, and the range shows what it is worth', () => {
    const gift = asahi.replace(/(head: gift.*), consent: prior_written/, '$1');
    const { range, unknown } = answer(minato, gift);
    expect(range).toEqual([81_700_000, 81_700_000]); // the total of the expenses bites all the same
    expect(unknown).toEqual(['costs[].consent']);
  });

  test('Y23 one fact that decides two terms decides them together', () => {
    const two = policySchema.parse({
      id: 'two',
      insurer: '試験（架空）',
      limits: { all: { amount: 1000, per: 'event' } },
      parts: [
        {
          id: 'e',
          trigger: { basis: 'discovered' },
          heads: [{ id: 'forensic' }, { id: 'gift' }],
          order: ['limit.all'],
        },
      ],
      exclusions: [
        { id: 'a', when: "stateBacked && cost.head == 'forensic'", effect: 'component' },
        { id: 'b', when: "!stateBacked && cost.head == 'gift'", effect: 'component', burden: 'insured' },
      ],
    });
    const event = eventOf({
      discoveredAt: '2026-05-01',
      suspicionOnly: false,
      costs: [
        { head: 'forensic', amount: 100 },
        { head: 'gift', amount: 30 },
      ],
    });
    const { range, rangeKind } = pay([two], [event]);
    expect([range, rangeKind]).toEqual([[30, 100], 'exact']);
    // Where the insurer must prove both, and can prove neither, both are paid: no truth brings that, a court may.
    const proofless = structuredClone(two);
    proofless.exclusions?.forEach((one) => {
      one.burden = 'insurer';
    });
    expect(pay([proofless], [event])).toMatchObject({ presumed: 130, range: [30, 130] });
  });
});

describe('Y24 figures printed by an insurer', () => {
  type Golden = {
    payoutExamples: {
      facts: { damages: { persons: number; each: number }[] } & Record<string, number>;
      expected: Record<string, number>;
    }[];
  };
  const golden: Golden = conformanceJson<Golden>('policy-terms/jp-published-golden.json');

  test('Y24 50,800,000 to the yen', () => {
    const { facts, expected } = golden.payoutExamples[0];
    const policy = policySchema.parse({
      id: 'published',
      insurer: '公表例',
      limits: {
        liability: { amount: 100_000_000, per: 'claim', defence: 'inside' },
        expense: { amount: 20_000_000, per: 'event' },
      },
      parts: [
        {
          id: 'liability',
          trigger: { basis: 'claim_made', series: { sameCause: 'first_claim_date' } },
          retention: { kind: 'deductible', amount: 100_000, per: 'series' },
          heads: [{ id: 'damages' }, { id: 'defence' }],
          order: ['retention', 'limit.liability'],
        },
        {
          id: 'expense',
          trigger: { basis: 'discovered' },
          retention: { kind: 'deductible', amount: 100_000, per: 'event' },
          heads: [{ ids: ['pr_consult', 'apology_ad', 'apology_letter'] }],
          order: ['retention', 'limit.expense'],
        },
      ],
    });
    const event = eventOf({
      occurredAt: '2015-07-01',
      claims: facts.damages.map(({ persons, each }) => ({
        claimant: 'victim',
        components: [{ head: 'damages', amount: persons * each }],
      })),
      costs: [
        { head: 'pr_consult', amount: facts.consulting },
        { head: 'apology_ad', amount: facts.apologyAd },
        { head: 'apology_letter', amount: facts.letters },
        { head: 'defence', amount: facts.lawyer },
      ],
    });
    const { total, parts } = pay([policy], [event]);
    expect(parts.map(({ paid }) => paid)).toEqual([expected.liability, expected.expense]);
    expect([total, expected.total]).toEqual([50_800_000, 50_800_000]);
  });

  type Orders = {
    loss: number;
    deductible: number;
    pct: number;
    limit: number;
    expected: Record<string, number>;
  };
  const orders = conformanceJson<Orders>('policy-terms/order-cases.json');

  test.skipIf(!orders)('Y24 the same numbers in five orders: 99, 90, 98, 81, 90', () => {
    const { loss, deductible, pct, limit, expected } = orders as Orders;
    const steps: Record<string, string> = { deductible: 'retention', pct: 'pct', limit: 'limit.all' };
    for (const [name, result] of Object.entries(expected)) {
      const policy = policySchema.parse({
        id: 'order',
        insurer: '試験（架空）',
        limits: { all: { amount: limit, per: 'event' } },
        parts: [
          {
            id: 'expense',
            trigger: { basis: 'discovered' },
            retention: { kind: 'deductible', amount: deductible },
            pct,
            heads: [{ id: 'forensic' }],
            order: name
              .replace(/ .*/, '')
              .split('>')
              .map((step) => steps[step]),
          },
        ],
      });
      const event = eventOf({ discoveredAt: '2026-05-01', costs: [{ head: 'forensic', amount: loss }] });
      expect([name, pay([policy], [event]).total]).toEqual([name, result]);
    }
  });

  type Layer = {
    id: string;
    limit: number;
    excess: number;
    franchise?: number;
    aggregate_limit?: number;
    aggregate_deductible?: number;
    premium: number;
    reinstatement_cost?: number[];
    losses: number[];
    recoveries: number[];
    recoveries_first_come?: number[];
    reinstatement_premium?: number;
  };
  const layers = conformanceJson<{ cases: Layer[] }>('policy-terms/proteus-xol-cases.json')?.cases ?? [];

  test.each(layers)('Y24 layer $id, first come and in proportion', (one) => {
    const history = one.losses.map((amount, i) =>
      eventOf({ id: `e${i}`, discoveredAt: `2026-0${i + 1}-10`, costs: [{ head: 'forensic', amount }] }),
    );
    const recoveries = (sharing: 'first_come' | 'pro_rata') =>
      pay([layerPolicy(one, sharing)], history).events.map(({ total }) => total);
    expect(recoveries('first_come')).toEqual(one.recoveries_first_come ?? one.recoveries);
    recoveries('pro_rata').forEach((yen, i) => {
      expect(Math.abs(yen - one.recoveries[i])).toBeLessThan(1);
    });
  });

  function layerPolicy(one: Layer, sharing: 'first_come' | 'pro_rata'): Policy {
    const yearly = one.aggregate_limit ?? 'unlimited';
    return policySchema.parse({
      id: one.id,
      insurer: '試験（架空）',
      limits: {
        layer: { amount: one.limit, per: 'event' },
        year: { amount: yearly, per: 'period', sharing },
      },
      parts: [
        {
          id: 'layer',
          trigger: { basis: 'discovered' },
          retention: [
            {
              id: 'own',
              kind: one.franchise ? 'franchise' : 'deductible',
              amount: one.franchise ?? one.excess,
              per: 'event',
            },
            { id: 'year', kind: 'deductible', amount: one.aggregate_deductible ?? 0, per: 'period' },
          ],
          heads: [{ id: 'forensic' }],
          order: ['retention.own', 'limit.layer', 'retention.year', 'limit.year'],
        },
      ],
    });
  }
});
