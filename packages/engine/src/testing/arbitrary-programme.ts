import fc from 'fast-check';
import { createAssembler, type Instruction } from '../terms/assemble.ts';
import { addEvent, addLine, createEventTable } from '../terms/lines.ts';
import { type CellLife, KEY, type Key, TERM, type TermProgramme } from '../terms/programme.ts';

const SLOTS = 4;
const PARTNERS = 3;

/** A random programme of every kind of term, key, cell, flag and column. */
export const arbitraryProgramme = fc
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
                cell: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 2, nil: undefined }),
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
export const arbitraryTable = fc
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
