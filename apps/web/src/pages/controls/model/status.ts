import type { Truth } from '@sonae/core';
import { controls } from '@sonae/knowledge';
import type { Company } from '@sonae/register';

/** `absent`: the register says nothing of a control, which is not no. */
export type ControlStatus = Truth | 'absent';

/** How many controls of the vocabulary are in each state. */
export function statusCounts(company: Company): Readonly<Record<ControlStatus, number>> {
  const stated = new Map((company.controls ?? []).map(({ id, status }) => [id, status]));
  const counts = { yes: 0, no: 0, unknown: 0, absent: 0 };
  for (const { id } of controls) counts[stated.get(id) ?? 'absent'] += 1;
  return counts;
}
