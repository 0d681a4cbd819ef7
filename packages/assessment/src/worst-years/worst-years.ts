import type { Liability } from '@sonae/contract';
import { compareIds, type Language, spreadYen } from '@sonae/core';
import type { Policy } from '@sonae/policy';
import { type PlayedYears, someYears } from '../played-years/play.ts';
import { worstFirst } from '../played-years/rank.ts';
import { createDetail, runTerms } from '../played-years/run.ts';
import { REASON_NAMES } from '../reasons.ts';
import type { KeptFigure } from '../result.ts';
import { createTerms, type Terms } from '../task.ts';

/** What one policy alone makes of an event, in whole yen: paid + kept = what is left after contracts. */
export type PolicyOnEvent = {
  readonly policy: string;
  readonly paid: number;
  readonly kept: number;
  /** Why it is kept; adds up to `kept`. */
  readonly why: readonly KeptFigure[];
};

export type WorstEvent = {
  readonly scenario: string;
  readonly name: string;
  readonly cause: string;
  /** Claimed and spent; left after contracts. */
  readonly gross: number;
  readonly owed: number;
  readonly policies: readonly PolicyOnEvent[];
};

/** One of the worst simulated years, event by event. Incidents nobody claims for are one sum at its end. */
export type WorstYear = {
  /** From 1, the worst. */
  readonly rank: number;
  readonly owed: number;
  readonly smallIncidents: number;
  readonly events: readonly WorstEvent[];
  readonly policies: readonly { readonly policy: string; readonly paid: number; readonly kept: number }[];
};

/** Years shown. */
export const WORST_YEARS = 20;

/** The worst simulated years of a company through each policy, each policy taken alone. */
export function worstYears(
  played: PlayedYears,
  liabilities: ReadonlyMap<string, Liability>,
  policies: readonly Policy[],
  names: (row: number) => { readonly id: string; readonly name: string; readonly cause: string },
  language: Language,
): WorstYear[] {
  const { order, owed } = worstFirst(played, liabilities);
  const chosen = order.slice(0, WORST_YEARS);
  const some = someYears(played, chosen);
  const runs = policies.map((policy) =>
    explained(some, createTerms(some.model, liabilities, [policy]), language),
  );
  return chosen.map((year, i): WorstYear => {
    const range = Array.from(
      { length: some.firstOfYear[i + 1] - some.firstOfYear[i] },
      (_, k) => some.firstOfYear[i] + k,
    );
    const events = range.map((event): WorstEvent => {
      const { id, name, cause } = names(some.row[event]);
      const { gross, relieved } = runs[0]?.outcome ?? { gross: [0], relieved: [0] };
      return {
        scenario: id,
        name,
        cause,
        gross: gross[event],
        owed: gross[event] - relieved[event],
        policies: policies.map((policy, p) => ({ policy: policy.id, ...runs[p].ofEvent(event) })),
      };
    });
    const smallIncidents = Math.round(played.small[year]);
    return {
      rank: i + 1,
      owed: Math.round(owed[year]),
      smallIncidents,
      events: events.sort((a, b) => b.owed - a.owed || compareIds(a.scenario, b.scenario)),
      policies: policies.map((policy, p) => ({
        policy: policy.id,
        paid: events.reduce((sum, event) => sum + event.policies[p].paid, 0),
        kept: events.reduce((sum, event) => sum + event.policies[p].kept, smallIncidents),
      })),
    };
  });
}

/** Runs terms with their reasons and tells them event by event. */
function explained(years: PlayedYears, terms: Terms, language: Language) {
  const detail = createDetail(years, terms);
  const outcome = runTerms(years, terms, detail);
  const { reasons } = terms.terms;
  const { firstLine } = years.table;
  return {
    outcome,
    ofEvent: (event: number): Omit<PolicyOnEvent, 'policy'> => {
      const paid = outcome.paid[0][event];
      const kept = outcome.gross[event] - outcome.relieved[event] - paid;
      const byReason = new Array<number>(reasons.length).fill(0);
      for (let l = firstLine[event]; l < firstLine[event + 1]; l++)
        for (let r = 0; r < reasons.length; r++) byReason[r] += detail.reasons[l * reasons.length + r];
      const yen = spreadYen(kept, byReason);
      const why = reasons
        .map(({ id, policy, part, clause }, r): KeptFigure => {
          return { reason: id, name: REASON_NAMES[id]?.[language] ?? id, policy, part, clause, yen: yen[r] };
        })
        .filter((figure) => figure.yen > 0)
        .sort((a, b) => b.yen - a.yen || compareIds(a.reason, b.reason));
      return { paid, kept, why };
    },
  };
}
