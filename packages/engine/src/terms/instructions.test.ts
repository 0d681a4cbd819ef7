import { describe, expect, test } from 'vitest';
import { onePolicy, payments } from '../testing/models.ts';
import { explainedOutcome } from '../testing/outcome.ts';
import { createAssembler, type Instruction } from './assemble.ts';
import { addEvent, addLine, createEventTable, LINE_FLAG } from './lines.ts';
import { KEY, TERM, type TermProgramme } from './programme.ts';

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
    expect([...explainedOutcome(perClaim, table).paid[0]]).toEqual([40, 40]);
    expect([...explainedOutcome(perSeries, table).paid[0]]).toEqual([50, 60]);
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
    expect([...explainedOutcome(assembler.programme(), table).paid[0]]).toEqual([90, 10]);
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
    expect(explainedOutcome(programme, table).paid[0][0]).toBeCloseTo(expected, 9);
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
    expect([...explainedOutcome(programme, table).paid[0]]).toEqual([150, 0]);
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
    expect(explainedOutcome(programme, table).paid[0][0]).toBe(60);
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
    expect(explainedOutcome(assembler.programme(), table).paid.map((paid) => paid[0])).toEqual([50, 50]);
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
