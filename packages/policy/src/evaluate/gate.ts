import type { TermSource } from '../schema/index.ts';
import type { Answer } from './answer.ts';

/** Why an amount is not paid. `clause` says where the wording says so. */
export type Reason = {
  readonly id: ReasonId;
  readonly policy?: string;
  readonly part?: string;
  readonly clause: string;
  readonly source?: TermSource;
};

export type ReasonId =
  | 'not_insured'
  | 'recovered'
  | 'other_insurance'
  | 'trigger'
  | 'retro'
  | 'known_before'
  | 'territory'
  | 'suspicion'
  | 'late_report'
  | 'exclusion'
  | 'condition'
  | 'claimant'
  | 'consent'
  | 'window'
  | 'not_outsourced'
  | 'head_excluded'
  | 'unit_cap'
  | 'not_stated'
  | 'percentage'
  | 'retention'
  | 'waiting'
  | 'indemnity_period'
  | 'limit'
  | 'defence_share'
  | 'rounding';

/** What a gate does to its lines where it bites: strikes them out, caps them together, or pays a share of them. */
export type Effect =
  | { readonly kind: 'strike' }
  | { readonly kind: 'cap'; readonly amount: number }
  | { readonly kind: 'keep'; readonly amounts: ReadonlyMap<number, number> }
  | { readonly kind: 'scale'; readonly ppm: number };

/** A question that stands before the amounts: does this term take these lines out? */
export type Gate = {
  /** The same key, the same question: one answer serves all. */
  readonly key: string;
  readonly answer: Answer;
  readonly effect: Effect;
  /** Places of the lines in the turn. */
  readonly lines: readonly number[];
  readonly reason: Reason;
};

export const STRIKE: Effect = { kind: 'strike' };

/** Where a term stands: its source where one is given, else its path in the policy. */
export function clauseOf(path: string, source: TermSource | undefined): string {
  if (source === undefined) return path;
  return [source.form, source.edition, source.clause].filter((part) => part !== undefined).join(' ');
}
