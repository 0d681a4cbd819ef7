import type { Duty } from '@sonae/knowledge/duties';
import { daysBetween } from '../../parts/today.ts';

/** For so many days a duty that came into force counts as new. */
const NEW_DAYS = 365;

/** Duties that came into force within a year or will: those to come first, the nearest at the top; Japan before elsewhere. */
export function lawChanges(duties: readonly Duty[], today: string): Duty[] {
  const days = ({ effectiveFrom }: Duty) => (effectiveFrom ? daysBetween(today, effectiveFrom) : -Infinity);
  const isAbroad = ({ jurisdiction }: Duty) => Number(jurisdiction !== 'JP');
  return duties
    .filter((duty) => days(duty) >= -NEW_DAYS)
    .sort((a, b) => isAbroad(a) - isAbroad(b) || days(b) - days(a) || (a.id < b.id ? -1 : 1));
}
