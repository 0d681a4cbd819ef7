import type { Cells } from './cells.ts';
import type { EventTable } from './lines.ts';
import { FIELD, type TermProgramme } from './programme.ts';

/** Why lines are kept, by line; asked for where figures are explained, not in mass simulation. */
export type Detail = {
  /** Claimed, agreed penalties included. */
  gross: Float64Array;
  /** Left after contracts. */
  owed: Float64Array;
  /** Left after all policies. */
  kept: Float64Array;
  /** One number a reason for each line: what the reason took off. */
  reasons: Float64Array;
};

/** Where an instruction works: the event at hand and the amounts of its lines. */
export type Scene = {
  readonly programme: TermProgramme;
  readonly cells: Cells;
  table: EventTable;
  /** The event, its place in the period, and the stretch of its lines. */
  event: number;
  place: number;
  first: number;
  last: number;
  /** By line: not yet relieved or paid; owed before any policy; under consideration in the part at hand. */
  left: Float64Array;
  owed: Float64Array;
  current: Float64Array;
  detail: Detail | undefined;
  /** Sum at the last `mark`. */
  marked: number;
  /** By line, what its terms have done so far; kept up only by programmes that gather. */
  readonly memory: LineMemory;
  /** The loss at hand between `gather` and `spread`. */
  gathered: Gathered | undefined;
};

/** What terms have done to lines: deducted, over limits, and what could be given back under the limits. */
export type LineMemory = { borne: Float64Array; over: Float64Array; room: Float64Array };

/** A loss taken together, with what its terms have done. */
export type Gathered = {
  /** The loss now, and as it came in. */
  loss: number;
  readonly into: number;
  borne: number;
  over: number;
  room: number;
  readonly before: { readonly borne: number; readonly over: number; readonly room: number };
  /** What bands of a step policy have brought; undefined where there are none. */
  brought: number | undefined;
};

/** Whether the flags of the event let the instruction work. */
export function eventPasses(scene: Scene, at: number): boolean {
  const { code } = scene.programme;
  const need = code[at + FIELD.flagNeed];
  const without = code[at + FIELD.flagWithout];
  if (need === 0 && without === 0) return true;
  const { flags, flagWords } = scene.table;
  const word = flags[scene.event * flagWords + code[at + FIELD.flagWord]];
  return (word & need) === (need | 0) && (word & without) === 0;
}

/** Whether the instruction takes the line. */
export function takesLine(scene: Scene, at: number, line: number): boolean {
  const { code, sets } = scene.programme;
  if (sets[code[at + FIELD.set]][scene.table.slot[line]] === 0) return false;
  const flags = scene.table.lineFlags[line];
  const need = code[at + FIELD.lineNeed];
  return (flags & need) === need && (flags & code[at + FIELD.lineWithout]) === 0;
}

/** Lowers a line and books the difference under the reason of the instruction. */
export function lowerLine(scene: Scene, at: number, line: number, to: number): void {
  const { detail, programme, current } = scene;
  if (detail) {
    const reason = programme.code[at + FIELD.reason];
    detail.reasons[line * programme.reasons.length + reason] += current[line] - to;
  }
  current[line] = to;
}

/** The amount of the instruction for a partner; undefined where the partner has none or the term is lifted. */
export function amountFor(scene: Scene, at: number, partner: number): number | undefined {
  const { code, partnerTable, partnerColumns } = scene.programme;
  const column = code[at + FIELD.amountColumn];
  const lifted = code[at + FIELD.liftedColumn];
  if (column < 0 && lifted < 0) return code[at + FIELD.amount];
  if (partner < 0) return undefined;
  const row = partner * partnerColumns;
  if (lifted >= 0) {
    const { flags, flagWords } = scene.table;
    if ((flags[scene.event * flagWords] & partnerTable[row + lifted]) !== 0) return undefined;
  }
  const amount = column < 0 ? code[at + FIELD.amount] : partnerTable[row + column];
  return amount < 0 ? undefined : amount;
}
