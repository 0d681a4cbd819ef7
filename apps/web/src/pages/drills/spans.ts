import type { Language } from '@sonae/core';
import { useTranslation } from 'react-i18next';

const HOUR = 60;
const DAY = 1_440;
const MINUTE_MS = 60_000;

/** A length of time on the clock of a drill, in words: `12時間5分`, `3日`. */
export function useSpan(): (minutes: number) => string {
  const { t } = useTranslation('drills');
  const text = (given: number): string => {
    const whole = Math.max(0, Math.round(given));
    const [days, hours, minutes] = [
      Math.floor(whole / DAY),
      Math.floor(whole / HOUR) % 24,
      Math.floor(whole % HOUR),
    ];
    if (days > 1) return hours === 0 ? t('span.days', { days }) : t('span.daysHours', { days, hours });
    if (whole >= HOUR) {
      const all = days * 24 + hours;
      return minutes === 0
        ? t('span.hours', { hours: all })
        : t('span.hoursMinutes', { hours: all, minutes });
    }
    return t('span.minutes', { minutes });
  };
  // A number and its unit stay on one line.
  return (given) => text(given).replaceAll(' ', '\u00a0');
}

/** A moment on the clock of a drill in Japan: `1月11日(日) 5:12`. The year is invented and left out. */
export const clockText = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'Asia/Tokyo',
  }).format(at);

/** The moment at a minute of a drill that begins then. */
export const momentOf = (begins: string, minute: number): number => Date.parse(begins) + minute * MINUTE_MS;

/** A text with a capital letter to begin with; Japanese has none. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
