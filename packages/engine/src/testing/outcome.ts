import { createOutcome } from '../simulate/block.ts';
import { createInterpreter, type Outcome } from '../terms/interpret.ts';
import type { EventTable } from '../terms/lines.ts';
import type { TermProgramme } from '../terms/programme.ts';
import type { Detail } from '../terms/scene.ts';

/** What the interpreter makes of all events of a table, taken as those of one period. */
export function outcomeOf(programme: TermProgramme, table: EventTable, detail?: Detail): Outcome {
  const policies = programme.stages.filter((stage) => stage.kind === 'policy').length;
  const outcome: Outcome = { ...createOutcome(table.events, policies), detail };
  const order = Int32Array.from({ length: table.events }, (_, event) => event);
  createInterpreter(programme).runPeriod(table, { order, from: 0, to: table.events }, outcome);
  return outcome;
}

/** The same, line by line and with reasons. */
export function explainedOutcome(programme: TermProgramme, table: EventTable): Outcome & { detail: Detail } {
  const lines = () => new Float64Array(table.lines);
  const reasons = new Float64Array(table.lines * programme.reasons.length);
  const detail = { gross: lines(), owed: lines(), kept: lines(), reasons };
  return { ...outcomeOf(programme, table, detail), detail };
}
