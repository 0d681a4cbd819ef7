import { type Instant, isCivilDate, startOfDay } from '@sonae/core';

/** The instant a text names: with an offset, or a date, which begins at midnight in Japan. NaN where it names none. */
export function instantOf(text: string): Instant {
  const date = text.slice(0, 10);
  if (!isCivilDate(date)) return Number.NaN;
  return text.length === 10 ? startOfDay(text) : Date.parse(text);
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
