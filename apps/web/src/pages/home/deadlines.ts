import type { Company } from '@sonae/register';
import { daysBetween } from '../../parts/today.ts';

/** A day by which something is due. */
export type Deadline = {
  readonly id: string;
  readonly date: string;
  readonly title: string;
  readonly kind: 'calendar' | 'contract';
  /** Days from today; negative where it has passed. */
  readonly days: number;
};

/** What the calendar and the contracts of a register say is due, the earliest first; what was due and not done leads. */
export function deadlinesOf(company: Company, today: string): Deadline[] {
  const calendar = (company.calendar ?? []).flatMap(({ id, nextDue, title }) =>
    nextDue === undefined ? [] : [{ id: `calendar ${id}`, date: nextDue, title, kind: 'calendar' as const }],
  );
  const contracts = (company.contracts ?? []).flatMap(({ id, to, title, partner }) =>
    to === undefined
      ? []
      : [
          {
            id: `contract ${id}`,
            date: to,
            title: title ?? nameOf(company, partner),
            kind: 'contract' as const,
          },
        ],
  );
  return [...calendar, ...contracts]
    .map((row) => ({ ...row, days: daysBetween(today, row.date) }))
    .sort((a, b) => a.days - b.days || (a.id < b.id ? -1 : 1));
}

/** The name of a partner by its id. */
export const nameOf = (company: Company, partner: string): string =>
  company.partners?.find(({ id }) => id === partner)?.name ?? partner;
