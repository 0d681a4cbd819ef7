import { type Certainty, dateOf, type Instant, type Text, type Truth } from '@sonae/core';
import { type Ask, asking } from './asking.ts';
import { type Completeness, completenessOf } from './completeness.ts';
import { allOf, anyOf, type Finding, NO, open, YES } from './condition.ts';
import { type Counted as Clock, count } from './counting.ts';
import type { Facts } from './facts.ts';
import { type Reason, reasons } from './reasons.ts';
import { currentLaw, type LawSnapshot, type Rule, type Trigger, type Urgency } from './snapshot.ts';
import type { Step } from './steps.ts';
import { type Counted, termRules } from './terms.ts';

export type DutyState = 'due' | 'not_due' | 'perhaps' | 'optional' | 'done';

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
  const ofLaw = law.rules.map((rule): Counted => ({ rule, countings: [law.countings[rule.counting]] }));
  return [...ofLaw, ...termRules(facts)].map((counted) => dutyOf(counted, { facts, ask, now, law }));
}

type Context = {
  readonly facts: Facts;
  readonly ask: Ask;
  readonly now: Instant;
  readonly law: LawSnapshot;
};

function dutyOf({ rule, countings }: Counted, context: Context): Duty {
  const { facts, now, law } = context;
  const triggers = rule.triggers.map((trigger) => ({ trigger, ...triggerFinding(trigger, context) }));
  const start = startOf(rule, triggers, facts);
  const timed = countings.some(({ kind }) => kind !== 'none');
  const { state, reason, needs, mayLift } = judge(
    rule,
    allOf(context.ask(rule.given), anyOf(...triggers)),
    { start, timed },
    context,
  );
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

type TriggerFinding = Finding & { readonly trigger: Trigger };

/** Whether a trigger holds. Whoever says when it was met says that it was. */
function triggerFinding({ when, metAt, unknown }: Trigger, { facts, ask }: Context): Finding {
  const found = ask(when);
  if (found.truth !== 'unknown') return found;
  if (unknown !== undefined) return unknown === 'met' ? YES : NO;
  return metAt !== undefined && facts.triggersMetAt?.[metAt] !== undefined ? YES : found;
}

/**
 * When the clock starts: at the fact the rule names, or when we learned; a trigger met later starts it then. Of several
 * triggers that hold, or else may hold, the first counts.
 */
function startOf(rule: Rule, triggers: readonly TriggerFinding[], facts: Facts): Instant | undefined {
  if (rule.start !== 'learnedAt') return facts[rule.start];
  const holding = triggers.filter(({ truth }) => truth === 'yes');
  const possible = holding.length > 0 ? holding : triggers;
  const starts = possible
    .map(({ trigger }) => laterOf(facts.learnedAt, trigger.metAt && facts.triggersMetAt?.[trigger.metAt]))
    .filter((start) => start !== undefined);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

function laterOf(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

type Judgement = Pick<Duty, 'state' | 'reason' | 'needs' | 'mayLift'>;

function judge(
  rule: Rule,
  trigger: Finding,
  { start, timed }: { readonly start: Instant | undefined; readonly timed: boolean },
  context: Context,
): Judgement {
  const { facts, now } = context;
  const no = (reason: Reason): Judgement => ({ state: 'not_due', reason, needs: [], mayLift: [] });
  const place = listed(rule, facts);
  if (place.truth === 'no') return no(reasons.jurisdiction);
  const sector = inSector(rule, facts);
  if (sector.truth === 'no') return no(reasons.sector);
  if (!inForce(rule, dateOf(start ?? facts.learnedAt ?? now))) return no(reasons.notInForce);
  const role = asProcessor(rule, facts);
  if (role.truth === 'no') return no(reasons.role);
  if (trigger.truth === 'no') return no(reasons.notTriggered);

  const lifts = rule.lifts.map((id) => ({ lift: context.law.lifts[id], ...liftFinding(id, context) }));
  const lifted = lifts.find(({ truth }) => truth === 'yes');
  if (lifted) return no(reasons.lifted(lifted.lift));
  const mayLift = [...new Set(lifts.flatMap((each) => each.mayLift))];

  const clock = start === undefined ? open(rule.start) : YES;
  if (rule.optional)
    return { state: 'optional', reason: reasons.optional, needs: timed ? clock.needs : [], mayLift };
  const pending = lifts.map(({ truth, needs }): Finding => (truth === 'unknown' ? { truth, needs } : YES));
  const all = allOf(place, sector, role, trigger, ...pending, clock);
  if (all.truth === 'yes') return { state: 'due', reason: reasons.triggered, needs: [], mayLift };
  const reason = clock.truth === 'unknown' ? reasons.notStarted : reasons.open;
  return { state: 'perhaps', reason, needs: all.needs, mayLift };
}

/** A clause applies everywhere; a law where it is listed, and Japan's unless others are listed alone. */
function listed({ jurisdiction }: Rule, { jurisdictions = ['JP'] }: Facts): Finding {
  if (jurisdiction === 'contract' || jurisdiction === 'policy') return YES;
  if (jurisdictions === 'unknown') return jurisdiction === 'JP' ? YES : open('jurisdictions');
  return (jurisdictions as readonly string[]).includes(jurisdiction) ? YES : NO;
}

function inSector({ sector }: Rule, { sectors = [] }: Facts): Finding {
  if (sector === undefined) return YES;
  if (sectors === 'unknown') return open('sectors');
  return sectors.includes(sector) ? YES : NO;
}

/** Duties of processors alone; those of controllers are taken away by a lift instead. */
function asProcessor({ who }: Rule, { role }: Facts): Finding {
  if (who !== 'processor' || role === 'processor') return YES;
  return role === undefined ? open('role') : NO;
}

function inForce({ from = '', to }: Rule, date: string): boolean {
  return date >= from && (to === undefined || date <= to);
}

/** A circumstance nobody has claimed takes nothing away; one that is claimed and hangs on an unknown fact leaves it open. */
function liftFinding(id: string, { ask, law }: Context): Finding & { readonly mayLift: readonly string[] } {
  const { claim, when, silent } = law.lifts[id];
  const claimed = ask(claim);
  const rest = ask(when);
  if (claimed.truth === 'yes') return { ...rest, mayLift: [] };
  return { ...NO, mayLift: silent || rest.truth === 'no' ? [] : claimed.needs };
}
