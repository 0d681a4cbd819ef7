import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conformanceJson } from '../../../../tests/support/conformance.ts';
import { onePolicy, payments } from '../testing/models.ts';
import { createAssembler, type Instruction, layer } from './assemble.ts';
import { createInterpreter, type Outcome } from './interpret.ts';
import { addEvent, addLine, createEventTable, type EventTable, LINE_FLAG } from './lines.ts';
import { KEY, TERM, type TermProgramme } from './programme.ts';
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

/** Two slots: 0 damages, 1 costs. */
function twoSlots(
  write: (
    sets: { all: number; damages: number; costs: number },
    a: ReturnType<typeof createAssembler>,
  ) => Instruction[],
): TermProgramme {
  const assembler = createAssembler({ slots: 2 });
  const sets = { all: assembler.set('all'), damages: assembler.set([0]), costs: assembler.set([1]) };
  assembler.stage('policy', 'p', (part) => part('part', { set: sets.all }, write(sets, assembler)));
  return assembler.programme();
}

function run(programme: TermProgramme, table: EventTable): Outcome {
  const n = table.events;
  const policies = programme.stages.filter((stage) => stage.kind === 'policy').length;
  const lines = new Float64Array(table.lines);
  const outcome: Outcome = {
    gross: new Float64Array(n),
    relieved: new Float64Array(n),
    paid: Array.from({ length: policies }, () => new Float64Array(n)),
    detail: {
      gross: lines.slice(),
      owed: lines.slice(),
      kept: lines.slice(),
      reasons: new Float64Array(table.lines * programme.reasons.length),
    },
  };
  createInterpreter(programme).runPeriod(
    table,
    { order: Int32Array.from({ length: n }, (_, i) => i), from: 0, to: n },
    outcome,
  );
  return outcome;
}

describe('terms', () => {
  test('E13 a deductible per claim is taken from every claim, per series once', () => {
    const perClaim = twoSlots(({ damages }) => [
      { op: TERM.deduct, set: damages, amount: 10, key: KEY.claim },
    ]);
    const perSeries = twoSlots(({ damages }, a) => [
      {
        op: TERM.deduct,
        set: damages,
        amount: 10,
        key: KEY.series,
        cell: a.cell({ life: 'period', key: KEY.series, name: 's' }),
      },
    ]);
    const table = createEventTable(1);
    for (let e = 0; e < 2; e++) {
      addEvent(table, e, 0);
      addLine(table, 0, 1, -1, 30);
      addLine(table, 0, 2, -1, 30);
    }
    table.series[1] = table.series[0];
    expect([...run(perClaim, table).paid[0]]).toEqual([40, 40]);
    expect([...run(perSeries, table).paid[0]]).toEqual([50, 60]);
  });

  test('E14 a limit shared by two parts is given once', () => {
    const assembler = createAssembler({ slots: 2 });
    const cell = assembler.cell({ life: 'period', key: KEY.event, name: 'policy' });
    const limit = (set: number): Instruction => ({ op: TERM.limit, set, amount: 100, cell });
    assembler.stage('policy', 'p', (part) => {
      const [damages, costs] = [assembler.set([0]), assembler.set([1])];
      part('liability', { set: damages }, [limit(damages)]);
      part('expense', { set: costs }, [limit(costs)]);
    });
    const table = createEventTable(1);
    for (const [damages, costs] of [
      [60, 30],
      [50, 50],
    ]) {
      addEvent(table, 0, 0);
      addLine(table, 0, 1, -1, damages);
      addLine(table, 1, 0, -1, costs);
    }
    expect([...run(assembler.programme(), table).paid[0]]).toEqual([90, 10]);
  });

  test.each([
    ['waitQualify', TERM.waitQualify, 8, 0],
    ['waitQualify', TERM.waitQualify, 30, 300],
    ['waitExcess', TERM.waitExcess, 8, 0],
    ['waitExcess', TERM.waitExcess, 30, 180],
    ['indemnityPeriod', TERM.indemnityPeriod, 30, 120],
  ] as const)('E15 hours on a profile: %s 12 h of an outage of %i h', (_, op, hours, expected) => {
    const programme = twoSlots(({ all }) => [{ op, set: all, amount: 12 }]);
    const table = createEventTable(1);
    addEvent(table, 0, hours === 8 ? 8 : 30);
    const line = addLine(table, 1, 0, -1, hours === 8 ? 80 : 300);
    table.toHour[line] = table.outageHours[0];
    expect(run(programme, table).paid[0][0]).toBeCloseTo(expected, 9);
  });

  test('E16 per-unit cap, window, strike by flag of event and line', () => {
    const programme = twoSlots(({ all, damages, costs }) => [
      { op: TERM.strike, set: all, flagNeed: 1 },
      { op: TERM.strike, set: damages, lineNeed: LINE_FLAG.contractualOnly },
      { op: TERM.unitCap, set: costs, amount: 5 },
      { op: TERM.window, set: costs, amount: 180 },
    ]);
    const table = createEventTable(1);
    addEvent(table, 0, 0);
    addLine(table, 0, 1, -1, 100);
    addLine(table, 0, 1, -1, 40, 0, LINE_FLAG.contractualOnly);
    addLine(table, 1, 0, -1, 70, 10);
    const late = addLine(table, 1, 0, -1, 70, 10);
    table.day[late] = 200;
    addEvent(table, 1, 0);
    addLine(table, 0, 1, -1, 100);
    table.flags[1] = 1;
    expect([...run(programme, table).paid[0]]).toEqual([150, 0]);
  });

  test('E17 defence in proportion follows what is paid of the damages', () => {
    const programme = twoSlots(({ damages, costs }) => [
      { op: TERM.limit, set: damages, amount: 50 },
      { op: TERM.inProportion, set: costs, second: damages },
    ]);
    const table = createEventTable(1);
    addEvent(table, 0, 0);
    addLine(table, 0, 1, -1, 100);
    addLine(table, 1, 1, -1, 20);
    expect(run(programme, table).paid[0][0]).toBe(60);
  });

  test('E18 other insurance: min(own liability, loss − other payments); 100 less 10, limit 80, other 50 pays 50', () => {
    const assembler = createAssembler({ slots: 2 });
    const all = assembler.set('all');
    assembler.stage('policy', 'other', (part) =>
      part('x', { set: all }, [{ op: TERM.limit, set: all, amount: 50 }]),
    );
    assembler.stage('policy', 'own', (part) =>
      part('x', { set: all, mode: 1 }, [
        { op: TERM.deduct, set: all, amount: 10 },
        { op: TERM.limit, set: all, amount: 80 },
      ]),
    );
    const table = createEventTable(1);
    addEvent(table, 0, 0);
    addLine(table, 0, 1, -1, 60);
    addLine(table, 0, 2, -1, 40);
    expect(run(assembler.programme(), table).paid.map((paid) => paid[0])).toEqual([50, 50]);
  });

  test('E19 a share is exact: 29 % of 100 yen is 29 yen', () => {
    expect(
      payments(
        onePolicy((set) => [{ op: TERM.share, set, amount: 290_000 }]),
        [100],
      ),
    ).toEqual([29]);
  });

  test('E19 a payment is rounded down to whole yen once', () => {
    expect(
      payments(
        onePolicy((set) => [{ op: TERM.share, set, amount: 333_333 }]),
        [100],
      ),
    ).toEqual([33]);
  });
});

describe('contract stage', () => {
  const PARTNERS = [
    // penalty, cap, broken mask
    [30, 100, 2],
    [-1, -1, 0],
  ];
  const programme = (mode: 0 | 1) => {
    const assembler = createAssembler({ slots: 2, partners: PARTNERS });
    const all = assembler.set('all');
    const [damages, penalty] = [assembler.set([0]), assembler.set([1])];
    assembler.stage('claim', 'penalty', (part) =>
      part('p', { set: all }, [{ op: TERM.penalty, set: damages, second: penalty, amountColumn: 0, mode }]),
    );
    assembler.stage('contract', 'caps', (part) =>
      part('c', { set: all }, [
        { op: TERM.limit, set: all, key: KEY.claim, amountColumn: 1, liftedColumn: 2 },
      ]),
    );
    return assembler.programme();
  };
  const claim = (damages: number, partner: number, flags = 0) => {
    const table = createEventTable(1);
    addEvent(table, 0, 0);
    addLine(table, 0, 16, partner, damages);
    addLine(table, 1, 16, partner, 0, 0, LINE_FLAG.contractualOnly);
    table.flags[0] = flags;
    return table;
  };

  test.each([
    ['penalty above the damages', 0, 20, 0, 30, 0],
    ['penalty below the damages', 0, 80, 0, 80, 0],
    ['penalty besides', 1, 20, 0, 50, 0],
    ['cap', 0, 250, 0, 250, 150],
    ['cap broken', 0, 250, 2, 250, 0],
  ] as const)('E20 %s', (_, mode, damages, flags, gross, relieved) => {
    const outcome = run(programme(mode), claim(damages, 0, flags));
    expect([outcome.gross[0], outcome.relieved[0]]).toEqual([gross, relieved]);
  });

  test('E20 a cap binds its own partner only', () => {
    const outcome = run(programme(0), claim(250, 1));
    expect([outcome.gross[0], outcome.relieved[0]]).toEqual([250, 0]);
  });
});

describe('invariants', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 6 });
  const step = fc.oneof(
    fc.integer({ min: 0, max: 500_000 }).map((amount) => ({ op: TERM.deduct, amount })),
    fc.integer({ min: 0, max: 2_000_000 }).map((amount) => ({ op: TERM.limit, amount })),
    fc.integer({ min: 0, max: 1_000_000 }).map((amount) => ({ op: TERM.share, amount })),
    fc.integer({ min: 0, max: 500_000 }).map((amount) => ({ op: TERM.franchise, amount })),
  );
  const steps = fc.array(step, { maxLength: 4 });
  const tableOf = (lines: readonly number[]) => {
    const table = createEventTable(1);
    addEvent(table, 0, 0);
    for (const amount of lines) addLine(table, 0, 1, -1, amount);
    return table;
  };

  test('E21 0 ≤ paid ≤ loss, reasons add up to what is kept, and lines to the event', () => {
    fc.assert(
      fc.property(amounts, steps, (lines, terms) => {
        const programme = onePolicy((set, a) =>
          terms.map((t) => ({ ...t, set, reason: a.reason({ id: `r${t.op}` }) })),
        );
        const table = tableOf(lines);
        const { gross, paid, detail } = run(programme, table);
        expect(paid[0][0]).toBeGreaterThanOrEqual(0);
        expect(paid[0][0]).toBeLessThanOrEqual(gross[0]);
        expect(Number.isInteger(paid[0][0])).toBe(true);
        const kept = detail?.kept.reduce((a, b) => a + b, 0) ?? 0;
        const explained = detail?.reasons.reduce((a, b) => a + b, 0) ?? 0;
        expect(kept).toBeCloseTo(gross[0] - paid[0][0], 4);
        expect(explained).toBeCloseTo(kept, 4);
      }),
      { numRuns: 1000 },
    );
  });

  test('E22 the order of lines never matters', () => {
    fc.assert(
      fc.property(amounts, steps, (lines, terms) => {
        const programme = onePolicy((set) => terms.map((t) => ({ ...t, set })));
        const paid = (of: readonly number[]) => run(programme, tableOf(of)).paid[0][0];
        expect(paid(lines.toReversed())).toBe(paid(lines));
      }),
    );
  });

  test('E23 raising a limit never lowers a payment, raising a deductible never raises it', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.nat(500_000),
        (lines, d, l, more) => {
          const total = (deductible: number, limit: number) =>
            payments(
              onePolicy((set, a) => [
                { op: TERM.deduct, set, amount: deductible },
                {
                  op: TERM.limit,
                  set,
                  amount: limit,
                  cell: a.cell({ life: 'period', key: KEY.event, name: 'l' }),
                },
              ]),
              lines,
            ).reduce((a, b) => a + b, 0);
          expect(total(d, l + more)).toBeGreaterThanOrEqual(total(d, l));
          expect(total(d + more, l)).toBeLessThanOrEqual(total(d, l));
        },
      ),
    );
  });
});
