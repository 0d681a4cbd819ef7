import { endOfDay, type Instant, type Language } from '@sonae/core';
import { calendarFeed } from '../alarms/calendar-feed.ts';
import { KIND_NAMES } from './kinds.ts';
import type { RoundItem } from './round.ts';

/** The open dates of a round as an iCalendar feed; what is done is left out. Due times are the ends of their days in Japan. */
export function roundFeed(items: readonly RoundItem[], language: Language, stampedAt: Instant): string {
  const open = items.filter(({ state }) => state !== 'done');
  return calendarFeed(
    open.map(({ id, kind, title, due, basis }) => ({
      id,
      at: endOfDay(due),
      title,
      details: {
        ja: `${KIND_NAMES[kind].ja}\n${basis.ja}`,
        en: `${KIND_NAMES[kind].en}\n${basis.en}`,
      },
      sequence: 0,
    })),
    language,
    stampedAt,
  );
}
