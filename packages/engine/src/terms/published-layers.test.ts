import { describe, expect, test } from 'vitest';
import { conformanceJson } from '../../../../tests/support/conformance.ts';
import { onePolicy, payments } from '../testing/models.ts';
import { type Instruction, layer } from './assemble.ts';
import { KEY, TERM } from './programme.ts';
import { reinstatementPremium } from './reinstatement.ts';

type OrderCases = {
  loss: number;
  deductible: number;
  pct: number;
  limit: number;
  expected: Record<string, number>;
};
const orderCases = conformanceJson<OrderCases>('policy-terms/order-cases.json');

describe('order of terms', () => {
  const cases = Object.entries(orderCases?.expected ?? {});
  test.each(cases)('E10 %s pays %d', (name, expected) => {
    const { loss, deductible, pct, limit } = orderCases as OrderCases;
    const steps: Record<string, Omit<Instruction, 'set'>> = {
      deductible: { op: TERM.deduct, amount: deductible },
      pct: { op: TERM.share, amount: pct * 1_000_000 },
      limit: { op: TERM.limit, amount: limit },
    };
    const order = name.replace(/ .*/, '').split('>');
    const programme = onePolicy((set) => order.map((step) => ({ ...steps[step], set })));
    expect(payments(programme, [loss])).toEqual([expected]);
  });

  test('E10 the five published orders are all there', () => {
    expect(cases.map(([, expected]) => expected)).toEqual([99, 90, 98, 81, 90]);
  });
});

type XolCase = {
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
const xol = conformanceJson<{ cases: XolCase[] }>('policy-terms/proteus-xol-cases.json');

describe('Proteus layers', () => {
  const cases = xol?.cases ?? [];
  const programmeOf = (c: XolCase, sharing: 'pro_rata' | 'first_come') =>
    onePolicy((set, assembler) => {
      const yearly = (name: string) => assembler.cell({ life: 'period', key: KEY.event, name });
      const aggregate: Instruction[] =
        sharing === 'pro_rata'
          ? [
              {
                op: TERM.proRata,
                set,
                amount: c.aggregate_deductible ?? 0,
                second: c.aggregate_limit ?? Number.POSITIVE_INFINITY,
              },
            ]
          : [
              { op: TERM.deduct, set, amount: c.aggregate_deductible ?? 0, cell: yearly('deductible') },
              {
                op: TERM.limit,
                set,
                amount: c.aggregate_limit ?? Number.POSITIVE_INFINITY,
                cell: yearly('limit'),
              },
            ];
      return [
        { op: TERM.franchise, set, amount: c.franchise ?? 0 },
        ...layer(set, c.excess, c.limit),
        ...aggregate,
      ];
    }, false);

  test.each(cases)('E11 $id: aggregate shared in proportion', (c) => {
    payments(programmeOf(c, 'pro_rata'), c.losses).forEach((paid, i) => {
      expect(paid).toBeCloseTo(c.recoveries[i], 6);
    });
  });

  test.each(cases)('E11 $id: first come, first served', (c) => {
    const paid = payments(programmeOf(c, 'first_come'), c.losses);
    expect(paid).toEqual(c.recoveries_first_come ?? c.recoveries);
  });

  test.each(cases.filter((c) => c.reinstatement_premium !== undefined))(
    'E12 $id: reinstatement premium',
    (c) => {
      const recovered = c.recoveries.reduce((a, b) => a + b, 0);
      const { limit, premium, reinstatement_cost = [], aggregate_limit = limit } = c;
      const costs = reinstatement_cost.slice(0, aggregate_limit / limit - 1);
      expect(reinstatementPremium(recovered, { limit, premium, costs, partial: 'previous' })).toBeCloseTo(
        c.reinstatement_premium as number,
        9,
      );
    },
  );
});

test('E12 usual wordings charge a limit used in part at the cost of the reinstatement it belongs to', () => {
  const terms = { limit: 500_000, premium: 1000, costs: [1, 0.5, 0], partial: 'own' } as const;
  expect(reinstatementPremium(600_000, terms)).toBeCloseTo(1100, 9);
  expect(reinstatementPremium(5_000_000, terms)).toBe(1500);
});
