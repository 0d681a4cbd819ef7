import type { Issue } from '@sonae/core';
import { type Approval, openApproval } from './approval.ts';
import { type RefusalCode, type Result, refusal } from './issues.ts';
import { type Plan, planHash } from './plan.ts';
import type { RespondSettings } from './settings.ts';

/** What has happened to an action (措置の経過), in order. `by` is a person. */
export type ActionEvent = { readonly at: string; readonly by: string } & (
  | { readonly kind: 'approved'; readonly note: string }
  | { readonly kind: 'issued'; readonly sha256: string }
  | { readonly kind: 'armed'; readonly until: string; readonly how: string }
  | { readonly kind: 'applied'; readonly said: string }
  | { readonly kind: 'verified'; readonly good: boolean; readonly findings: readonly string[] }
  | { readonly kind: 'confirmed' | 'extended'; readonly until: string }
  | { readonly kind: 'reverted'; readonly reason: string }
  | { readonly kind: 'failed'; readonly step: string; readonly said: string }
);
export type EventKind = ActionEvent['kind'];

/** An action with its history: what the plan file holds. */
export type ActionRecord = {
  readonly plan: Plan;
  readonly hash: string;
  readonly events: readonly ActionEvent[];
};

export type Stage =
  | 'planned'
  | 'approved'
  | 'issued'
  | 'armed'
  | 'applied'
  | 'verified'
  | 'confirmed'
  | 'reverted'
  | 'lapsed'
  | 'rolled_back'
  | 'expired'
  | 'failed';

export type ActionState = {
  readonly stage: Stage;
  readonly approvals: readonly Approval[];
  /** Somebody acted alone; whoever is in charge must hear of it. */
  readonly alone?: { readonly name: string; readonly reason: string };
  /** Until when the stage lasts by itself: the approval lapses, the target rolls back, the action expires. */
  readonly until?: string;
  readonly appliedAt?: string;
};

/** Stages in which the target is, or may be, changed. */
export const IN_FORCE: readonly Stage[] = ['issued', 'armed', 'applied', 'verified', 'confirmed'];

/** What may happen in each stage. */
const NEXT: Readonly<Record<Stage, readonly EventKind[]>> = {
  planned: ['approved'],
  approved: ['issued', 'armed', 'failed', 'approved', 'reverted'],
  issued: ['armed', 'applied', 'reverted', 'failed'],
  armed: ['applied', 'reverted', 'failed'],
  applied: ['verified', 'reverted', 'failed'],
  verified: ['verified', 'confirmed', 'reverted', 'failed'],
  confirmed: ['verified', 'extended', 'reverted', 'failed'],
  reverted: [],
  lapsed: [],
  rolled_back: ['reverted'],
  expired: ['reverted'],
  failed: ['reverted'],
};

/** Puts a fresh plan on record. */
export function recordOf(plan: Plan): ActionRecord {
  return { plan, hash: planHash(plan), events: [] };
}

/** Adds what happened, or says why it cannot have. */
export function addEvent(
  record: ActionRecord,
  event: ActionEvent,
  settings: RespondSettings,
  now: number,
): Result<ActionRecord> {
  const state = stateOf(record, settings, now);
  if (state.issues) return state;
  const issue = refusalOf(record.plan, state.value, event, settings, now);
  return issue ? { issues: [issue] } : { value: { ...record, events: [...record.events, event] } };
}

/** Where an action stands at an instant. Everything is checked again: the file may have been edited. */
export function stateOf(record: ActionRecord, settings: RespondSettings, now: number): Result<ActionState> {
  const state = checkedState(record, settings, now);
  // What was undone stays undone, also where the settings no longer know who approved it.
  if (state.issues && record.events.at(-1)?.kind === 'reverted')
    return { value: { stage: 'reverted', approvals: [] } };
  return state;
}

function checkedState(record: ActionRecord, settings: RespondSettings, now: number): Result<ActionState> {
  const { plan, hash, events } = record;
  if (planHash(plan) !== hash) return { issues: [refusal('plan-changed')] };
  let state: ActionState = { stage: 'planned', approvals: [], until: later(plan.at, plan.approvalSeconds) };
  for (const event of events) {
    const at = Date.parse(event.at);
    const before = byItself(state, at);
    const issue = refusalOf(plan, before, event, settings, Math.max(at, now));
    if (issue) return { issues: [issue] };
    state = after(plan, before, event, settings, now);
  }
  return { value: byItself(state, now) };
}

function later(at: string, seconds: number): string {
  return new Date(Date.parse(at) + seconds * 1_000).toISOString();
}

/** What time alone has done. */
function byItself(state: ActionState, now: number): ActionState {
  if (state.until === undefined || now <= Date.parse(state.until)) return state;
  const next: Partial<Record<Stage, Stage>> = {
    planned: 'lapsed',
    approved: 'lapsed',
    armed: 'rolled_back',
    applied: 'rolled_back',
    verified: 'rolled_back',
    confirmed: 'expired',
  };
  const stage = next[state.stage];
  return stage === undefined ? state : { ...state, stage };
}

function refusalOf(
  plan: Plan,
  state: ActionState,
  event: ActionEvent,
  settings: RespondSettings,
  now: number,
): Issue | undefined {
  if (!NEXT[state.stage].includes(event.kind))
    return refusal(notNow(state, event.kind), `${state.stage} → ${event.kind}`);
  switch (event.kind) {
    case 'approved': {
      const opened = openApproval(event.note, plan, settings, now);
      if (opened.issues) return opened.issues[0];
      if (state.approvals.some(({ name }) => name === opened.value.name))
        return refusal('same-person', opened.value.name);
      return undefined;
    }
    case 'confirmed':
    case 'extended':
      return Date.parse(event.until) <= Date.parse(state.appliedAt!) + plan.longestSeconds * 1_000
        ? undefined
        : refusal('duration', event.until);
    case 'reverted':
      return event.reason.trim() === '' ? refusal('reason') : undefined;
    default:
      return undefined;
  }
}

/** The most telling reason why it is not the time for something. */
function notNow({ stage }: ActionState, kind: EventKind): RefusalCode {
  if (stage === 'lapsed') return 'lapsed';
  if (stage === 'rolled_back') return 'rolled-back';
  if (stage === 'planned') return 'approvals';
  if (stage === 'applied' && kind === 'confirmed') return 'not-verified';
  return 'order';
}

function after(
  plan: Plan,
  state: ActionState,
  event: ActionEvent,
  settings: RespondSettings,
  now: number,
): ActionState {
  switch (event.kind) {
    case 'approved': {
      const approval = openApproval(event.note, plan, settings, Math.max(now, Date.parse(event.at))).value!;
      const approvals = [...state.approvals, approval];
      const alone =
        approval.glass === undefined ? state.alone : { name: approval.name, reason: approval.glass };
      const enough = alone !== undefined || approvals.length >= plan.approvals;
      return {
        ...state,
        approvals,
        ...(alone && { alone }),
        ...(enough && { stage: 'approved', until: later(event.at, plan.approvalSeconds) }),
      };
    }
    case 'issued':
      return { ...state, stage: 'issued', until: undefined };
    case 'armed':
      return { ...state, stage: 'armed', until: event.until };
    case 'applied':
      return { ...state, stage: 'applied', appliedAt: event.at };
    case 'verified':
      // What turned out not to work cannot be confirmed; what is confirmed stays so and people are told.
      return state.stage === 'confirmed' ? state : { ...state, stage: event.good ? 'verified' : 'applied' };
    case 'confirmed':
    case 'extended':
      return { ...state, stage: 'confirmed', until: event.until };
    case 'reverted':
    case 'failed':
      return { ...state, stage: event.kind, until: undefined };
  }
}
