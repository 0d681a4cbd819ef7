import { type Assembler, BAND, type Instruction, MODE, PAYOUT, PAYOUT_STRIDE, TERM } from '@sonae/engine';
import type { ProfileRow } from './case.ts';

/** Writes instructions on a gathered loss; the set is that of the gathering. */
type Write = (instruction: Omit<Instruction, 'set'>) => void;

/** Calculation rules of the account level are those below 100 with a share at the end. */
const WITH_SHARE = 100;
const SHARE_ALONE = 200;
const PASS = 100;

/**
 * The terms of a profile as instructions on a gathered loss.
 *
 * @param tiv insured value under the node, which percentages of the value go by
 */
export function writeProfile(
  rows: readonly ProfileRow[],
  tiv: number,
  assembler: Assembler,
  write: Write,
): void {
  for (const row of rows) {
    const rule = row.calcrule_id;
    if (rule === PASS) continue;
    if (rule === SHARE_ALONE) write({ op: TERM.share, amount: row.share1 });
    else if (isBand(rule)) writeBand(row, tiv, assembler, write);
    else if (rule > WITH_SHARE) {
      writeRule({ ...row, calcrule_id: rule - WITH_SHARE }, tiv, write);
      write({ op: TERM.share, amount: row.share1 });
    } else writeRule(row, tiv, write);
  }
}

/** Whether the rule does something beside passing the loss on. */
export function doesSomething(rows: readonly ProfileRow[]): boolean {
  return rows.some((row) => row.calcrule_id !== PASS);
}

function writeRule(row: ProfileRow, tiv: number, write: Write): void {
  const { deductible1: d, deductible2: least, deductible3: most, attachment1: a, limit1: l } = row;
  const { share1, share2, share3 } = row;
  const deduct = (amount: number, mode: number = MODE.money) => write({ op: TERM.deduct, amount, mode });
  const limit = (amount: number, mode: number = MODE.money) => write({ op: TERM.limit, amount, mode });
  const share = (amount: number) => write({ op: TERM.share, amount });
  const between = (amount: number, min: number, max: number, mode: number = MODE.money) =>
    write({ op: TERM.between, amount, second: min, third: max, mode });
  /** A maximum of nothing is none, where the deductible is a percentage. */
  const cap = most > 0 ? most : Number.POSITIVE_INFINITY;
  const none = Number.POSITIVE_INFINITY;
  const layer = (deductible: number) => {
    deduct(deductible, MODE.forget);
    deduct(a, MODE.forget);
    limit(l, MODE.forget);
    share(share1);
  };
  switch (row.calcrule_id) {
    case 1:
    case 40:
      deduct(d);
      limit(l);
      break;
    case 2:
      layer(d);
      break;
    case 3:
      write({ op: TERM.franchise, amount: d, mode: MODE.share });
      limit(l);
      break;
    case 4:
      deduct(d * tiv);
      limit(l);
      break;
    case 5:
      deduct(d, MODE.share);
      limit(l, MODE.share);
      break;
    case 6:
      deduct(d * tiv);
      break;
    case 7:
      between(d, least, most);
      limit(l);
      break;
    case 8:
      between(d, least, none);
      limit(l);
      break;
    case 9:
      deduct(d * l);
      limit(l);
      break;
    case 10:
      between(d, 0, most);
      break;
    case 11:
      between(d, least, none);
      break;
    case 12:
      deduct(d);
      break;
    case 13:
      between(d, least, most);
      break;
    case 14:
    case 41:
      limit(l);
      break;
    case 15:
      deduct(d);
      if (l < 1) write({ op: TERM.limit, amount: l, second: d, mode: MODE.afterShare });
      break;
    case 16:
      deduct(d, MODE.share);
      break;
    case 17:
      share(Math.max(0, 1 - d));
      deduct(a, MODE.forget);
      limit(l, MODE.forget);
      share(share1);
      break;
    case 18:
      layer(d * tiv);
      break;
    case 19:
      between(d, least, cap, MODE.share);
      break;
    case 20:
      write({ op: TERM.franchise, amount: d, mode: MODE.forget });
      break;
    case 21:
      between(d * tiv, least, most);
      break;
    case 22:
      share(share1);
      limit(l, MODE.forget);
      share(share2 * share3);
      break;
    case 23:
      limit(l, MODE.forget);
      share(share2 * share3);
      break;
    case 24:
      share(share1);
      deduct(a, MODE.forget);
      limit(l, MODE.forget);
      share(share2 * share3);
      break;
    case 25:
      share(share1 * share2 * share3);
      break;
    case 26:
      between(d, least, cap, MODE.share);
      limit(l);
      break;
    case 33:
      deduct(d, MODE.share);
      limit(l);
      break;
    case 34:
      deduct(d, MODE.forget);
      deduct(a, MODE.forget);
      share(share1);
      break;
    case 35:
      between(d, least, cap, MODE.share);
      limit(l, MODE.share);
      break;
    case 36:
      between(d, least, most > d ? most : none);
      limit(l, MODE.share);
      break;
    case 39:
      write({ op: TERM.franchise, amount: d, mode: MODE.share });
      break;
    default:
      throw new UnknownRule(row.calcrule_id);
  }
}

/** A calculation rule nobody has described to us. */
export class UnknownRule extends Error {
  readonly rule: number;
  constructor(rule: number) {
    super(`unknown calculation rule ${rule}`);
    this.rule = rule;
  }
}

/** Rules of step policies: a band of the loss brings a payout. */
const BANDS = new Set([27, 28, 29, 30, 31, 32, 37, 38, 281]);
const isBand = (rule: number): boolean => BANDS.has(rule);

function writeBand(row: ProfileRow, tiv: number, assembler: Assembler, write: Write): void {
  const { calcrule_id: rule, payout_start: payout, deductible1: d, limit1, scale1, scale2, limit2 } = row;
  const band = new Array<number>(PAYOUT_STRIDE).fill(0);
  const byValue = rule === 32 ? 1 : tiv;
  band[PAYOUT.from] = row.trigger_start * byValue;
  band[PAYOUT.to] =
    rule === 32 || row.trigger_end === 1 ? Number.POSITIVE_INFINITY : row.trigger_end * byValue;
  band[PAYOUT.share] = payout;
  band[PAYOUT.deductible] = rule === 32 ? 0 : d;
  band[PAYOUT.limit] = rule === 28 ? Number.POSITIVE_INFINITY : limit1;
  band[PAYOUT.extra] = scale2;
  band[PAYOUT.extraLimit] = limit2;
  band[PAYOUT.scale] = 1 + scale1;
  /** What fixed payouts are a share of: the value, the limit, or nothing. */
  const bases: Readonly<Record<number, number>> = { 27: tiv, 29: tiv, 30: limit1, 31: 1 };
  if (bases[rule] !== undefined) {
    const most = rule === 27 ? limit1 : Number.POSITIVE_INFINITY;
    const base = Math.min(Math.max(payout * bases[rule] - d, 0), most);
    band[PAYOUT.kind] = BAND.addFixed;
    band[PAYOUT.fixed] = (base + Math.min(base * scale2, limit2)) * (1 + scale1);
  } else if (rule === 38) band[PAYOUT.kind] = BAND.extraAndAll;
  else if (rule === 281 || (rule === 28 && payout === 0)) band[PAYOUT.kind] = BAND.extraOnTop;
  else band[PAYOUT.kind] = rule === 32 ? BAND.add : BAND.instead;
  write({ op: TERM.payout, amount: assembler.payout(band) });
}
