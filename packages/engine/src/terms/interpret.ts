import { settleYen } from '@sonae/core';
import { createCells } from './cells.ts';
import type { EventTable } from './lines.ts';
import { FIELD, type Part, STRIDE, type Stage, TERM, type TermProgramme } from './programme.ts';
import { type Detail, eventPasses, lowerLine, type Scene } from './scene.ts';
import { isAlive, step } from './steps.ts';

/** What a programme makes of events: amounts by event number. */
export type Outcome = {
  /** What is claimed and spent, agreed penalties included. */
  readonly gross: Float64Array;
  /** What contracts relieve. */
  readonly relieved: Float64Array;
  /** What each policy stage pays. */
  readonly paid: readonly Float64Array[];
  readonly detail?: Detail;
};

/** The events of one period, in the order in which terms meet them. */
export type Period = { readonly order: Int32Array; readonly from: number; readonly to: number };

export type Interpreter = {
  runPeriod(table: EventTable, period: Period, outcome: Outcome): void;
};

/** Reason number 0 of every programme: no part of any policy takes the line. */
export const NOT_INSURED = 0;

/** The interpreter of a term programme: the reference every faster form must agree with. */
export function createInterpreter(programme: TermProgramme): Interpreter {
  const { code, stages } = programme;
  const gates = new Map<Part, number[]>();
  const scene: Scene = {
    programme,
    cells: createCells(programme.cells),
    table: undefined as unknown as EventTable,
    event: 0,
    place: 0,
    first: 0,
    last: 0,
    left: new Float64Array(0),
    owed: new Float64Array(0),
    current: new Float64Array(0),
    detail: undefined,
  };

  return {
    runPeriod: (table, period, outcome) => {
      prepare(scene, table, period, outcome);
      for (const stage of stages) if (stage.kind === 'claim') eachEvent(scene, period, () => runStage(stage));
      eachEvent(scene, period, () => recordGross(scene, outcome));
      for (const stage of stages)
        if (stage.kind === 'contract') eachEvent(scene, period, () => runStage(stage));
      eachEvent(scene, period, () => recordOwed(scene, outcome));
      let policy = 0;
      for (const stage of stages)
        if (stage.kind === 'policy') runPolicy(stage, period, outcome.paid[policy++]);
      if (scene.detail) eachEvent(scene, period, () => recordKept(scene));
    },
  };

  /** Claim and contract stages change what is left, without a payment. Their terms bind partners only. */
  function runStage(stage: Stage): void {
    if (!hasPartner(scene)) return;
    for (const part of stage.parts) {
      runPart(part);
      if (stage.kind === 'contract')
        scene.left.set(scene.current.subarray(scene.first, scene.last), scene.first);
    }
  }

  function runPolicy(stage: Stage, period: Period, paid: Float64Array): void {
    const shared = stage.parts.filter((part) => isProRata(part));
    const firstCome = stage.parts.filter((part) => !isProRata(part));
    eachEvent(scene, period, () => {
      for (const part of firstCome) {
        runPart(part);
        paid[scene.event] += pay(scene);
      }
    });
    for (const part of shared) payProRata(part, period, paid);
  }

  /** The instructions at the head of a part that strike all of it by a flag of the event. */
  function gatesOf(part: Part): readonly number[] {
    let found = gates.get(part);
    if (!found) {
      found = [];
      for (let i = part.from + 1; i < part.to - 1 && isGate(part, i * STRIDE); i++) found.push(i * STRIDE);
      gates.set(part, found);
    }
    return found;
  }

  function isGate(part: Part, at: number): boolean {
    const whole = code[at + FIELD.set] === code[part.from * STRIDE + FIELD.set];
    const plain = code[at + FIELD.lineNeed] === 0 && code[at + FIELD.lineWithout] === 0;
    const always = code[at + FIELD.flagNeed] === 0 && code[at + FIELD.flagWithout] === 0;
    const forAll = code[at + FIELD.amountColumn] < 0 && code[at + FIELD.liftedColumn] < 0;
    return code[at + FIELD.op] === TERM.strike && whole && plain && !always && forAll;
  }

  /** Runs a part up to its pro-rata term or its end; stops early where nothing of the event is left in it. */
  function runPart(part: Part): void {
    // Without explanations asked for, an event that a gate shuts out need not be looked at line by line.
    if (!scene.detail && gatesOf(part).some((at) => eventPasses(scene, at))) {
      scene.current.fill(0, scene.first, scene.last);
      return;
    }
    const end = isProRata(part) ? part.to - 2 : part.to - 1;
    for (let i = part.from; i < end; i++) {
      step(scene, i * STRIDE);
      const op = code[i * STRIDE + FIELD.op];
      if ((op === TERM.begin || op === TERM.strike) && !isAlive(scene)) return;
    }
  }

  function isProRata(part: Part): boolean {
    return code[(part.to - 2) * STRIDE + FIELD.op] === TERM.proRata;
  }

  /** Yearly terms that are shared over the period in proportion: the total is known only at its end. */
  function payProRata(part: Part, period: Period, paid: Float64Array): void {
    const at = (part.to - 2) * STRIDE;
    let total = 0;
    eachEvent(scene, period, () => {
      runPart(part);
      for (let l = scene.first; l < scene.last; l++) total += scene.current[l];
    });
    const after = Math.min(Math.max(0, total - code[at + FIELD.amount]), code[at + FIELD.second]);
    const factor = total > 0 ? after / total : 0;
    eachEvent(scene, period, () => {
      for (let l = scene.first; l < scene.last; l++) lowerLine(scene, at, l, scene.current[l] * factor);
      paid[scene.event] += pay(scene);
    });
  }
}

function hasPartner({ table, first, last }: Scene): boolean {
  for (let l = first; l < last; l++) if (table.partner[l] >= 0) return true;
  return false;
}

function prepare(scene: Scene, table: EventTable, period: Period, outcome: Outcome): void {
  scene.table = table;
  scene.detail = outcome.detail;
  if (scene.left.length < table.slot.length) {
    scene.left = new Float64Array(table.slot.length);
    scene.owed = new Float64Array(table.slot.length);
    scene.current = new Float64Array(table.slot.length);
  }
  scene.cells.newPeriod(period.to - period.from);
  eachEvent(scene, period, () => {
    for (let l = scene.first; l < scene.last; l++) scene.left[l] = table.amount[l];
    for (const paid of outcome.paid) paid[scene.event] = 0;
  });
}

function eachEvent(scene: Scene, { order, from, to }: Period, visit: () => void): void {
  for (let position = from; position < to; position++) {
    scene.event = order[position];
    scene.place = position - from;
    scene.first = scene.table.firstLine[scene.event];
    scene.last = scene.table.firstLine[scene.event + 1];
    visit();
  }
}

function recordGross(scene: Scene, outcome: Outcome): void {
  const { left, detail } = scene;
  let gross = 0;
  for (let l = scene.first; l < scene.last; l++) {
    gross += left[l];
    if (detail) detail.gross[l] = left[l];
  }
  outcome.gross[scene.event] = scene.programme.wholeYen ? settleYen(gross) : gross;
}

/** What contracts leave is settled upwards for the claimant: relief is whole yen, rounded down. */
function recordOwed(scene: Scene, outcome: Outcome): void {
  const { left, owed, detail, programme } = scene;
  let sum = 0;
  for (let l = scene.first; l < scene.last; l++) {
    sum += left[l];
    owed[l] = left[l];
    if (detail) {
      detail.owed[l] = left[l];
      detail.reasons.fill(0, l * programme.reasons.length, (l + 1) * programme.reasons.length);
    }
  }
  const relief = outcome.gross[scene.event] - sum;
  outcome.relieved[scene.event] = programme.wholeYen ? settleYen(Math.max(0, relief)) : relief;
}

/**
 * Settles what the part at hand pays and takes it off what is left. A part that looked at the loss before any other
 * policy pays at most what is left of its lines together: min(own liability, loss − other payments).
 */
function pay(scene: Scene): number {
  const { left, current, programme } = scene;
  let own = 0;
  let room = 0;
  let direct = 0;
  for (let l = scene.first; l < scene.last; l++) {
    if (current[l] === 0) continue;
    own += current[l];
    room += left[l];
    direct += Math.min(current[l], left[l]);
  }
  const sum = Math.min(own, room);
  const payment = programme.wholeYen ? settleYen(sum) : sum;
  // What a line cannot take itself is borne by the lines that have room.
  const scale = sum > 0 ? payment / sum : 0;
  const rest = room > direct ? (sum - direct) / (room - direct) : 0;
  for (let l = scene.first; l < scene.last; l++) {
    if (current[l] === 0) continue;
    const taken = Math.min(current[l], left[l]);
    left[l] -= (taken + (left[l] - taken) * rest) * scale;
  }
  return payment;
}

/** What is kept of each line, and the reasons scaled to add up to it. */
function recordKept(scene: Scene): void {
  const { left, detail, programme } = scene;
  if (!detail) return;
  const count = programme.reasons.length;
  for (let l = scene.first; l < scene.last; l++) {
    detail.kept[l] = left[l];
    let explained = 0;
    for (let r = 0; r < count; r++) explained += detail.reasons[l * count + r];
    if (!(explained > 0)) detail.reasons[l * count + NOT_INSURED] = left[l];
    else for (let r = 0; r < count; r++) detail.reasons[l * count + r] *= left[l] / explained;
  }
}
