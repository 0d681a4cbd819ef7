import { addDays, dateOf, ppmOf, type Truth, type Yen } from '@sonae/core';
import {
  amountOfNode,
  headFor,
  type LossEvent,
  type LossLine,
  type Part,
  type PayResult,
  type Policy,
  pay,
} from '@sonae/policy';
import { amountNow, countedYen, type LedgerEvent, ledgerEvent } from './event.ts';
import type { Ledger, LedgerLine } from './line.ts';

/** One line against the policies. Money is what the policies would pay on the facts as they are known. */
export type LinePosition = {
  readonly id: string;
  readonly kind: LedgerLine['kind'];
  /** As on the paper, and what of it meets the policies. */
  readonly amount: Yen;
  readonly counted: Yen;
  readonly taxBasis: LedgerLine['taxBasis'];
  /** Parts that pay it, the first in the order of the policies. */
  readonly parts: readonly { readonly policy: string; readonly part: string; readonly paid: Yen }[];
  /** The part it falls under by its head, whether or not that pays; absent where no policy lists the head. */
  readonly cover?: Cover;
  readonly insurer: Yen;
  readonly stays: Yen;
};

/** What the wording says of a line's head (担保条項・縮小支払割合・内枠). */
export type Cover = {
  readonly policy: string;
  readonly part: string;
  /** Parts per million. */
  readonly sharePpm: number;
  readonly subLimit?: {
    readonly node: string;
    readonly amount: Yen | 'unlimited' | 'not_stated';
    readonly room: Yen | null;
  };
  /** Within the time in which costs count (事故対応期間); yes where the wording sets none. */
  readonly inWindow: Truth;
  readonly windowEnds?: string;
  readonly consentNeeded?: 'prior' | 'prior_written';
};

export type LedgerPosition = {
  /** Everything together, as the evaluator says it. */
  readonly result: PayResult;
  /** The same for this case alone, where earlier ones of the period count too. */
  readonly insurer: Yen;
  readonly counted: Yen;
  readonly recovered: Yen;
  readonly stays: Yen;
  readonly range: readonly [Yen, Yen];
  readonly lines: readonly LinePosition[];
  readonly unknown: readonly string[];
};

/** More than any limit: what still fits is what a line of this amount would add. */
const BOTTOMLESS = 1_000_000_000_000;

/**
 * The ledger against the policies (保険から見た台帳). The amounts are the evaluator's own; nothing is calculated here a second time.
 *
 * @param earlier events of the same policy period: aggregates remember them
 */
export function positionOf(
  ledger: Ledger,
  policies: readonly Policy[],
  earlier: readonly LossEvent[] = [],
): LedgerPosition {
  const made = ledgerEvent(ledger);
  const { event } = made;
  const result = pay(policies, [...earlier, event]);
  const own = result.events.find(({ id }) => id === event.id)!;
  const rooms = roomFinder(made, policies, earlier, result);
  const lines = ledger.lines.map((line) => linePosition(line, ledger, made, policies, result, rooms));
  const counted = event.lines.reduce((sum, { amount }) => sum + amount, 0);
  const recovered = Math.min(
    counted,
    event.recoveries.reduce((sum, { amount }) => sum + amount, 0),
  );
  return {
    result,
    insurer: own.total,
    counted,
    recovered,
    stays: counted - recovered - own.total,
    range: own.range,
    lines,
    unknown: result.unknown,
  };
}

function linePosition(
  line: LedgerLine,
  ledger: Ledger,
  { event, byEventLine }: LedgerEvent,
  policies: readonly Policy[],
  result: PayResult,
  roomOf: (line: LossLine) => Yen | null,
): LinePosition {
  const counted = countedYen(line, ledger.counts);
  const base = { id: line.id, kind: line.kind, amount: amountNow(line), counted, taxBasis: line.taxBasis };
  if (line.kind === 'recourse') return { ...base, parts: [], insurer: 0, stays: 0 };
  const eventLine = event.lines.find(({ id }) => byEventLine.get(id) === line.id)!;
  const parts = result.parts.flatMap(({ policy, id: part, lines }) => {
    const paid = lines
      .filter((one) => one.event === event.id && one.id === eventLine.id)
      .reduce((sum, one) => sum + one.paid, 0);
    return paid > 0 ? [{ policy, part, paid }] : [];
  });
  const insurer = parts.reduce((sum, { paid }) => sum + paid, 0);
  const cover = coverOf(eventLine, event, policies, roomOf);
  return { ...base, parts, ...(cover && { cover }), insurer, stays: counted - insurer };
}

function coverOf(
  line: LossLine,
  event: LossEvent,
  policies: readonly Policy[],
  roomOf: (line: LossLine) => Yen | null,
): Cover | undefined {
  for (const policy of policies)
    for (const part of policy.parts) {
      const found = headFor(policy, part, line);
      if (!found) continue;
      const { head } = found;
      const node =
        head.node ?? part.order.find((step) => step.startsWith('limit.') && step !== 'limit.head')?.slice(6);
      const window = windowOf(part, event, line);
      return {
        policy: policy.id,
        part: part.id,
        sharePpm: ppmOf(head.pct ?? part.pct ?? 1)!,
        ...(node !== undefined && {
          subLimit: { node, amount: amountOfNode(policy, node), room: roomOf(line) },
        }),
        ...window,
        ...(head.consent && { consentNeeded: head.consent }),
      };
    }
  return undefined;
}

const WINDOW_STARTS = { discovered: 'discoveredAt', notice: 'reportedAt', occurred: 'occurredAt' } as const;

function windowOf(
  { window }: Part,
  event: LossEvent,
  { at, kind }: LossLine,
): Pick<Cover, 'inWindow' | 'windowEnds'> {
  if (!window || kind !== 'cost') return { inWindow: 'yes' };
  const from = event.facts[WINDOW_STARTS[window.from]] as number | undefined;
  if (from === undefined) return { inWindow: 'unknown' };
  const windowEnds = addDays(dateOf(from), window.days);
  if (at === undefined) return { inWindow: 'unknown', windowEnds };
  // As the evaluator has it: the period closes; a day without a time, taken from midnight, is not too early.
  return { inWindow: at - from <= window.days * 86_400_000 ? 'yes' : 'no', windowEnds };
}

/** How much more the policies would pay for a head, however much were spent on it: the room that all limits leave together. */
function roomFinder(
  { event }: LedgerEvent,
  policies: readonly Policy[],
  earlier: readonly LossEvent[],
  result: PayResult,
): (line: LossLine) => Yen | null {
  const known = new Map<string, Yen | null>();
  return (line) => {
    const key = `${line.kind} ${line.word} ${line.claimant ?? ''} ${line.claim}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const more: LossLine = {
      ...line,
      id: 'room',
      amount: BOTTOMLESS,
      consent: 'prior_written',
      units: BOTTOMLESS,
    };
    const { total } = pay(policies, [...earlier, { ...event, lines: [...event.lines, more] }]);
    const room = total - result.total;
    const answer = room >= BOTTOMLESS / 2 ? null : room;
    known.set(key, answer);
    return answer;
  };
}
