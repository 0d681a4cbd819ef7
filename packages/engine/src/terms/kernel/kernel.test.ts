import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutcome } from '../../simulate/block.ts';
import { arbitraryProgramme, arbitraryTable } from '../../testing/arbitrary-programme.ts';
import { createAssembler } from '../assemble.ts';
import { createInterpreter } from '../interpret.ts';
import type { EventTable } from '../lines.ts';
import { FIELD, KEY, STRIDE, TERM, type TermProgramme } from '../programme.ts';
import { openAmounts } from '../shape.ts';
import { compileTerms } from './compile.ts';
import { createResidentKernel, createTermKernel } from './run.ts';

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

  test('E50 the programmes tried hold every kind of cell a kernel has a form for', () => {
    const programmes = fc.sample(arbitraryProgramme, { numRuns: 300, seed: 42 });
    const held = new Set(programmes.flatMap(({ cells }) => cells.map(({ key, life }) => `${key} ${life}`)));
    const keys = [KEY.event, KEY.claim, KEY.partner, KEY.series];
    expect([...held].sort()).toEqual(keys.flatMap((key) => [`${key} event`, `${key} period`]).sort());
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
