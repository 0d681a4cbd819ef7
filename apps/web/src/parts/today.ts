/** Today in Japan, `2026-11-22`. */
export const today = (now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'Asia/Tokyo' }).format(now);

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Whole days from one civil date to another; negative where the other lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
