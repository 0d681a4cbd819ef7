import type { CivilDate, Instant } from '@sonae/core';
import type { Ask } from './asking.ts';
import { allOf, anyOf, type Finding, NO, open, sorted, YES } from './condition.ts';
import type { Facts } from './facts.ts';
import { type Reason, reasons } from './reasons.ts';
import type { LawSnapshot, Rule, Trigger } from './snapshot.ts';

export type DutyState = 'due' | 'not_due' | 'perhaps' | 'optional' | 'done';

/** What every rule is judged by. */
export type Context = {
  readonly facts: Facts;
  readonly ask: Ask;
  readonly now: Instant;
  readonly law: LawSnapshot;
  /** The date of an instant, asked once for many rules. */
  readonly dayOf: (instant: Instant) => CivilDate;
};

/** A trigger with its truth; `assumed` names the unknown facts that would say it does not hold, where it is taken as met. */
export type TriggerFinding = Finding & { readonly trigger: Trigger; readonly assumed: readonly string[] };

/** How a rule stands for some facts, and when its clock starts. */
export type Judgement = {
  readonly state: Exclude<DutyState, 'done'>;
  readonly reason: Reason;
  readonly needs: readonly string[];
  readonly mayLift: readonly string[];
  readonly triggers: readonly TriggerFinding[];
  readonly start: Instant | undefined;
};

/** Judges a rule, one question after the other (規則を事実に当てる). `timed` says that it has a number of hours or days. */
export function judge(rule: Rule, timed: boolean, context: Context): Judgement {
  const { facts, ask, now, law, dayOf } = context;
  const place = listed(rule, facts);
  if (place.truth === 'no') return { ...OUTSIDE, reason: reasons.jurisdiction };
  const sector = inSector(rule, facts);
  if (sector.truth === 'no') return { ...OUTSIDE, reason: reasons.sector };

  const triggers = rule.triggers.map((trigger) => triggerFinding(trigger, context));
  const start = startOf(rule, triggers, facts);
  const common = { triggers, start, needs: [], mayLift: [] };
  const no = (reason: Reason): Judgement => ({ ...common, state: 'not_due', reason });

  if (!inForce(rule, dayOf(start ?? facts.learnedAt ?? now))) return no(reasons.notInForce);
  const role = asProcessor(rule, facts);
  if (role.truth === 'no') return no(reasons.role);
  const trigger = allOf(ask(rule.given), anyOf(...triggers));
  if (trigger.truth === 'no') return no(reasons.notTriggered);
  const lifts = rule.lifts.map((id) => ({ lift: law.lifts[id], ...liftFinding(id, context) }));
  const lifted = lifts.find(({ truth }) => truth === 'yes');
  if (lifted) return no(reasons.lifted(lifted.lift));

  const mayLift = sorted([
    ...triggers.flatMap(({ assumed }) => assumed),
    ...lifts.flatMap((each) => each.mayLift),
  ]);
  const clock = start === undefined ? open(rule.start) : YES;
  if (rule.optional)
    return {
      ...common,
      state: 'optional',
      reason: reasons.optional,
      needs: timed ? clock.needs : [],
      mayLift,
    };
  const pending = lifts.map(({ truth, needs }): Finding => (truth === 'unknown' ? { truth, needs } : YES));
  const all = allOf(place, sector, role, trigger, ...pending, clock);
  if (all.truth === 'yes') return { ...common, state: 'due', reason: reasons.triggered, mayLift };
  const reason = start === undefined ? reasons.notStarted : reasons.open;
  return { ...common, state: 'perhaps', reason, needs: all.needs, mayLift };
}

/** A rule of another place or trade: its triggers are not looked at. */
const OUTSIDE = { state: 'not_due', needs: [], mayLift: [], triggers: [], start: undefined } as const;

/** Whether a trigger holds. Whoever says when it was met says that it was. */
function triggerFinding(trigger: Trigger, { facts, ask }: Context): TriggerFinding {
  const { when, metAt, unknown } = trigger;
  const found = ask(when);
  const as = (finding: Finding, assumed: readonly string[] = []) => ({ trigger, ...finding, assumed });
  if (found.truth !== 'unknown') return as(found);
  if (unknown !== undefined) return unknown === 'met' ? as(YES, found.needs) : as(NO);
  return as(metAt !== undefined && facts.triggersMetAt?.[metAt] !== undefined ? YES : found);
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
    .map(({ trigger: { metAt } }) => laterOf(facts.learnedAt, metAt && facts.triggersMetAt?.[metAt]))
    .filter((start) => start !== undefined);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

function laterOf(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** A clause applies everywhere; a law where it is listed, and Japan's where no list is given. */
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
