import type { Language } from '@sonae/core';

const PLACE = 'Asia/Tokyo';
const LOCALES: Readonly<Record<Language, string>> = { ja: 'ja-JP', en: 'en-GB' };

/** A day in Japan: 2026年11月22日. */
export const dayText = (at: Date | number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: PLACE }).format(at);

/** A day and time in Japan: 2026/11/22 3:05. */
export const timeText = (at: Date | number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: PLACE,
  }).format(at);
