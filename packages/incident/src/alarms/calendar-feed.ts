import type { Instant, Language, Text } from '@sonae/core';
import { createEvents, type DateArray, type EventAttributes } from 'ics';

/** A date in a calendar feed: a due time, or an entry of the yearly round. */
export type FeedEvent = {
  /** The same event keeps its id when its time moves, so calendars replace it. */
  readonly id: string;
  readonly at: Instant;
  readonly title: Text;
  readonly details: Text;
  readonly link?: string;
  /** Grows with every change. */
  readonly sequence: number;
};

/**
 * An iCalendar feed (RFC 5545) of due times, each with alarms a day and an hour before. Times are UTC: a calendar shows them in
 * its own zone.
 *
 * @param stampedAt when the feed was made; the same facts and stamp give the same bytes
 */
export function calendarFeed(events: readonly FeedEvent[], language: Language, stampedAt: Instant): string {
  const sorted = [...events].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const entries = sorted.map(
    ({ id, at, title, details, link, sequence }): EventAttributes & { timestamp: number } => {
      const description = title[language];
      return {
        uid: `${id}@sonae`,
        title: description,
        description: details[language],
        start: partsOf(at),
        startInputType: 'utc',
        startOutputType: 'utc',
        duration: { minutes: 1 },
        transp: 'TRANSPARENT',
        sequence,
        timestamp: stampedAt,
        ...(link === undefined ? {} : { url: link }),
        alarms: [
          { action: 'display', description, trigger: { before: true, hours: 24 } },
          { action: 'display', description, trigger: { before: true, hours: 1 } },
        ],
      };
    },
  );
  const header = {
    productId: '-//Sonae//Sonae//JA',
    method: 'PUBLISH',
    calName: language === 'ja' ? '備え 期限' : 'Sonae deadlines',
  };
  const { error, value } = createEvents(entries, header);
  // The entries are ours: one the library refuses is a mistake in this file.
  if (error) throw error;
  return value ?? '';
}

/** Year, month from 1, day, hour and minute in UTC. */
function partsOf(at: Instant): DateArray {
  const [year, month, day, hour, minute] = new Date(at)
    .toISOString()
    .split(/[-T:.]/)
    .map(Number);
  return [year, month, day, hour, minute];
}
