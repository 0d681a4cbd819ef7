import { readFileSync } from 'node:fs';
import { dateOf, formatInstant, isGovernmentHoliday, startOfDay } from '@sonae/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { count } from './counting.ts';
import { currentLaw } from './snapshot.ts';
import { stepText } from './steps.ts';
import { dayNumber, isClosed, monthLength, partsOf, textOf } from './testing/plain-calendar.ts';
import { readSteps, stepsOf } from './testing/step-table.ts';

const { countings } = currentLaw;
const read = (file: string) => readFileSync(new URL(`./testing/${file}`, import.meta.url), 'utf8');
const at = (text: string) => Date.parse(text);
const DAY_START = dayNumber(2020, 1, 1);
const DAY_END = dayNumber(2049, 9, 1);
/** Years in which a special act moved holidays (Olympics), which the plain calendar does not know. */
const MOVED = [2020, 2021];

const day = fc.integer({ min: DAY_START, max: DAY_END });
const second = fc.integer({ min: 0, max: 86_399 });
const instantOn = (number: number, seconds: number) =>
  at(`${textOf(number)}T00:00:00+09:00`) + seconds * 1000;

test('Y2 the calendar agrees with one written apart from it, every day from 2020 to 2050', () => {
  const differing: string[] = [];
  for (let number = DAY_START; number < dayNumber(2050, 1, 1); number++) {
    if (MOVED.includes(partsOf(number)[0])) continue;
    if (isClosed(number) !== isGovernmentHoliday(textOf(number))) differing.push(textOf(number));
  }
  expect(differing).toEqual([]);
});

test('Y10 final reports agree with the plain calendar for any day and time', () => {
  fc.assert(
    fc.property(day, second, fc.constantFrom(30, 60), (number, seconds, days) => {
      let last = number + days - 1;
      if (MOVED.includes(partsOf(last)[0])) return;
      while (isClosed(last)) last++;
      const { due } = count(countings[`ppc-${days}`], instantOn(number, seconds));
      expect(formatInstant(due ?? 0)).toBe(`${textOf(last)}T23:59:59+09:00`);
    }),
    { numRuns: 400 },
  );
});

test('Y13 days of a clause agree with the plain calendar', () => {
  fc.assert(
    fc.property(
      day,
      fc.oneof(second, fc.constant(0)),
      fc.integer({ min: 1, max: 400 }),
      (number, seconds, amount) => {
        const last = number + amount - (seconds === 0 ? 1 : 0);
        const { due } = count(
          { id: 'x', kind: 'days', firstDay: 'civil', amount, ja: 'x', en: 'x', basis: [] },
          instantOn(number, seconds),
        );
        expect(dateOf(due ?? 0)).toBe(textOf(last));
      },
    ),
    { numRuns: 400 },
  );
});

test('Y14 months agree with the plain calendar', () => {
  fc.assert(
    fc.property(
      day,
      fc.oneof(second, fc.constant(0)),
      fc.integer({ min: 1, max: 60 }),
      (number, seconds, months) => {
        const [year, month, first] = partsOf(seconds === 0 ? number : number + 1);
        const index = year * 12 + month - 1 + months;
        const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
        // 民法143条2項: the day before the corresponding day, or the end of a month that has none.
        const last =
          first > monthLength(y, m) ? dayNumber(y, m, monthLength(y, m)) : dayNumber(y, m, first) - 1;
        const { due } = count(
          { id: 'x', kind: 'months', amount: months, ja: 'x', en: 'x', basis: [] },
          instantOn(number, seconds),
        );
        expect(dateOf(due ?? 0)).toBe(textOf(last));
      },
    ),
    { numRuns: 400 },
  );
});

test('Y15 nothing is due before it was learned, and later starts never end earlier', () => {
  fc.assert(
    fc.property(
      day,
      second,
      second,
      fc.constantFrom(...Object.values(countings)),
      (number, a, b, counting) => {
        const [early, late] = [instantOn(number, Math.min(a, b)), instantOn(number, Math.max(a, b))];
        const [first, second] = [count(counting, early), count(counting, late)];
        if (first.due === undefined || second.due === undefined) return;
        expect(first.due).toBeGreaterThanOrEqual(early);
        expect(second.due).toBeGreaterThanOrEqual(first.due);
        expect(first.safeDue ?? first.due).toBeLessThanOrEqual(first.statutoryDue ?? first.due);
        expect(first.warnAt ?? first.due).toBeLessThanOrEqual(first.due);
      },
    ),
    { numRuns: 400 },
  );
});

test.each(readSteps(read('steps.yaml')).map((row) => [row.name, row] as const))('%s', (_, row) => {
  expect(stepsOf(row)).toEqual(row.steps);
});

test('Y16 every counting of the law is among them', () => {
  const told = readSteps(read('steps.yaml')).map(({ counting }) => currentLaw.countings[counting].kind);
  expect(new Set(told)).toEqual(new Set(Object.values(countings).map(({ kind }) => kind)));
});

test('Y16 a step is told in Japanese with the holiday by its name', () => {
  const { steps } = count(countings['ppc-30'], at('2026-04-04T10:00:00+09:00'));
  expect(steps.map((step) => stepText(step).ja)).toEqual([
    '起算: 2026-04-04T10:00:00+09:00',
    '1日目: 2026-04-04（土）（初日を数える）',
    '30日目: 2026-05-03（日）',
    '2026-05-03（日）は閉庁日（憲法記念日）',
    '2026-05-04（月）は閉庁日（みどりの日）',
    '2026-05-05（火）は閉庁日（こどもの日）',
    '2026-05-06（水）は閉庁日（こどもの日 振替休日）',
    '次の開庁日に延びる: 2026-05-07（木）（行政機関の休日に関する法律2条）',
    'その日の終わりまで: 2026-05-07T23:59:59+09:00（民法141条）',
  ]);
});

test('Y13 a period of no days ends on the day it starts', () => {
  const none = { id: 'x', kind: 'days', firstDay: 'civil', amount: 0, ja: 'x', en: 'x', basis: [] } as const;
  for (const time of ['00:00:00', '12:00:00'])
    expect(dateOf(count(none, at(`2026-11-21T${time}+09:00`)).due ?? 0)).toBe('2026-11-21');
  expect(startOfDay('2026-11-21')).toBe(at('2026-11-21T00:00:00+09:00'));
});
