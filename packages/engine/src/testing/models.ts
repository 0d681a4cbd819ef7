import type { ModelSource } from '../model/source.ts';
import { createAssembler, type Instruction } from '../terms/assemble.ts';
import { addEvent, addLine, createEventTable } from '../terms/lines.ts';
import type { TermProgramme } from '../terms/programme.ts';
import { outcomeOf } from './outcome.ts';

type Severity = { readonly id: string; readonly rate: number; readonly formula: string };

/** A model of plain scenarios: a Poisson rate and a severity formula each, no worlds, no year factor. */
export function plainModel(scenarios: readonly Severity[]): ModelSource {
  return {
    tables: {},
    world: [],
    blockYears: 4000,
    yearShape: 0,
    slots: 1,
    facts: [],
    partners: [],
    partnerInputs: [],
    groups: scenarios.map(({ id, rate, formula }) => ({
      id,
      inputs: ['lambda'],
      rows: [{ id, inputs: [rate] }],
      row: [],
      event: [{ name: 'x', formula }],
      rate: 'lambda',
      yearFactor: false,
      lines: [{ slot: 0, amount: 'x' }],
      facts: {},
    })),
  };
}

/** The three-scenario task of the loss model's design: its truth is known to eight digits. */
export const T3 = plainModel([
  { id: 'small', rate: 0.5, formula: 'exp(15) * lognormal(1, 1.2)' },
  { id: 'medium', rate: 0.2, formula: 'exp(16) * lognormal(1, 1.5)' },
  { id: 'large', rate: 0.05, formula: 'exp(17.5) * lognormal(1, 2.0)' },
]);

/** A programme of one policy with one part over one slot. */
export function onePolicy(
  write: (set: number, assembler: ReturnType<typeof createAssembler>) => readonly Instruction[],
  wholeYen = true,
): TermProgramme {
  const assembler = createAssembler({ slots: 1, wholeYen });
  const set = assembler.set('all');
  assembler.stage('policy', 'policy', (part) => part('part', { set }, write(set, assembler)));
  return assembler.programme();
}

/** What a one-policy programme pays for the losses of one period, in their order. */
export function payments(programme: TermProgramme, losses: readonly number[]): number[] {
  const table = createEventTable(1);
  losses.forEach((loss, i) => {
    addEvent(table, i, 0);
    addLine(table, 0, 0, -1, loss);
  });
  return [...outcomeOf(programme, table).paid[0]];
}
