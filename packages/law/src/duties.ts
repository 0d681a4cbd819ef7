import { type Certainty, dateOf, type Instant, type Text, type Truth } from '@sonae/core';
import { asking } from './asking.ts';
import { type Completeness, completenessOf } from './completeness.ts';
import { type Counted as Clock, count } from './counting.ts';
import type { Facts } from './facts.ts';
import { type Context, type DutyState, judge } from './judge.ts';
import { type Reason, reasons } from './reasons.ts';
import { currentLaw, type LawSnapshot, type Urgency } from './snapshot.ts';
import type { Step } from './steps.ts';
import { type Counted, termRules } from './terms.ts';

export type { DutyState } from './judge.ts';

/** A duty to report, notify or publish as it stands for some facts (義務). Times are instants. */
export type Duty = {
  readonly id: string;
  readonly state: DutyState;
  readonly reason: Reason;
  readonly title: Text;
  /** `JP`, `EU` …; `contract` or `policy` for a notice clause. */
  readonly jurisdiction: string;
  readonly recipient?: string;
  readonly basis: readonly string[];
  /** `unverified` (未確認) is to be shown wherever the duty is. */
  readonly certainty: Certainty;
  readonly note?: Text;
  /** The facts that decide, where the state is `perhaps`, or start a clock that stands still. */
  readonly needs: readonly string[];
  /** Unknown facts that would take the duty away; they stop no clock. */
  readonly mayLift: readonly string[];
  readonly triggers: readonly { readonly code: string; readonly truth: Truth; readonly text?: Text }[];
  readonly counting: string;
  readonly start?: Instant;
  readonly due?: Instant;
  readonly warnAt?: Instant;
  readonly safeDue?: Instant;
  readonly statutoryDue?: Instant;
  readonly urgency?: Urgency;
  readonly steps: readonly Step[];
  readonly doneAt?: Instant;
  /** Past its due date at `now`, or done after it. */
  readonly late: boolean;
  readonly contents?: Completeness;
};

export type DutyOptions = {
  /** Now; says what is late, and which law is in force while no clock has started. */
  readonly now: Instant;
  readonly law?: LawSnapshot;
};

/**
 * Every duty of the law, the contracts and the policies for some facts (義務と期限), in the order of the snapshot. Duties
 * that do not arise are listed as `not_due` with the reason.
 *
 * @example dutiesOf({ learnedAt, sensitive: true, jurisdictions: ['JP'] }, { now }).filter(({ state }) => state === 'due')
 */
export function dutiesOf(facts: Facts, { now, law = currentLaw }: DutyOptions): Duty[] {
  const ask = asking(facts, law);
  const dayOf = remembering(dateOf);
  const ofLaw = law.rules.map((rule): Counted => ({ rule, countings: [law.countings[rule.counting]] }));
  return [...ofLaw, ...termRules(facts)].map((counted) => dutyOf(counted, { facts, ask, now, law, dayOf }));
}

/** A function of an instant that computes each answer once. */
function remembering<T>(compute: (instant: Instant) => T): (instant: Instant) => T {
  const known = new Map<Instant, T>();
  return (instant) => {
    const before = known.get(instant);
    if (before !== undefined) return before;
    const value = compute(instant);
    known.set(instant, value);
    return value;
  };
}

function dutyOf({ rule, countings }: Counted, context: Context): Duty {
  const { facts, now, law } = context;
  const timed = countings.some(({ kind }) => kind !== 'none');
  const { state, reason, needs, mayLift, triggers, start } = judge(rule, timed, context);
  const runs = state !== 'not_due';
  const clock =
    runs && start !== undefined ? earliest(countings.map((counting) => count(counting, start))) : NO_CLOCK;
  const doneAt = facts.done?.[rule.id] ?? (runs && rule.doneBy ? facts[rule.doneBy] : undefined);
  return {
    id: rule.id,
    state: doneAt === undefined ? state : 'done',
    reason: doneAt === undefined ? reason : reasons.done,
    title: rule.title,
    jurisdiction: rule.jurisdiction,
    recipient: rule.recipient,
    basis: rule.basis,
    certainty: rule.certainty,
    note: rule.note,
    needs: doneAt === undefined ? needs : [],
    mayLift: doneAt === undefined ? mayLift : [],
    triggers: triggers.map(({ trigger: { code, text }, truth }) => ({ code, truth, text })),
    counting: rule.counting,
    start: runs ? start : undefined,
    ...clock,
    urgency: runs ? countings.find(({ urgency }) => urgency)?.urgency : undefined,
    doneAt,
    late: clock.due !== undefined && (doneAt ?? now) > clock.due && state !== 'optional',
    contents: runs ? completenessOf(rule.id, facts, law) : undefined,
  };
}

const NO_CLOCK: Clock = { steps: [] };

/** Of several periods in one clause the one that ends first; one without a number yields. */
function earliest(clocks: readonly Clock[]): Clock {
  return clocks.reduce((a, b) => ((b.due ?? Infinity) < (a.due ?? Infinity) ? b : a));
}
