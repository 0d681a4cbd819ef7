import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { timeText } from '../../parts/dates.ts';

/** Now, told anew every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** What time is left, or by how much it is late, in words. */
export function TimeLeft({ due, now }: { readonly due: number; readonly now: number }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const minutes = Math.floor(Math.abs(due - now) / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const time =
    days > 0
      ? t('clock.days', { days, hours })
      : hours > 0
        ? t('clock.hours', { hours, minutes: rest })
        : t('clock.minutes', { minutes: rest });
  return (
    <>
      <strong className="clock-left">
        {due >= now ? t('clock.left', { time }) : t('clock.late', { time })}
      </strong>
      <span className="sub">{t('clock.due', { at: timeText(due, language) })}</span>
    </>
  );
}

/** How near it is, for colour and label alike. */
export function nearness(due: number, now: number): 'late' | 'hours' | 'day' | 'far' {
  const left = due - now;
  return left < 0 ? 'late' : left <= 4 * 3_600_000 ? 'hours' : left <= 24 * 3_600_000 ? 'day' : 'far';
}
