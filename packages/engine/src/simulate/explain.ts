import { createInterpreter, type Interpreter } from '../terms/interpret.ts';
import type { TermProgramme } from '../terms/programme.ts';
import type { Detail } from '../terms/scene.ts';
import { type BlockRunner, createOutcome, type Task } from './block.ts';
import { blockOf, type Plan } from './plan.ts';

/** Where the money of some years comes from and goes to: sums over all years asked for. */
export type Explanation = {
  /** By slot: claimed, left after contracts, kept. */
  readonly slotGross: Float64Array;
  readonly slotOwed: Float64Array;
  readonly slotKept: Float64Array;
  /** By row of the model. */
  readonly rowGross: Float64Array;
  readonly rowKept: Float64Array;
  /** By reason of the term programme: kept for this reason. */
  readonly reasonKept: Float64Array;
  /** By policy stage. */
  readonly paid: Float64Array;
};

/** An explanation as views on numbers that stand one after the other: as these it is handed over and added up. */
export type Sums = Explanation & { readonly values: Float64Array };

export function emptyExplanation({ model, terms }: Task): Sums {
  const rows = model.groups.reduce((sum, group) => sum + group.rows.length, 0);
  const policies = terms.stages.filter((stage) => stage.kind === 'policy').length;
  const values = new Float64Array(3 * terms.slots + 2 * rows + terms.reasons.length + policies);
  let end = 0;
  const take = (count: number): Float64Array => {
    end += count;
    return values.subarray(end - count, end);
  };
  return {
    values,
    slotGross: take(terms.slots),
    slotOwed: take(terms.slots),
    slotKept: take(terms.slots),
    rowGross: take(rows),
    rowKept: take(rows),
    reasonKept: take(terms.reasons.length),
    paid: take(policies),
  };
}

/** Adds what was explained of a block. */
export function addExplained({ values }: Sums, explained: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] += explained[i];
}

/** Plays a block again and explains the years asked for, by number within the block: the `values` of an explanation. */
export type Explainer = (block: number, years: readonly number[]) => Float64Array;

export function createExplainer(task: Task, runner: BlockRunner, plan: Plan): Explainer {
  const { terms } = task;
  const reasons = terms.reasons.length;
  const policies = terms.stages.filter((stage) => stage.kind === 'policy').length;
  const interpreterOf = interpreters(terms);
  // Room that grows; whatever is read of it was written for the same block.
  let detail = createDetail(0, reasons);
  let outcome = createOutcome(0, policies);
  return (block, years) => {
    const only = new Uint8Array(plan.blockYears);
    for (const year of years) {
      if (year < 0 || year >= plan.blockYears) throw new RangeError(`year ${year} is not in a block`);
      only[year] = 1;
    }
    const played = runner.play(block, blockOf(plan, block).world, only);
    const { table, order, firstOfYear } = played;
    if (detail.gross.length < table.lines) detail = createDetail(table.lines * 2, reasons);
    if (outcome.gross.length < table.events) outcome = createOutcome(table.events * 2, policies);
    const sum = emptyExplanation(task);
    const interpreter = interpreterOf();
    for (const year of years) {
      const period = { order, from: firstOfYear[year], to: firstOfYear[year + 1] };
      if (period.from === period.to) continue;
      interpreter.runPeriod(table, period, { ...outcome, detail });
      for (let i = period.from; i < period.to; i++) {
        const e = order[i];
        for (let p = 0; p < policies; p++) sum.paid[p] += outcome.paid[p][e];
        for (let l = table.firstLine[e]; l < table.firstLine[e + 1]; l++)
          addLineTo(sum, detail, l, table.slot[l], played.row[e], reasons);
      }
    }
    return sum.values;
  };
}

/** Interpreters for explaining: one for all blocks, or a new one each where cells live for ever. */
function interpreters(terms: TermProgramme): () => Interpreter {
  if (terms.cells.some((cell) => cell.life === 'forever')) return () => createInterpreter(terms);
  let interpreter: Interpreter | undefined;
  return () => {
    interpreter ??= createInterpreter(terms);
    return interpreter;
  };
}

function createDetail(lines: number, reasons: number): Detail {
  return {
    gross: new Float64Array(lines),
    owed: new Float64Array(lines),
    kept: new Float64Array(lines),
    reasons: new Float64Array(lines * reasons),
  };
}

function addLineTo(
  sum: Explanation,
  detail: Detail,
  l: number,
  slot: number,
  row: number,
  reasons: number,
): void {
  sum.slotGross[slot] += detail.gross[l];
  sum.slotOwed[slot] += detail.owed[l];
  sum.slotKept[slot] += detail.kept[l];
  sum.rowGross[row] += detail.gross[l];
  sum.rowKept[row] += detail.kept[l];
  for (let r = 0; r < reasons; r++) sum.reasonKept[r] += detail.reasons[l * reasons + r];
}
