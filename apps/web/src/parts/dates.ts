import type { Language } from '@sonae/core';

const PLACE = 'Asia/Tokyo';
const LOCALES: Readonly<Record<Language, string>> = { ja: 'ja-JP', en: 'en-GB' };
/** The longest way that fits a column of a phone. */
const DAY_STYLES = { ja: 'long', en: 'medium' } as const;

/** A day in Japan: 2026年11月22日, 22 Nov 2026. */
export const dayText = (at: Date | number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: DAY_STYLES[language], timeZone: PLACE }).format(at);

/** A day and time in Japan: 2026/11/22 3:05. */
export const timeText = (at: Date | number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: PLACE,
  }).format(at);
