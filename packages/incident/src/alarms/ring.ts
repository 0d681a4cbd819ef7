import type { Instant } from '@sonae/core';
import { type Alarm, type Clock, dueAlarms, nextAlarm } from './alarms.ts';

/** Where clocks and marks are kept, and who carries a message out. */
export type AlarmPorts = {
  /** The table of clocks: the truth. */
  clocks(): Promise<Iterable<Clock>>;
  /** Keys of alarms that were sent, as they stand on the disk. */
  sent(): Promise<ReadonlySet<string>>;
  /**
   * Carries the alarm out. It may be called again for the same key after a crash: the key goes along as the id of the message, so
   * that whoever receives it sees one.
   */
  deliver(alarm: Alarm): Promise<void>;
  /** Marks the key durably, before it resolves. */
  mark(alarm: Alarm, sentAt: Instant): Promise<void>;
};

export type Sweep = {
  readonly rung: readonly Alarm[];
  /** Those that could not be delivered, with the reason; they come again at the next sweep. */
  readonly failed: readonly { readonly alarm: Alarm; readonly reason: unknown }[];
  /** When to sweep next. */
  readonly next?: Instant;
};

/**
 * Rings what is due and was not rung (見回り). The queue only wakes us; what rings follows from clocks, marks and the time, so a
 * restart, a changed clock or a rebuilt queue loses nothing. Delivered first, marked then: a crash between the two delivers twice
 * under one key, never not at all.
 */
export async function sweep(ports: AlarmPorts, now: Instant): Promise<Sweep> {
  const clocks = [...(await ports.clocks())];
  const sent = new Set(await ports.sent());
  const rung: Alarm[] = [];
  const failed: { alarm: Alarm; reason: unknown }[] = [];
  for (const alarm of dueAlarms(clocks, sent, now)) {
    try {
      await ports.deliver(alarm);
    } catch (reason) {
      failed.push({ alarm, reason });
      continue;
    }
    await ports.mark(alarm, now);
    sent.add(alarm.key);
    rung.push(alarm);
  }
  const next = nextAlarm(clocks, sent, now);
  return { rung, failed, ...(next === undefined ? {} : { next }) };
}
