import type { Instant, Language, Text } from '@sonae/core';
import type { Alarm } from './alarms.ts';
import { messageOf, timeLeft } from './message.ts';

/** What a browser shows when an alarm rings (プッシュ通知). It stands on a locked screen: no name of a case, nobody's name. */
export type Notice = {
  readonly title: string;
  readonly body: string;
  /** Key of the alarm: a second notice of it takes the place of the first. */
  readonly tag: string;
  /** Where a touch leads, an address of the product. */
  readonly path: string;
  readonly lang: Language;
};

/** Puts an alarm into the words of a notice. */
export function noticeOf(
  alarm: Pick<Alarm, 'key' | 'case' | 'stage' | 'due'>,
  subject: { readonly duty: Text; readonly drill: boolean },
  now: Instant,
  lang: Language,
): Notice {
  const { title } = messageOf(alarm, { ...subject, caseName: '' }, now);
  return {
    title: title[lang],
    body: timeLeft(alarm.due - now)[lang],
    tag: alarm.key,
    path: `/cases/${alarm.case}`,
    lang,
  };
}
