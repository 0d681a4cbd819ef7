import { createInterpreter, type Interpreter } from '../terms/interpret.ts';
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

export function emptyExplanation(task: Task, rows: number): Explanation {
  const { slots, reasons, stages } = task.terms;
  return {
    slotGross: new Float64Array(slots),
    slotOwed: new Float64Array(slots),
    slotKept: new Float64Array(slots),
    rowGross: new Float64Array(rows),
    rowKept: new Float64Array(rows),
    reasonKept: new Float64Array(reasons.length),
    paid: new Float64Array(stages.filter((stage) => stage.kind === 'policy').length),
  };
}

/** Adds one explanation to another. */
export function addExplanation(to: Explanation, from: Explanation): void {
  for (const key of Object.keys(to) as (keyof Explanation)[]) {
    for (let i = 0; i < to[key].length; i++) to[key][i] += from[key][i];
  }
}

/** Plays a block again and explains the years asked for, by number within the block. */
export function explainBlock(
  task: Task,
  runner: BlockRunner,
  interpreterOf: () => Interpreter,
  plan: Plan,
  block: number,
  years: readonly number[],
  rows: number,
): Explanation {
  const only = new Uint8Array(plan.blockYears);
  for (const year of years) only[year] = 1;
  const played = runner.play(block, blockOf(plan, block).world, only);
  const { table, order, firstOfYear } = played;
  const sum = emptyExplanation(task, rows);
  const detail = createDetail(table.lines, task.terms.reasons.length);
  const outcome = { ...createOutcome(table.events, sum.paid.length), detail };
  const interpreter = interpreterOf();
  for (const year of years) {
    if (year < 0 || year >= plan.blockYears) throw new RangeError(`year ${year} is not in a block`);
    const period = { order, from: firstOfYear[year], to: firstOfYear[year + 1] };
    if (period.from === period.to) continue;
    interpreter.runPeriod(table, period, outcome);
    for (let i = period.from; i < period.to; i++) {
      const e = order[i];
      for (let p = 0; p < sum.paid.length; p++) sum.paid[p] += outcome.paid[p][e];
      for (let l = table.firstLine[e]; l < table.firstLine[e + 1]; l++) {
        addLineTo(sum, detail, l, table.slot[l], played.row[e], task.terms.reasons.length);
      }
    }
  }
  return sum;
}

/** Interpreters for explaining: one for all blocks, or a new one each where cells live for ever. */
export function explainers({ terms }: Task): () => Interpreter {
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
