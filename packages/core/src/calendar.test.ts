import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dateOf,
  dayOfWeek,
  endOfDay,
  formatInstant,
  governmentDayFrom,
  holidayName,
  isCivilDate,
  isGovernmentHoliday,
  startOfDay,
} from './calendar.ts';

/** Texts that people and programs take for dates. */
const HOSTILE = [
  ...[
    '',
    ' ',
    'today',
    '2026',
    '2026-02',
    '2026-2-3',
    '20260203',
    '2026/02/03',
    '２０２６-０２-０３',
    '令和8-02-03',
  ],
  ...[
    '2026-02-30',
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
    '0000-01-01',
  ],
  ...[
    '-2026-01-01',
    '+002026-01-01',
    '10000-01-01',
    '2026-01-01T00:00:00Z',
    '2026-01-01 ',
    '2026-01-01\n',
    'constructor',
  ],
];
const dates = fc
  .integer({ min: -719_000, max: 2_932_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

describe('dates and instants', () => {
  test('C16 a civil date is four, two and two digits, and exists', () => {
    for (const date of ['0001-01-01', '1970-01-01', '2024-02-29', '2000-02-29', '2026-12-31', '9999-12-31']) {
      expect(isCivilDate(date)).toBe(true);
    }
    for (const text of [...HOSTILE, '1900-02-29', '2100-02-29'])
      expect([text, isCivilDate(text)]).toEqual([text, false]);
  });

  test('C17 a day begins at midnight in Japan, 15:00 UTC of the day before', () => {
    expect(startOfDay('2026-04-01')).toBe(Date.parse('2026-03-31T15:00:00Z'));
    expect(endOfDay('2026-04-01')).toBe(Date.parse('2026-04-01T14:59:59Z'));
    expect(dateOf(Date.parse('2026-03-31T14:59:59.999Z'))).toBe('2026-03-31');
    expect(dateOf(Date.parse('2026-03-31T15:00:00Z'))).toBe('2026-04-01');
    expect(dateOf(0)).toBe('1970-01-01');
    expect(dateOf(-9 * 3_600_000 - 1)).toBe('1969-12-31');
  });

  test('C17 any day begins and ends on itself', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(dateOf(startOfDay(date))).toBe(date);
        expect(dateOf(endOfDay(date))).toBe(date);
        expect(dateOf(startOfDay(date) - 1)).toBe(addDays(date, -1));
        expect(startOfDay(addDays(date, 1)) - endOfDay(date)).toBe(1000);
      }),
    );
  });

  test('C18 an instant is written in the time of Japan', () => {
    expect(formatInstant(Date.parse('2026-11-21T13:10:00.999Z'))).toBe('2026-11-21T22:10:00+09:00');
    expect(formatInstant(startOfDay('2026-01-01'))).toBe('2026-01-01T00:00:00+09:00');
    expect(formatInstant(endOfDay('2026-12-31'))).toBe('2026-12-31T23:59:59+09:00');
  });

  test('C19 what has no civil date is empty or NaN, and nothing throws or hangs', () => {
    for (const text of HOSTILE) {
      expect(startOfDay(text)).toBeNaN();
      expect(endOfDay(text)).toBeNaN();
      expect([addDays(text, 1), addMonths(text, 1), governmentDayFrom(text)]).toEqual(['', '', '']);
    }
    for (const instant of [Number.NaN, Number.POSITIVE_INFINITY, 1e20, -1e20, 8.64e15, -8.64e15]) {
      expect([dateOf(instant), formatInstant(instant)]).toEqual(['', '']);
    }
    expect([addDays('9999-12-31', 1), addDays('0001-01-01', -1), addDays('2026-01-01', 1e9)]).toEqual([
      '',
      '',
      '',
    ]);
    expect([addMonths('9999-12-31', 1), addMonths('0001-01-01', -1), addMonths('2026-01-01', 1e9)]).toEqual([
      '',
      '',
      '',
    ]);
    expect([addDays('2026-01-01', Number.NaN), addMonths('2026-01-01', Number.NaN)]).toEqual(['', '']);
    expect(governmentDayFrom('9999-12-31')).toBe('');
  });
});

describe('adding', () => {
  test('C20 days run over months, years and leap days', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('2026-01-01', 365)).toBe('2027-01-01');
    expect(addDays('2026-11-21', 0)).toBe('2026-11-21');
  });

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2000-01-30', 1, '2000-02-29'],
    ['2100-01-31', 1, '2100-02-28'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-11-15', 1, '2026-12-15'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-31', -2, '2025-11-30'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-21', 0, '2026-11-21'],
  ])('C21 %s and %i months is %s (民法143条2項)', (date, months, later) => {
    expect(addMonths(date, months)).toBe(later);
  });

  test('C21 a later month keeps the day, or is at its last', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const later = addMonths(date, months);
        if (later === '') return;
        const last = addDays(later, 1).slice(8) === '01';
        expect(later.slice(8) === date.slice(8) || (last && later.slice(8) < date.slice(8))).toBe(true);
      }),
    );
  });
});

describe('holidays', () => {
  test('C22 the day of the week is 0 for Sunday', () => {
    expect(dayOfWeek('2026-11-21')).toBe(6);
    expect(dayOfWeek('2026-11-22')).toBe(0);
    expect(dayOfWeek('1970-01-01')).toBe(4);
  });

  test.each([
    ['2026-01-01', '元日'],
    ['2026-01-12', '成人の日'],
    ['2026-02-11', '建国記念の日'],
    ['2026-02-23', '天皇誕生日'],
    ['2026-03-20', '春分の日'],
    ['2026-04-29', '昭和の日'],
    ['2026-05-03', '憲法記念日'],
    ['2026-05-04', 'みどりの日'],
    ['2026-05-05', 'こどもの日'],
    ['2026-07-20', '海の日'],
    ['2026-08-11', '山の日'],
    ['2026-09-21', '敬老の日'],
    ['2026-09-23', '秋分の日'],
    ['2026-10-12', 'スポーツの日'],
    ['2026-11-03', '文化の日'],
    ['2026-11-23', '勤労感謝の日'],
  ])('C23 %s is %s (国民の祝日)', (date, name) => {
    expect(holidayName(date)?.ja).toBe(name);
    expect(isGovernmentHoliday(date)).toBe(true);
  });

  test('C23 the Monday, or the next working day, after a holiday on a Sunday is off (振替休日)', () => {
    expect(holidayName('2025-11-24')?.ja).toContain('振替休日');
    // 3 May 2026 is a Sunday, the 4th and 5th are holidays themselves.
    expect(holidayName('2026-05-06')?.ja).toContain('振替休日');
    expect(holidayName('2026-05-07')).toBeUndefined();
  });

  test('C23 a day between two holidays is off (国民の休日)', () => {
    expect(holidayName('2026-09-22')?.ja).toBe('休日');
    expect(isGovernmentHoliday('2026-09-22')).toBe(true);
    expect(holidayName('2025-09-22')).toBeUndefined();
  });

  test('C23 holidays moved by special laws are where they were', () => {
    expect(holidayName('2019-05-01')).toBeDefined();
    expect(holidayName('2021-07-23')?.ja).toBe('スポーツの日');
    expect(holidayName('2021-10-11')).toBeUndefined();
  });

  test('C24 offices close on weekends, holidays and from 29 December to 3 January', () => {
    for (const date of ['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03']) {
      expect(isGovernmentHoliday(date)).toBe(true);
    }
    for (const date of ['2026-12-28', '2027-01-04', '2026-05-01', '2026-05-07', '2026-11-20']) {
      expect(isGovernmentHoliday(date)).toBe(false);
    }
    for (const date of ['2026-11-21', '2026-11-22']) expect(isGovernmentHoliday(date)).toBe(true);
  });

  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', '2026-11-24'],
    ['2026-05-02', '2026-05-07'],
    ['2026-05-06', '2026-05-07'],
    ['2026-09-19', '2026-09-24'],
    ['2026-12-28', '2026-12-28'],
    ['2026-12-29', '2027-01-04'],
    ['2027-01-01', '2027-01-04'],
    ['2019-04-27', '2019-05-07'],
  ])('C25 from %s offices are open on %s', (date, open) => {
    expect(governmentDayFrom(date)).toBe(open);
  });

  test('C25 the day is never earlier, is open, and none before it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29_000 }), (n) => {
        const date = addDays('1970-01-01', n);
        const open = governmentDayFrom(date);
        expect(isGovernmentHoliday(open)).toBe(false);
        for (let day = date; day < open; day = addDays(day, 1)) expect(isGovernmentHoliday(day)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
