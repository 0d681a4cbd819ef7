import {
  addDays,
  addMonths,
  type CivilDate,
  dateOf,
  endOfDay,
  governmentDayFrom,
  type Instant,
  isGovernmentHoliday,
  startOfDay,
} from '@sonae/core';
import type { Counting } from './snapshot.ts';
import type { Step } from './steps.ts';

/** Where a clock ends, and how that was computed. Instants; days end at 23:59:59 in Japan. */
export type Counted = {
  /** The date to keep. Absent where the duty has no number. */
  readonly due?: Instant;
  /** When to warn, where the period is a range. */
  readonly warnAt?: Instant;
  /** The earlier and the later reading of a period whose counting the regulator has not stated. */
  readonly safeDue?: Instant;
  readonly statutoryDue?: Instant;
  readonly steps: readonly Step[];
};

const HOUR = 3_600_000;

/**
 * Counts from the start of a clock to its end (期限の計算).
 *
 * @example count(ppc30, Date.parse('2026-11-21T22:10+09:00')).due // 2026-12-21T23:59:59+09:00, a Monday
 */
export function count(counting: Counting, start: Instant): Counted {
  const begun: Step = { kind: 'start', at: start };
  switch (counting.kind) {
    case 'none':
      return { steps: [begun] };
    case 'hours': {
      const due = start + counting.amount * HOUR;
      return { due, steps: [begun, { kind: 'hours', hours: counting.amount, to: due }] };
    }
    case 'days':
      return days(counting, start, begun);
    case 'statute-days':
      return statuteDays(counting.amount, start, begun);
    case 'months':
      return months(counting.amount, start, begun);
    case 'quarter-months':
      return quarterMonths(counting.amount, start, begun);
  }
}

function days(counting: Counting & { kind: 'days' }, start: Instant, begun: Step): Counted {
  const { amount, warn, roll } = counting;
  const first =
    counting.firstDay === 'civil' ? civilDay(start) : dayOf(start, counting.firstDay === 'counts');
  const last = lastDay(first, amount);
  const { date, steps } = roll ? rolled(last) : { date: last, steps: [] };
  const due = endOfDay(date);
  return {
    due,
    ...(warn !== undefined && { warnAt: endOfDay(lastDay(first, warn)) }),
    steps: [begun, first, { kind: 'last-day', day: amount, date: last }, ...steps, { kind: 'end', at: due }],
  };
}

/** The earlier reading counts the first day; the later is the Civil Code's. */
function statuteDays(amount: number, start: Instant, begun: Step): Counted {
  const early = dayOf(start, true);
  const civil = civilDay(start);
  const safeDue = endOfDay(lastDay(early, amount));
  const statutoryDue = endOfDay(lastDay(civil, amount));
  const safe: Step[] = [
    early,
    { kind: 'last-day', day: amount, date: dateOf(safeDue) },
    { kind: 'end', at: safeDue },
  ];
  return {
    due: safeDue,
    safeDue,
    statutoryDue,
    steps: [begun, ...safe, { kind: 'statutory', day: amount, at: statutoryDue }],
  };
}

/**
 * By the calendar (民法143条): the day before the day that corresponds to the first one; where the last month has no such
 * day, its last day.
 */
function months(amount: number, start: Instant, begun: Step): Counted {
  const first = civilDay(start);
  const match = addMonths(first.date, amount);
  const last = match.slice(8) === first.date.slice(8) ? addDays(match, -1) : match;
  const due = endOfDay(last);
  return {
    due,
    steps: [begun, first, { kind: 'last-month', months: amount, date: last }, { kind: 'end', at: due }],
  };
}

/** From the end of the quarter of the year in which the start lies. */
function quarterMonths(amount: number, start: Instant, begun: Step): Counted {
  const date = dateOf(start);
  const intoQuarter = (Number(date.slice(5, 7)) - 1) % 3;
  const next = addMonths(`${date.slice(0, 7)}-01`, 3 - intoQuarter);
  const last = addDays(addMonths(next, amount), -1);
  const due = endOfDay(last);
  return {
    due,
    steps: [
      begun,
      { kind: 'quarter-end', date: addDays(next, -1) },
      { kind: 'last-month', months: amount, date: last },
      { kind: 'end', at: due },
    ],
  };
}

type FirstDay = Extract<Step, { kind: 'first-day' }>;

/** Day 1: the day of the start itself, or the next one. */
function dayOf(start: Instant, counts: boolean, midnight = false): FirstDay {
  const today = dateOf(start);
  return { kind: 'first-day', date: counts ? today : addDays(today, 1), counts, midnight };
}

/** Day 1 by 民法140条: the first day counts only where the period begins at 00:00. */
function civilDay(start: Instant): FirstDay {
  const midnight = startOfDay(dateOf(start)) === start;
  return dayOf(start, midnight, midnight);
}

/** The day of a number, day 1 being the first; a period of no days ends on the day it starts. */
function lastDay(first: FirstDay, number: number): CivilDate {
  const days = number - 1;
  return addDays(first.date, first.counts ? Math.max(0, days) : days);
}

/** The next day offices are open, with every closed day passed over. */
function rolled(last: CivilDate): { readonly date: CivilDate; readonly steps: readonly Step[] } {
  const date = governmentDayFrom(last);
  const closed: Step[] = [];
  for (let day = last; isGovernmentHoliday(day); day = addDays(day, 1))
    closed.push({ kind: 'closed', date: day });
  return { date, steps: date === last ? [] : [...closed, { kind: 'rolled', date }] };
}
