import { expect, test } from 'vitest';
import { createAssembler, type Instruction } from './assemble.ts';
import { createInterpreter } from './interpret.ts';
import { addEvent, addLine, createEventTable } from './lines.ts';
import { TERM } from './programme.ts';

/** Where two lines of 600 and 400 stand after some terms on both together. */
function reached(
  terms: readonly Omit<Instruction, 'set'>[],
  after: readonly Omit<Instruction, 'set'>[] = [],
): number[] {
  const assembler = createAssembler({ slots: 2, wholeYen: false });
  const set = assembler.set('all');
  const first = assembler.set([0]);
  const together = (own: number, list: readonly Omit<Instruction, 'set'>[]): Instruction[] => [
    { op: TERM.gather, set: own },
    ...list.map((term) => ({ ...term, set: own })),
    { op: TERM.spread, set: own },
  ];
  assembler.stage('policy', 'p', (write) =>
    write('part', { set }, [...together(first, terms), ...(after.length > 0 ? together(set, after) : [])]),
  );
  const table = createEventTable(1);
  addEvent(table, 0, 0);
  addLine(table, 0, 0, -1, 600);
  addLine(table, 1, 0, -1, 400);
  const at = new Float64Array(2);
  createInterpreter(assembler.programme()).runPeriod(
    { ...table },
    { order: Int32Array.of(0), from: 0, to: 1 },
    { gross: new Float64Array(1), relieved: new Float64Array(1), paid: [new Float64Array(1)], reached: at },
  );
  return [...at];
}

test('E24 a maximum over deductibles gives back what the lines below it have borne', () => {
  expect(reached([{ op: TERM.deduct, amount: 200 }])).toEqual([400, 400]);
  const after = reached(
    [{ op: TERM.deduct, amount: 200 }],
    [{ op: TERM.between, amount: 0, second: 0, third: 50 }],
  );
  expect(after).toEqual([550, 400]);
});

test('E24 but no more than a limit below leaves room for', () => {
  const terms = [
    { op: TERM.deduct, amount: 200 },
    { op: TERM.limit, amount: 450 },
  ];
  const [first, second] = reached(terms, [{ op: TERM.between, amount: 0, second: 0, third: 50 }]);
  // 150 should come back, a limit below leaves room for 50; what is left over is borne by both.
  expect(first + second).toBeCloseTo(850, 9);
  expect(first).toBeLessThan(550);
});

test('E24 a minimum over deductibles takes the rest in proportion to what the lines hold', () => {
  const after = reached(
    [{ op: TERM.deduct, amount: 200 }],
    [{ op: TERM.between, amount: 0, second: 280, third: 1e9 }],
  );
  expect(after).toEqual([360, 360]);
});
