import { applyPpm } from '@sonae/core';
import { gather, spread, stepGathered } from './gathered.ts';
import { MOST_LINE } from './lines.ts';
import { FIELD, KEY, TERM } from './programme.ts';
import { amountFor, eventPasses, lowerLine, type Scene, takesLine } from './scene.ts';

/** Works one instruction of a part on the lines of the event at hand. */
export function step(scene: Scene, at: number): void {
  if (!eventPasses(scene, at)) return;
  const op = scene.programme.code[at + FIELD.op];
  if (scene.gathered && op !== TERM.spread) {
    stepGathered(scene, at);
    return;
  }
  switch (op) {
    case TERM.begin:
      begin(scene, at);
      return;
    case TERM.penalty:
      penalty(scene, at);
      return;
    case TERM.inProportion:
      inProportion(scene, at);
      return;
    case TERM.mark:
      scene.marked = sumOfSet(scene, scene.programme.code[at + FIELD.set]);
      return;
    case TERM.gather:
      gather(scene, at);
      return;
    case TERM.spread:
      spread(scene, at);
      return;
    case TERM.strike:
    case TERM.deduct:
    case TERM.franchise:
    case TERM.limit:
      byGroup(scene, at);
      return;
    default:
      byLine(scene, at);
  }
}

/** Whether any line of the event still has an amount in the part at hand. */
export function isAlive({ current, first, last }: Scene): boolean {
  for (let l = first; l < last; l++) if (current[l] > 0) return true;
  return false;
}

function begin(scene: Scene, at: number): void {
  const { programme, current, detail } = scene;
  const source = programme.code[at + FIELD.mode] === 1 ? scene.owed : scene.left;
  const reasons = programme.reasons.length;
  for (const kept of Object.values(scene.memory)) kept.fill(0, scene.first, scene.last);
  for (let l = scene.first; l < scene.last; l++) {
    current[l] = takesLine(scene, at, l) ? source[l] : 0;
    // The part that looks at a line last explains what is kept of it.
    if (detail && current[l] > 0) detail.reasons.fill(0, l * reasons, (l + 1) * reasons);
  }
}

/** Changes the sum of each group of lines with one key, and spreads it as the lines stood before. */
function byGroup(scene: Scene, at: number): void {
  const { current, last, programme } = scene;
  const key = programme.code[at + FIELD.key];
  for (let l = scene.first; l < last; ) {
    const value = keyOf(scene, key, l);
    let end = l;
    let sum = 0;
    for (; end < last && keyOf(scene, key, end) === value; end++) {
      if (takesLine(scene, at, end)) sum += current[end];
    }
    const after = sum > 0 ? amountAfter(scene, at, sum, value, l) : sum;
    if (after !== sum) {
      const factor = after / sum;
      for (let k = l; k < end; k++) if (takesLine(scene, at, k)) lowerLine(scene, at, k, current[k] * factor);
    }
    l = end;
  }
}

function keyOf(scene: Scene, key: number, line: number): number {
  switch (key) {
    case KEY.claim:
      return scene.table.claim[line];
    case KEY.partner:
      return scene.table.partner[line];
    case KEY.series:
      return scene.table.series[scene.event];
    case KEY.line:
      return line;
    default:
      return 0;
  }
}

/** What becomes of the sum x of a group; its first line says whose contract it is and how many claims it stands for. */
function amountAfter(scene: Scene, at: number, x: number, key: number, line: number): number {
  const { code } = scene.programme;
  const single = amountFor(scene, at, scene.table.partner[line]);
  if (single === undefined) return x;
  const amount = code[at + FIELD.key] === KEY.claim ? single * scene.table.weight[line] : single;
  const cell = code[at + FIELD.cell];
  /** The part of the amount the cell has not used yet, and the note that it is used now. */
  const use = (): number => {
    if (cell < 0) return Math.min(x, amount);
    const used = Math.min(x, Math.max(0, amount - scene.cells.get(cell, scene.place, key)));
    scene.cells.add(cell, scene.place, key, used);
    return used;
  };
  switch (code[at + FIELD.op]) {
    case TERM.strike:
      return 0;
    case TERM.deduct:
      return x - use();
    case TERM.limit:
      return use();
    case TERM.franchise:
      return (code[at + FIELD.mode] === 0 ? x >= amount : x > amount) ? x : 0;
    default:
      return x;
  }
}

function byLine(scene: Scene, at: number): void {
  const { programme, current, table } = scene;
  const amount = programme.code[at + FIELD.amount];
  const op = programme.code[at + FIELD.op];
  for (let l = scene.first; l < scene.last; l++) {
    const x = current[l];
    if (x === 0 || !takesLine(scene, at, l)) continue;
    if (op === TERM.unitCap) lowerLine(scene, at, l, Math.min(x, amount * table.units[l]));
    else if (op === TERM.share) lowerLine(scene, at, l, applyPpm(x, amount));
    else if (op === TERM.window) lowerLine(scene, at, l, table.day[l] <= amount ? x : 0);
    else if (op === TERM.waitQualify)
      lowerLine(scene, at, l, table.outageHours[scene.event] > amount ? x : 0);
    else if (table.toHour[l] > 0) {
      const other = programme.code[at + FIELD.second];
      const [from, to] = op === TERM.waitExcess ? [amount, other || Infinity] : [other, amount];
      const whole = op === TERM.waitExcess ? shareBefore(scene, l, to) : 1 - shareBefore(scene, l, from);
      const kept = Math.max(0, shareBefore(scene, l, to) - shareBefore(scene, l, from));
      lowerLine(scene, at, l, whole > 0 ? x * (kept / whole) : 0);
    }
  }
}

/** The share of the loss of a line that arose before an hour of the outage. */
function shareBefore({ table }: Scene, line: number, hour: number): number {
  const from = table.fromHour[line];
  const to = table.toHour[line];
  return Math.max(0, Math.min(1, (hour - from) / (to - from)));
}

/** Defence costs in proportion: scaled by what is paid of the damages over what was asked. */
function inProportion(scene: Scene, at: number): void {
  const { programme, current, left, table } = scene;
  const damages = programme.sets[programme.code[at + FIELD.second]];
  const sinceMark = programme.code[at + FIELD.mode] === 1;
  let asked = sinceMark ? scene.marked : 0;
  let given = 0;
  for (let l = scene.first; l < scene.last; l++) {
    if (damages[table.slot[l]] === 0) continue;
    if (!sinceMark) asked += left[l];
    given += current[l];
  }
  if (!(asked > 0) || given >= asked) return;
  for (let l = scene.first; l < scene.last; l++) {
    if (takesLine(scene, at, l)) lowerLine(scene, at, l, current[l] * (given / asked));
  }
}

function sumOfSet({ programme, current, table, first, last }: Scene, set: number): number {
  const members = programme.sets[set];
  let sum = 0;
  for (let l = first; l < last; l++) if (members[table.slot[l]] !== 0) sum += current[l];
  return sum;
}

/** Fills the penalty line of each partner who claims damages. */
function penalty(scene: Scene, at: number): void {
  const { programme, left, table } = scene;
  const target = programme.sets[programme.code[at + FIELD.second]];
  const besides = programme.code[at + FIELD.mode] === 1;
  for (let l = scene.first; l < scene.last; ) {
    const partner = table.partner[l];
    let end = l;
    let damages = 0;
    for (; end < scene.last && table.partner[end] === partner; end++) {
      if (takesLine(scene, at, end)) damages += left[end];
    }
    const single = damages > 0 ? amountFor(scene, at, partner) : undefined;
    const amount = Math.min(MOST_LINE, (single ?? 0) * table.weight[l]);
    for (let k = l; k < end && single !== undefined; k++) {
      if (target[table.slot[k]] !== 0) left[k] = besides ? amount : Math.max(0, amount - damages);
    }
    l = end;
  }
}
