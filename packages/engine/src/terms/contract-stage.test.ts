import { describe, expect, test } from 'vitest';
import { explainedOutcome } from '../testing/outcome.ts';
import { createAssembler } from './assemble.ts';
import { addEvent, addLine, createEventTable, LINE_FLAG } from './lines.ts';
import { KEY, TERM } from './programme.ts';

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
    const outcome = explainedOutcome(programme(mode), claim(damages, 0, flags));
    expect([outcome.gross[0], outcome.relieved[0]]).toEqual([gross, relieved]);
  });

  test('E20 a cap binds its own partner only', () => {
    const outcome = explainedOutcome(programme(0), claim(250, 1));
    expect([outcome.gross[0], outcome.relieved[0]]).toEqual([250, 0]);
  });
});
