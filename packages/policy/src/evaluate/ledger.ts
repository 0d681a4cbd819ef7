import { spreadYen } from '@sonae/core';
import type { LossEvent, LossLine, Receipt } from '../event/event.ts';
import type { Reason } from './gate.ts';

/** The money of one line through all policies. */
export type Account = {
  readonly event: LossEvent;
  readonly place: number;
  readonly line: LossLine;
  /** After what was recovered, before any insurance. */
  readonly owed: number;
  /** Recovered, and paid by insurance not evaluated here: whole yen with their reason. */
  readonly received: readonly { readonly reason: Reason; readonly yen: number }[];
  /** Not yet paid. */
  left: number;
  /** By payment. */
  readonly paid: { readonly payment: Payment; readonly amount: number }[];
  /** What each term of the part that looked at the line last has cut. */
  cuts: Map<string, { readonly reason: Reason; amount: number }>;
};

/** One payment: a part of a policy for one turn, settled to whole yen. */
export type Payment = {
  readonly policy: string;
  readonly part: string;
  readonly event: string;
  readonly place: number;
  readonly yen: number;
};

/** Opens an account for every line of every event. */
export function openAccounts(
  events: readonly LossEvent[],
  isInsured: (line: LossLine, event: LossEvent) => boolean,
): Account[] {
  return events.flatMap((event, place) => {
    const { lines } = event;
    const recovered = receivedBy(
      lines,
      event.recoveries,
      () => true,
      lines.map((line) => line.amount),
    );
    const owed = lines.map((line, i) => line.amount - recovered.totals[i]);
    const some = lines.some((line) => isInsured(line, event));
    const insured = (line: LossLine) => !some || isInsured(line, event);
    const others = receivedBy(lines, event.otherPayments, insured, owed);
    return lines.map((line, i) => ({
      event,
      place,
      line,
      owed: owed[i],
      received: [
        ...recovered.by[i].map(({ from, yen }) => ({ reason: receivedReason('recovered', from), yen })),
        ...others.by[i].map(({ from, yen }) => ({ reason: receivedReason('other_insurance', from), yen })),
      ],
      left: owed[i] - others.totals[i],
      paid: [],
      cuts: new Map(),
    }));
  });
}

const receivedReason = (id: 'recovered' | 'other_insurance', from = ''): Reason => ({
  id,
  clause: from === '' ? (id === 'recovered' ? 'recoveries' : 'otherInsurance') : from,
});

/** Spreads what was received over the lines it is for, in proportion to what they still hold. */
function receivedBy(
  lines: readonly LossLine[],
  receipts: readonly Receipt[],
  isFor: (line: LossLine) => boolean,
  amounts: readonly number[],
) {
  const totals = lines.map(() => 0);
  const by: { from?: string; yen: number }[][] = lines.map(() => []);
  for (const receipt of receipts) {
    const room = lines.map((line, i) =>
      (receipt.heads ? receipt.heads.includes(line.head ?? '') : isFor(line)) ? amounts[i] - totals[i] : 0,
    );
    const whole = Math.min(
      receipt.amount,
      room.reduce((sum, one) => sum + one, 0),
    );
    spreadYen(whole, room).forEach((yen, i) => {
      if (yen === 0) return;
      totals[i] += yen;
      by[i].push({ from: receipt.from, yen });
    });
  }
  return { totals, by };
}
