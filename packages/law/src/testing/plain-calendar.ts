// A second calendar for tests, written apart from the first and from other means: day numbers instead of instants, holidays
// computed from the act (国民の祝日に関する法律) instead of a table. For 2007 to 2099 but for the years a special act moved days.

export type Day = number;

/** Days since 1970-01-01, by counting years and months. */
export function dayNumber(year: number, month: number, day: number): Day {
  let days = 0;
  for (let y = 1970; y < year; y++) days += isLeap(y) ? 366 : 365;
  for (let m = 1; m < month; m++) days += monthLength(year, m);
  return days + day - 1;
}

export function partsOf(number: Day): [number, number, number] {
  let [year, left] = [1970, number];
  while (left >= (isLeap(year) ? 366 : 365)) left -= isLeap(year++) ? 366 : 365;
  let month = 1;
  while (left >= monthLength(year, month)) left -= monthLength(year, month++);
  return [year, month, left + 1];
}

export function textOf(number: Day): string {
  const [y, m, d] = partsOf(number);
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function monthLength(year: number, month: number): number {
  return [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/** 0 for Sunday: 1970-01-01 was a Thursday. */
export function weekdayOf(number: Day): number {
  return (number + 4) % 7;
}

/** Named by the act itself, before substitutes (3条1項). */
function isNamed(number: Day): boolean {
  const [year, month, day] = partsOf(number);
  const fixed = ['1-1', '2-11', '4-29', '5-3', '5-4', '5-5', '11-3', '11-23'];
  if (year >= 2016) fixed.push('8-11');
  if (year >= 2020) fixed.push('2-23');
  if (fixed.includes(`${month}-${day}`)) return true;
  const monday = (week: number) => weekdayOf(number) === 1 && Math.ceil(day / 7) === week;
  if ((month === 1 && monday(2)) || (month === 7 && monday(3))) return true;
  if ((month === 9 && monday(3)) || (month === 10 && monday(2))) return true;
  // Equinoxes by the usual formula for 1980 to 2099.
  const drift = 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4);
  if (month === 3) return day === Math.floor(20.8431 + drift);
  return month === 9 && day === Math.floor(23.2488 + drift);
}

/** A holiday: named, the first working day after a named Sunday (3条2項), or a day between two named ones (3条3項). */
export function isHoliday(number: Day): boolean {
  if (isNamed(number)) return true;
  if (isNamed(number - 1) && isNamed(number + 1)) return true;
  for (let day = number - 1; isNamed(day); day--) if (weekdayOf(day) === 0) return true;
  return false;
}

export function isClosed(number: Day): boolean {
  const [, month, day] = partsOf(number);
  const turn = (month === 12 && day >= 29) || (month === 1 && day <= 3);
  return weekdayOf(number) === 0 || weekdayOf(number) === 6 || turn || isHoliday(number);
}
