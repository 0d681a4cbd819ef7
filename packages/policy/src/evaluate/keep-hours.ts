import type { Reason } from './gate.ts';
import { type Hours, type Item, lower } from './work.ts';

/** Keeps what arose within some hours of the outage, of the hours that are still kept; lines without hours stay whole. */
export function keepHours(item: Item, hours: Hours, reason: Reason): void {
  if (!item.account.line.profile) return;
  const held = item.hours ?? { from: 0, to: Number.POSITIVE_INFINITY };
  const kept = { from: Math.max(held.from, hours.from), to: Math.min(held.to, hours.to) };
  const whole = shareBefore(item, held.to) - shareBefore(item, held.from);
  const share = Math.max(0, shareBefore(item, kept.to) - shareBefore(item, kept.from));
  item.hours = kept;
  lower(item, whole > 0 ? item.amount * (share / whole) : 0, reason);
}

/** The share of the loss of a line that arose before an hour of the outage; evenly within each stretch. */
function shareBefore({ account }: Item, hour: number): number {
  let before = 0;
  let total = 0;
  for (const { fromHour, toHour, weight } of account.line.profile ?? []) {
    total += weight;
    before += weight * Math.max(0, Math.min(1, (hour - fromHour) / (toHour - fromHour)));
  }
  return total > 0 ? before / total : 0;
}
