import { BAND, FIELD, PAYOUT, PAYOUT_STRIDE, STRIDE, TERM, type TermProgramme } from './programme.ts';
import { type Gathered, lowerLine, type Scene, takesLine } from './scene.ts';

/**
 * Terms that look back on the terms before them: a deductible that all deductibles below it together must reach or must
 * not pass can only be met by whoever remembers what they took, how much they left over the limits, and how much could
 * be given back under them. Such a loss is gathered, met by its terms, and spread again.
 */

/** Whether a programme has such terms. */
export function gathers({ code }: TermProgramme): boolean {
  for (let at = 0; at < code.length; at += STRIDE) if (code[at + FIELD.op] === TERM.gather) return true;
  return false;
}

/** Takes the lines of the set together. */
export function gather(scene: Scene, at: number): void {
  const { current, memory } = scene;
  let loss = 0;
  const before = { borne: 0, over: 0, room: 0 };
  for (let l = scene.first; l < scene.last; l++) {
    if (!takesLine(scene, at, l)) continue;
    loss += current[l];
    before.borne += memory.borne[l];
    before.over += memory.over[l];
    before.room += memory.room[l];
  }
  scene.gathered = { loss, into: loss, ...before, before, brought: undefined };
}

/**
 * Gives the loss back to the lines in proportion to what they held, and so whatever was deducted or cut. What a maximum
 * deductible gives back goes to lines that can take it: by their room under the limits, and where none is left by what
 * they have borne.
 */
export function spread(scene: Scene, at: number): void {
  const { gathered, current, memory } = scene;
  if (!gathered) return;
  scene.gathered = undefined;
  const { loss, into, borne, over, room, before } = gathered;
  const back = Math.min(0, borne - before.borne);
  const byRoom = room > 0;
  const base = byRoom ? before.room : before.borne;
  const backShare = base > 0 ? back / base : 0;
  const held = into - back;
  const lossShare = held > 0 ? loss / held : 0;
  const [more, moreOver, moreRoom] = [borne - before.borne, over - before.over, room - before.room];
  for (let l = scene.first; l < scene.last; l++) {
    if (!takesLine(scene, at, l)) continue;
    const own = current[l];
    const given = back < 0 ? backShare * (byRoom ? memory.room[l] : memory.borne[l]) : 0;
    memory.over[l] =
      moreOver >= 0
        ? memory.over[l] + (held > 0 ? (moreOver / held) * (own - given) : 0)
        : memory.over[l] * (over / before.over);
    memory.room[l] =
      moreRoom >= 0
        ? memory.room[l] + (into > 0 ? (moreRoom / into) * own : 0)
        : memory.room[l] * (room / before.room);
    memory.borne[l] += back < 0 ? given : into > 0 ? (more / into) * own : 0;
    lowerLine(scene, at, l, (own - given) * lossShare);
  }
}

/** One term on the gathered loss. */
export function stepGathered(scene: Scene, at: number): void {
  const { code } = scene.programme;
  const gathered = scene.gathered as Gathered;
  const amount = code[at + FIELD.amount];
  const mode = code[at + FIELD.mode];
  switch (code[at + FIELD.op]) {
    case TERM.deduct:
      deduct(gathered, mode === MODE.share ? gathered.loss * amount : amount, mode !== MODE.forget);
      return;
    case TERM.franchise:
      franchise(gathered, amount, mode);
      return;
    case TERM.limit:
      limit(gathered, mode === MODE.share ? gathered.into * amount : amount, mode, code[at + FIELD.second]);
      return;
    case TERM.share:
      gathered.loss *= amount;
      return;
    case TERM.between:
      between(
        gathered,
        mode === MODE.share ? gathered.loss * amount : amount,
        code[at + FIELD.second],
        code[at + FIELD.third],
      );
      return;
    case TERM.payout:
      payout(
        gathered,
        scene.programme.payouts.subarray(amount * PAYOUT_STRIDE, (amount + 1) * PAYOUT_STRIDE),
      );
      return;
    default:
      throw new Error('this term does not work on a gathered loss');
  }
}

/** How a term on a gathered loss reads its amount, and whether it is remembered. */
export const MODE = { money: 0, share: 1, forget: 2, afterShare: 3 } as const;

function deduct(g: Gathered, amount: number, remember: boolean): void {
  const taken = Math.min(g.loss, amount);
  g.loss -= taken;
  if (!remember) return;
  g.borne += taken;
  g.room += taken;
}

/** Nothing unless the loss passes the amount; the reverse with `forget`: nothing if it does. */
function franchise(g: Gathered, amount: number, mode: number): void {
  if (mode === MODE.forget) {
    if (g.loss > amount) g.loss = 0;
  } else if (g.loss <= amount) deduct(g, g.loss, true);
}

/** `afterShare`: a limit that is a share of the loss before a deductible `second`, whose room counts from where both meet. */
function limit(g: Gathered, amount: number, mode: number, second: number): void {
  if (mode === MODE.forget) {
    g.loss = Math.min(g.loss, amount);
    return;
  }
  const most = mode === MODE.afterShare ? g.into * amount : amount;
  if (g.loss > most) {
    g.over += g.loss - most;
    g.room = 0;
    g.loss = most;
    return;
  }
  const meet = second / (1 - amount);
  g.room = Math.min(
    g.room,
    mode === MODE.afterShare ? (g.into > second ? meet - g.into : meet) : most - g.loss,
  );
}

/** A deductible with a least and a most over all deductibles below it. */
function between(g: Gathered, amount: number, least: number, most: number): void {
  if (g.borne + amount > most) giveBack(g, g.borne - most);
  else if (g.borne + amount < least) raise(g, least - amount - g.borne, amount, least);
  else deduct(g, amount, true);
}

/** The deductibles have passed the most: gives loss back as far as limits leave room. A negative amount is still due. */
function giveBack(g: Gathered, back: number): void {
  if (back > g.room) {
    g.loss += g.room;
    g.over += back - g.room;
    g.borne -= back;
    g.room = 0;
  } else if (g.loss >= -back) {
    g.loss += back;
    g.room -= back;
    g.borne -= back;
  } else deduct(g, g.loss, true);
}

/** The deductibles do not reach the least: takes the rest from what lies over limits first, then from the loss. */
function raise(g: Gathered, rest: number, amount: number, least: number): void {
  const { loss, over } = g;
  const fromLoss = Math.max(0, rest - over);
  if (rest <= over && loss > amount) {
    g.over -= rest;
    g.borne = least;
  } else if (rest <= over && over - rest + loss > amount) {
    g.loss = 0;
    g.over -= rest + amount;
    g.borne = least;
    g.room += loss;
  } else if (rest > over && loss > fromLoss + amount) {
    g.loss -= fromLoss + amount;
    g.over = 0;
    g.borne = least;
    g.room += fromLoss;
  } else {
    g.loss = 0;
    g.borne += loss + over;
    g.over = 0;
    g.room += loss;
  }
}

/** What one band brings. The first band of a policy begins with nothing. */
function payout(g: Gathered, band: Float64Array): void {
  const before = g.brought ?? 0;
  const { into: x } = g;
  const isInside = x >= band[PAYOUT.from] && x < band[PAYOUT.to];
  const l = Math.min(Math.max(band[PAYOUT.share] * x - band[PAYOUT.deductible], 0), band[PAYOUT.limit]);
  const withExtra = (base: number) => base + Math.min(base * band[PAYOUT.extra], band[PAYOUT.extraLimit]);
  const after = (): number => {
    switch (band[PAYOUT.kind]) {
      case BAND.addFixed:
        return x > 0 || g.borne > 0 ? before + band[PAYOUT.fixed] : before;
      case BAND.instead:
        return withExtra(l) * band[PAYOUT.scale];
      case BAND.add:
        return before + withExtra(l) * band[PAYOUT.scale];
      case BAND.extraOnTop:
        return before + (withExtra(before) - before) * band[PAYOUT.scale];
      default:
        return withExtra(before) * band[PAYOUT.scale];
    }
  };
  g.brought = isInside ? after() : before;
  g.loss = g.brought;
}
