import type { PartHead, TermSource } from '../schema/index.ts';
import type { Reason } from './gate.ts';
import type { Account } from './ledger.ts';

/** A line under consideration in the part at hand. */
export type Item = {
  readonly account: Account;
  readonly head: PartHead;
  amount: number;
  /** Hours of the outage whose loss is still kept; all where no term has asked. */
  hours?: Hours;
};

/** A stretch of hours after the start of the outage. */
export type Hours = { readonly from: number; readonly to: number };

/** One step of a part and what it did, for the reader (経過). */
export type TraceStep = {
  readonly event: string;
  readonly policy: string;
  readonly part: string;
  readonly step: string;
  readonly clause: string;
  readonly source?: TermSource;
  /** Sum of the lines the step looks at, before and after it. */
  readonly before: number;
  readonly after: number;
  /** What the part still holds after the step, other lines included. */
  readonly left: number;
  /** What the step goes by: an amount, a share, hours. */
  readonly value?: number;
  /** What it is counted per: claim, event, series, period, unit. */
  readonly per?: string;
  /** Facts that are not known here, and what was presumed. */
  readonly unknown?: readonly string[];
};

/** An amount as a trace shows it: what binary fractions leave below a millionth of a yen is none. */
export function shown(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

/** What aggregates remember over the period: what each limit has given and each retention has borne. */
export type Memory = Map<string, number>;

/** The turn at hand: items, what is remembered, what is written down. */
export type Work = {
  readonly items: readonly Item[];
  readonly memory: Memory;
  readonly note?: (step: Omit<TraceStep, 'event' | 'policy' | 'part'>) => void;
};

/** Lowers an item and books the difference under a reason. */
export function lower(item: Item, to: number, reason: Reason): void {
  const { cuts } = item.account;
  const key = `${reason.id}/${reason.policy}/${reason.part}/${reason.clause}`;
  const known = cuts.get(key);
  if (known) known.amount += item.amount - to;
  else if (item.amount !== to) cuts.set(key, { reason, amount: item.amount - to });
  item.amount = to;
}

/** Sum of the amounts of some items. */
export function sumOf(items: readonly Item[]): number {
  let sum = 0;
  for (const item of items) sum += item.amount;
  return sum;
}

/** Changes the sum of some items together and spreads it in proportion to their amounts before the step. */
export function changeTogether(
  items: readonly Item[],
  change: (sum: number) => number,
  reason: Reason,
): void {
  const sum = sumOf(items);
  if (!(sum > 0)) return;
  const after = change(sum);
  if (after === sum) return;
  const factor = after / sum;
  for (const item of items) lower(item, item.amount * factor, reason);
}

/** The items by a key, in the order they come. */
export function groupsOf(items: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups];
}
