import { settleYen } from '@sonae/core';
import { createCells } from './cells.ts';
import { gathers } from './gathered.ts';
import type { EventTable } from './lines.ts';
import { isShutOut, type PreparedPart, type PreparedStage, prepareStages } from './prepare.ts';
import { FIELD, TERM, type TermProgramme } from './programme.ts';
import { type Detail, lowerLine, type Scene } from './scene.ts';
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
  /** Where each line stands when the terms of the last part have met it, before it is paid. */
  readonly reached?: Float64Array;
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
  const { code } = programme;
  const stages = prepareStages(programme);
  const policies = stages.filter((stage) => stage.kind === 'policy');
  /** Events of the period that the terms can touch, in their order. */
  let openEvents = new Int32Array(16);
  let openCount = 0;
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
    marked: 0,
    memory: { borne: new Float64Array(0), over: new Float64Array(0), room: new Float64Array(0) },
    gathered: undefined,
  };

  return {
    runPeriod: (table, period, outcome) => {
      const open = enterPeriod(table, period, outcome);
      if (open === 0) return;
      scene.cells.newPeriod(open);
      for (const stage of stages) if (stage.kind === 'claim') eachOpen(() => runStage(stage));
      eachOpen(() => recordGross(scene, outcome));
      for (const stage of stages) if (stage.kind === 'contract') eachOpen(() => runStage(stage));
      eachOpen(() => recordOwed(scene, outcome));
      let policy = 0;
      for (const stage of stages) if (stage.kind === 'policy') runPolicy(stage, outcome.paid[policy++]);
      if (scene.detail) eachOpen(() => recordKept(scene));
      outcome.reached?.set(scene.current.subarray(0, table.lines));
    },
  };

  /**
   * Takes in the events of a period and returns how many the terms can touch. An event without partners that every
   * policy shuts out is settled here: small incidents nobody claims for are most of all events.
   */
  function enterPeriod(table: EventTable, { order, from, to }: Period, outcome: Outcome): number {
    scene.table = table;
    scene.detail = outcome.detail;
    makeRoom(scene, table.slot.length);
    if (openEvents.length < to - from) openEvents = new Int32Array(to - from);
    let open = 0;
    for (let position = from; position < to; position++) {
      enterEvent(scene, order[position], position - from);
      for (const paid of outcome.paid) paid[scene.event] = 0;
      if (scene.detail || hasPartner(scene) || policies.some((stage) => !isShut(stage.gates))) {
        for (let l = scene.first; l < scene.last; l++) scene.left[l] = table.amount[l];
        openEvents[open++] = scene.event;
        continue;
      }
      let gross = 0;
      for (let l = scene.first; l < scene.last; l++) gross += table.amount[l];
      outcome.gross[scene.event] = programme.wholeYen ? settleYen(gross) : gross;
      outcome.relieved[scene.event] = 0;
    }
    openCount = open;
    return open;
  }

  function eachOpen(visit: () => void): void {
    for (let place = 0; place < openCount; place++) {
      enterEvent(scene, openEvents[place], place);
      visit();
    }
  }

  /** Claim and contract stages change what is left, without a payment. Their terms bind partners only. */
  function runStage(stage: PreparedStage): void {
    if (!hasPartner(scene)) return;
    for (const part of stage.firstCome) {
      runPart(part);
      if (stage.kind === 'contract') {
        scene.left.set(scene.current.subarray(scene.first, scene.last), scene.first);
      }
    }
  }

  /** First come, first served: each event goes through all parts before the next event. */
  function runPolicy(stage: PreparedStage, paid: Float64Array): void {
    eachOpen(() => {
      if (isShut(stage.gates)) return;
      for (const part of stage.firstCome) if (runPart(part)) paid[scene.event] += pay(scene);
    });
    for (const part of stage.proRata) payProRata(part, paid);
  }

  /** Where nothing need be explained, an event that a gate shuts out is not looked at line by line. */
  function isShut(gates: Int32Array): boolean {
    const { flags, flagWords } = scene.table;
    return scene.detail === undefined && isShutOut(gates, flags, scene.event * flagWords);
  }

  /** Runs a part up to its pro-rata term or its end. False where nothing of the event is left in it. */
  function runPart({ steps, gates }: PreparedPart): boolean {
    if (isShut(gates)) return false;
    for (let i = 0; i < steps.length; i++) {
      const at = steps[i];
      step(scene, at);
      const op = code[at + FIELD.op];
      if ((op === TERM.begin || op === TERM.strike) && !isAlive(scene)) return false;
    }
    return true;
  }

  /** Yearly terms that are shared over the period in proportion: the total is known only at its end. */
  function payProRata(part: PreparedPart, paid: Float64Array): void {
    const at = part.proRata;
    let total = 0;
    eachOpen(() => {
      if (!runPart(part)) scene.current.fill(0, scene.first, scene.last);
      for (let l = scene.first; l < scene.last; l++) total += scene.current[l];
    });
    const after = Math.min(Math.max(0, total - code[at + FIELD.amount]), code[at + FIELD.second]);
    const factor = total > 0 ? after / total : 0;
    eachOpen(() => {
      for (let l = scene.first; l < scene.last; l++) lowerLine(scene, at, l, scene.current[l] * factor);
      paid[scene.event] += pay(scene);
    });
  }
}

function hasPartner({ table, first, last }: Scene): boolean {
  for (let l = first; l < last; l++) if (table.partner[l] >= 0) return true;
  return false;
}

function makeRoom(scene: Scene, lines: number): void {
  if (scene.left.length >= lines) return;
  scene.left = new Float64Array(lines);
  scene.owed = new Float64Array(lines);
  scene.current = new Float64Array(lines);
  if (!gathers(scene.programme)) return;
  const { memory } = scene;
  memory.borne = new Float64Array(lines);
  memory.over = new Float64Array(lines);
  memory.room = new Float64Array(lines);
}

function enterEvent(scene: Scene, event: number, place: number): void {
  scene.event = event;
  scene.place = place;
  scene.first = scene.table.firstLine[event];
  scene.last = scene.table.firstLine[event + 1];
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
