import { type Company, RULE_KINDS, SUPPORT_AREAS } from '@sonae/register';
import { statusCounts } from '../controls/model/status.ts';
import { deadlinesOf } from './deadlines.ts';

/** So many of so many. */
export type Share = { readonly done: number; readonly of: number };

/** What is prepared, counted from the register; undefined where whoever asks may not see it. */
export type Readiness = {
  readonly controls: Share;
  /** Controls of which nobody has said whether they are in place. */
  readonly controlsUnknown: number;
  readonly contacts: Share | undefined;
  readonly rules: Share;
  readonly overdue: number;
};

export function readinessOf(company: Company, today: string, withoutPersonal: boolean): Readiness {
  const { yes, no, unknown, absent } = statusCounts(company);
  const areas = new Set((company.contacts ?? []).map(({ area }) => area));
  const kinds = new Set((company.rules ?? []).map(({ kind }) => kind));
  return {
    controls: { done: yes, of: yes + no + unknown + absent },
    controlsUnknown: unknown + absent,
    contacts: withoutPersonal ? undefined : { done: areas.size, of: SUPPORT_AREAS.length },
    // 「その他」 is no kind that somebody could lack.
    rules: { done: [...kinds].filter((kind) => kind !== 'other').length, of: RULE_KINDS.length - 1 },
    overdue: deadlinesOf(company, today).filter(({ days, kind }) => days < 0 && kind === 'calendar').length,
  };
}
