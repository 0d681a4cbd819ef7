import type { Duty } from '@sonae/law';
import type { Clock } from './alarms.ts';

/** The clocks that duties run: those with a start and a due time. What was done stands still (時計の表). */
export function clocksOf(of: string, duties: readonly Duty[]): Clock[] {
  return duties.flatMap(({ id, state, start, due, doneAt }): Clock[] => {
    if (start === undefined || due === undefined || state === 'not_due') return [];
    return [
      { case: of, duty: id, startedAt: start, due, ...(doneAt === undefined ? {} : { stoppedAt: doneAt }) },
    ];
  });
}
