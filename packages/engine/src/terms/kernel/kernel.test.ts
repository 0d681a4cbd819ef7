import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutcome } from '../../simulate/block.ts';
import { createAssembler, type Instruction } from '../assemble.ts';
import { createInterpreter } from '../interpret.ts';
import { addEvent, addLine, createEventTable, type EventTable } from '../lines.ts';
import { type CellLife, FIELD, KEY, type Key, STRIDE, TERM, type TermProgramme } from '../programme.ts';
import { openAmounts } from '../shape.ts';
import { compileTerms, createResidentKernel, createTermKernel } from './run.ts';

const SLOTS = 4;
const PARTNERS = 3;

/** A random programme of every kind of term, key, cell, flag and column. */
const arbitraryProgramme = fc
  .record({
    amounts: fc.array(fc.array(fc.integer({ min: -1, max: 3000 }), { minLength: 3, maxLength: 3 }), {
      minLength: PARTNERS,
      maxLength: PARTNERS,
    }),
    stages: fc.array(
      fc.record({
        kind: fc.constantFrom('claim' as const, 'contract' as const, 'policy' as const, 'policy' as const),
        parts: fc.array(
          fc.record({
            set: fc.integer({ min: 0, max: 3 }),
            mode: fc.integer({ min: 0, max: 1 }),
            proRata: fc.option(
              fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 4000 })),
              {
                freq: 4,
                nil: undefined,
              },
            ),
            steps: fc.array(
              fc.record({
                op: fc.constantFrom(
                  ...[
                    TERM.strike,
                    TERM.unitCap,
                    TERM.share,
                    TERM.deduct,
                    TERM.franchise,
                    TERM.limit,
                    TERM.waitQualify,
                  ],
                  ...[TERM.waitExcess, TERM.indemnityPeriod, TERM.window, TERM.inProportion, TERM.mark],
                ),
                set: fc.integer({ min: 0, max: 3 }),
                amount: fc.integer({ min: 0, max: 3000 }),
                second: fc.integer({ min: 0, max: 3 }),
                mode: fc.integer({ min: 0, max: 1 }),
                key: fc.constantFrom<Key>(KEY.event, KEY.claim, KEY.partner, KEY.series, KEY.line),
                cell: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 1, nil: undefined }),
                column: fc.option(fc.integer({ min: 0, max: 2 }), { freq: 3, nil: undefined }),
                lifted: fc.option(fc.constant(2), { freq: 4, nil: undefined }),
                flagNeed: fc.constantFrom(0, 0, 1, 2),
                flagWithout: fc.constantFrom(0, 0, 4),
                lineNeed: fc.constantFrom(0, 0, 1),
              }),
              { maxLength: 5 },
            ),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    wholeYen: fc.boolean(),
  })
  .map(({ amounts, stages, wholeYen }): TermProgramme => {
    const assembler = createAssembler({ slots: SLOTS, wholeYen, partners: amounts });
    const sets = [assembler.set('all'), assembler.set([0, 1]), assembler.set([2]), assembler.set([1, 3])];
    const lives: CellLife[] = ['event', 'period'];
    const cellOf = (key: Key, number: number) =>
      assembler.cell({
        key: key === KEY.line ? KEY.event : key,
        life: lives[number % 2],
        name: `c${number}`,
      });
    for (const [s, stage] of stages.entries()) {
      assembler.stage(stage.kind, `s${s}`, (part) => {
        for (const [p, { set, mode, steps, proRata }] of stage.parts.entries()) {
          const instructions = steps.map(
            ({ op, key, cell, column, lifted, amount, second, ...rest }): Instruction => {
              const grouped =
                op === TERM.deduct || op === TERM.limit || op === TERM.franchise || op === TERM.strike;
              return {
                op,
                ...rest,
                set: sets[rest.set],
                amount: op === TERM.share ? amount * 300 : amount,
                second: op === TERM.inProportion ? sets[second] : second,
                key,
                cell: grouped && cell !== undefined ? cellOf(key, cell) : undefined,
                amountColumn: grouped ? column : undefined,
                liftedColumn: grouped ? lifted : undefined,
              };
            },
          );
          if (stage.kind === 'claim')
            instructions.push({ op: TERM.penalty, set: sets[1], second: sets[2], amount: 900, mode });
          if (stage.kind === 'policy' && proRata) {
            instructions.push({ op: TERM.proRata, set: sets[set], amount: proRata[0], second: proRata[1] });
          }
          part(`p${p}`, { set: sets[set], mode }, instructions);
        }
      });
    }
    return assembler.programme();
  });

/** Three years of events; claims of one partner stand together. */
const arbitraryTable = fc
  .array(
    fc.record({
      year: fc.integer({ min: 0, max: 2 }),
      flags: fc.integer({ min: 0, max: 7 }),
      hours: fc.integer({ min: 0, max: 50 }),
      lines: fc.array(
        fc.record({
          slot: fc.integer({ min: 0, max: SLOTS - 1 }),
          partner: fc.integer({ min: -1, max: PARTNERS - 1 }),
          amount: fc.integer({ min: 0, max: 5000 }),
          units: fc.integer({ min: 0, max: 5 }),
          flags: fc.integer({ min: 0, max: 1 }),
          weight: fc.constantFrom(1, 1, 2.5),
          to: fc.integer({ min: 0, max: 60 }),
          day: fc.integer({ min: 0, max: 3000 }),
        }),
        { maxLength: 6 },
      ),
    }),
    { maxLength: 8 },
  )
  .map((events) => {
    const table = createEventTable(1, 2, 2);
    for (const event of events) {
      const e = addEvent(table, event.year, event.hours);
      table.flags[e] = event.flags;
      for (const line of event.lines.toSorted((a, b) => a.partner - b.partner)) {
        const l = addLine(
          table,
          line.slot,
          line.partner + 16,
          line.partner,
          line.amount,
          line.units,
          line.flags,
        );
        table.weight[l] = line.weight;
        table.toHour[l] = line.to;
        table.fromHour[l] = line.to > 3 ? 3 : 0;
        table.day[l] = line.day;
      }
    }
    return table;
  });

function yearsOf(table: EventTable): { order: Int32Array; firstOfYear: Int32Array } {
  const events = Array.from({ length: table.events }, (_, e) => e);
  const order = Int32Array.from(events.toSorted((a, b) => table.time[a] - table.time[b] || a - b));
  const firstOfYear = Int32Array.from(
    [0, 1, 2, 3],
    (year) => events.filter((e) => table.time[e] < year).length,
  );
  return { order, firstOfYear };
}

/** Without looks at what stages or marks before have left behind: no policy or contract is written like that. */
function selfContained(programme: TermProgramme): TermProgramme {
  const code = programme.code.slice();
  for (const { kind, parts } of programme.stages)
    if (kind !== 'policy') for (const { from } of parts) code[from * STRIDE + FIELD.mode] = 0;
  for (let at = 0; at < code.length; at += STRIDE)
    if (code[at + FIELD.op] === TERM.inProportion) code[at + FIELD.mode] = 0;
  return { ...programme, code };
}

/** The same programme with other amounts wherever amounts can be open. */
function withMore(programme: TermProgramme, more: number): TermProgramme {
  const code = programme.code.slice();
  const fixed: number[] = [TERM.begin, TERM.end, TERM.strike, TERM.inProportion, TERM.mark];
  for (let at = 0; at < code.length; at += STRIDE) {
    if (fixed.includes(code[at + FIELD.op])) continue;
    code[at + FIELD.amount] += more;
    if (code[at + FIELD.op] === TERM.proRata) code[at + FIELD.second] += more;
  }
  return { ...programme, code, partnerTable: programme.partnerTable.map((x) => (x < 0 ? x : x + more)) };
}

describe('the term programme as WebAssembly', () => {
  test('E50 pays to the bit what the interpreter pays, for random programmes and events', () => {
    fc.assert(
      fc.property(arbitraryProgramme, arbitraryTable, (programme, table) => {
        const compiled = compileTerms(programme);
        if (!compiled) throw new Error('every one of these has a kernel');
        const { order, firstOfYear } = yearsOf(table);
        const policies = programme.stages.filter((stage) => stage.kind === 'policy').length;
        const expected = createOutcome(table.events, policies);
        const interpreter = createInterpreter(programme);
        for (let y = 0; y < 3; y++) {
          const period = { order, from: firstOfYear[y], to: firstOfYear[y + 1] };
          if (period.from < period.to) interpreter.runPeriod(table, period, expected);
        }
        const found = createTermKernel(programme, compiled)(table, { order, firstOfYear });
        expect(found.gross).toEqual(expected.gross);
        expect(found.relieved).toEqual(expected.relieved);
        expect(found.paid).toEqual(expected.paid);
      }),
      { numRuns: 300 },
    );
  });

  test('E52 a kernel with open amounts stays where it is and pays what a kernel written for the new amounts pays', () => {
    fc.assert(
      fc.property(
        arbitraryProgramme,
        arbitraryTable,
        fc.integer({ min: 1, max: 900 }),
        (programme, table, more) => {
          const before = selfContained(programme);
          const after = withMore(before, more);
          const open = openAmounts(before, after);
          if (!open) throw new Error('only amounts differ');
          const resident = compileTerms(before, open);
          if (!resident) throw new Error('every one of these has a kernel');
          const years = yearsOf(table);
          const kernel = createResidentKernel(before, resident);
          kernel.load(table, years);
          for (const programme of [before, after, before, after]) {
            kernel.take(programme);
            const plain = compileTerms(programme);
            if (!plain) throw new Error('has a kernel');
            expect(kernel.run()).toEqual(createTermKernel(programme, plain)(table, years));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('E52 programmes that differ in more than amounts have another shape', () => {
    const [a, b] = [0, 1].map((key) => {
      const assembler = createAssembler({ slots: 2 });
      const set = assembler.set('all');
      assembler.stage('policy', 'p', (part) =>
        part('a', { set }, [{ op: TERM.deduct, set, amount: 5, key: key === 0 ? KEY.event : KEY.claim }]),
      );
      return assembler.programme();
    });
    expect(openAmounts(a, b)).toBeUndefined();
    expect(openAmounts(a, a)?.size).toBe(0);
  });

  test('E51 what lives for ever or gathers lines is left to the interpreter', () => {
    const forever = createAssembler({ slots: 1 });
    forever.cell({ life: 'forever', key: KEY.event, name: 'a' });
    expect(compileTerms(forever.programme())).toBeUndefined();
    const gathering = createAssembler({ slots: 1 });
    const set = gathering.set('all');
    gathering.stage('policy', 'p', (part) =>
      part('a', { set }, [
        { op: TERM.gather, set },
        { op: TERM.spread, set },
      ]),
    );
    expect(compileTerms(gathering.programme())).toBeUndefined();
  });
});
