import type { Instant } from '@sonae/core';
import { type Circle, REPEAT_EVERY, REPEATS, STAGES, type Stage } from './stages.ts';

/** A running clock, a row of the table that is the truth (時計). */
export type Clock = {
  readonly case: string;
  readonly duty: string;
  readonly startedAt: Instant;
  readonly due: Instant;
  /** When it was done, or put aside by a person: it rings no more, not even for what was missed. */
  readonly stoppedAt?: Instant;
};

export type Alarm = {
  /** Names the alarm for good: the same one is never sent twice, and a clock that was set anew rings anew. */
  readonly key: string;
  readonly case: string;
  readonly duty: string;
  readonly stage: Stage;
  /** 0, and from 1 where overdue is told again. */
  readonly repeat: number;
  /** When it should ring; it may be sent later, after a standstill. */
  readonly at: Instant;
  readonly due: Instant;
  readonly circle: Circle;
};

/**
 * Every alarm of a clock, in the order in which they ring. Stages that lie before the start of a short clock are left out: one of
 * four hours rings at half, with an hour left, when due and when overdue.
 */
export function alarmsOf({ case: of, duty, startedAt, due }: Clock): Alarm[] {
  const alarm = (stage: Stage, at: Instant, circle: Circle, repeat: number): Alarm => ({
    key: [of, duty, due, stage, ...(repeat > 0 ? [repeat] : [])].join('|'),
    case: of,
    duty,
    stage,
    repeat,
    at,
    due,
    circle,
  });
  const alarms: Alarm[] = [];
  for (const { stage, moment, circle } of STAGES) {
    const at = moment(startedAt, due);
    if (at > startedAt || stage === 'due' || stage === 'overdue') alarms.push(alarm(stage, at, circle, 0));
  }
  for (let repeat = 1; repeat <= REPEATS; repeat++) {
    alarms.push(alarm('overdue', due + 1000 + repeat * REPEAT_EVERY, 'everyone', repeat));
  }
  return alarms.sort(byTime);
}

/**
 * The alarms that are due now and were not sent, in order. Whether the queue was rebuilt, the machine stood still or its
 * clock was changed plays no part: only the clocks, what was sent, and the time.
 */
export function dueAlarms(clocks: Iterable<Clock>, sent: ReadonlySet<string>, now: Instant): Alarm[] {
  const due: Alarm[] = [];
  for (const clock of clocks) {
    if (clock.stoppedAt !== undefined || clock.startedAt > now) continue;
    for (const alarm of alarmsOf(clock)) {
      if (alarm.at > now) break;
      if (!sent.has(alarm.key)) due.push(alarm);
    }
  }
  return due.sort(byTime);
}

/** When the next alarm rings, so that the queue wakes us then; undefined where none will. */
export function nextAlarm(
  clocks: Iterable<Clock>,
  sent: ReadonlySet<string>,
  now: Instant,
): Instant | undefined {
  let next: Instant | undefined;
  for (const clock of clocks) {
    if (clock.stoppedAt !== undefined) continue;
    const coming = alarmsOf(clock).find(({ at, key }) => at > now && !sent.has(key));
    if (coming && (next === undefined || coming.at < next)) next = coming.at;
  }
  return next;
}

function byTime(a: Alarm, b: Alarm): number {
  return a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}
