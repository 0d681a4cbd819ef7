import holidayTable from '@holiday-jp/holiday_jp/lib/holidays.js';

const holidays: Readonly<Record<string, { name: string; name_en: string } | undefined>> = holidayTable;

/**
 * A civil date in Japan, `YYYY-MM-DD`. Dates are texts so that they sort, compare and print without a time zone;
 * instants are epoch milliseconds. Japan keeps UTC+9 all year.
 */
export type CivilDate = string;

/** Epoch milliseconds. */
export type Instant = number;

const DAY = 86_400_000;
const JST = 9 * 3_600_000;
/** A civil date has a year of four digits, from 0001. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const END = Date.parse('+010000-01-01T00:00:00Z');

/** Whether the text is a date that exists: 2026-02-30 does not. */
export function isCivilDate(text: string): boolean {
  return !Number.isNaN(startOfDay(text));
}

/** The instant a day begins in Japan. NaN where the text is no date. */
export function startOfDay(date: CivilDate): Instant {
  const instant = Date.parse(`${date}T00:00:00Z`) - JST;
  // Date.parse takes 30 February for 2 March.
  return dateOf(instant) === date ? instant : Number.NaN;
}

/** The last second of a day in Japan, 23:59:59 (民法141条: a period ends with the end of its last day). */
export function endOfDay(date: CivilDate): Instant {
  return startOfDay(date) + DAY - 1000;
}

/** The civil date in Japan at an instant, or an empty text where there is none from 0001-01-01 to 9999-12-31. */
export function dateOf(instant: Instant): CivilDate {
  const local = instant + JST;
  return local >= FIRST && local < END ? new Date(local).toISOString().slice(0, 10) : '';
}

/** The instant as a text in Japan's time, `2026-11-21T22:10:00+09:00`; empty where it has no civil date. */
export function formatInstant(instant: Instant): string {
  if (dateOf(instant) === '') return '';
  return `${new Date(instant + JST).toISOString().slice(0, 19)}+09:00`;
}

/** The date a number of whole days later, or earlier where negative; empty where there is none. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOf(startOfDay(date) + days * DAY);
}

/**
 * The date a number of whole months later, or earlier where negative; where the month has no such day, its last day
 * (民法143条2項). Empty where there is none.
 * @example addMonths('2026-01-31', 1) // '2026-02-28'
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  if (!isCivilDate(date)) return '';
  const [y, m, d] = date.split('-').map(Number);
  const index = y * 12 + (m - 1) + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const later = `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(d, last), 2)}`;
  return isCivilDate(later) ? later : '';
}

/** Day of the week, 0 for Sunday. */
export function dayOfWeek(date: CivilDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The name of the national holiday (国民の祝日、休日を含む), or undefined. Known from 1970 to 2050. */
export function holidayName(date: CivilDate): { ja: string; en: string } | undefined {
  const row = holidays[date];
  return row && { ja: row.name, en: row.name_en };
}

/**
 * Whether government offices are closed: Saturday, Sunday, national holiday, or 29 December to 3 January
 * (行政機関の休日に関する法律1条).
 */
export function isGovernmentHoliday(date: CivilDate): boolean {
  const weekday = dayOfWeek(date);
  const monthDay = date.slice(5);
  const yearEnd = monthDay >= '12-29' || monthDay <= '01-03';
  return weekday === 0 || weekday === 6 || yearEnd || holidayName(date) !== undefined;
}

/** The date itself where offices are open, else the next day they are; empty where there is none. */
export function governmentDayFrom(date: CivilDate): CivilDate {
  let day = date;
  while (isCivilDate(day) && isGovernmentHoliday(day)) day = addDays(day, 1);
  return isCivilDate(day) ? day : '';
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
