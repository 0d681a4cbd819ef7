import { addDays, endOfDay } from '@sonae/core';
import type { Clock } from '@sonae/incident/alarms';

/** When the people of the case learned of it. */
export const START = Date.parse('2026-11-21T22:10:00+09:00');

const clock = (duty: string, startedAt: number, due: number): Clock => ({ case: 'c1', duty, startedAt, due });

/** Clocks of one case: hours, days, and the sixty of an improper purpose; one starts on the ninth day. */
export function clocksOfSixtyDays(): Clock[] {
  const day = (days: number) => endOfDay(addDays('2026-11-21', days));
  return [
    clock('eu-gdpr-33', START, START + 72 * 3_600_000),
    clock('contract:a', START, START + 24 * 3_600_000),
    clock('jp-appi-26-prelim', START, day(4)),
    clock('policy:p', START, day(30)),
    clock('jp-appi-26-final-30', START, day(30)),
    clock('jp-appi-26-final-60', START, day(59)),
    clock('jp-mynumber-prelim', START + 9 * 86_400_000, day(13)),
  ];
}
