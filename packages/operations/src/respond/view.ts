import {
  type ActionRecord,
  type ActionState,
  formatAddress,
  parseAddress,
  planDiff,
  type Result,
  refusal,
  stateOf,
} from '@sonae/incident/actions';
import { type LoadedSettings, loadRecord, loadSettings } from './files.ts';

/** Where an action is kept, and under which settings it is done. */
export type RespondPlace = {
  readonly settingsFile: string;
  readonly planFile: string;
  /** Who does it. */
  readonly by: string;
  readonly now: () => number;
  /** What the command line names; a plan of anything else is refused. */
  readonly subject: Subject;
};

export type Subject = { readonly action: string; readonly parameters: Readonly<Record<string, string>> };

/** An action as a command shows it. */
export type RespondView = {
  readonly plan: ActionRecord['plan'];
  readonly hash: string;
  readonly stage: ActionState['stage'];
  readonly approvals: readonly { readonly name: string; readonly at: string }[];
  readonly approvalsNeeded: number;
  readonly alone: NonNullable<ActionState['alone']> | null;
  readonly until: string | null;
  readonly diff: readonly string[];
  readonly events: readonly { readonly kind: string; readonly at: string; readonly by: string }[];
  readonly findings: readonly string[];
  /** The signed sheet that was just handed over. */
  readonly sheet?: string;
};

export const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

export function viewOf(record: ActionRecord, { settings }: LoadedSettings, now: number): Result<RespondView> {
  const state = stateOf(record, settings, now);
  if (state.issues) return state;
  const { plan, hash, events } = record;
  const { stage, approvals, alone, until } = state.value;
  const verified = events.findLast((event) => event.kind === 'verified');
  return {
    value: {
      plan,
      hash,
      stage,
      approvals: approvals.map(({ name, at: when }) => ({ name, at: when })),
      approvalsNeeded: plan.approvals,
      alone: alone ?? null,
      until: until ?? null,
      diff: planDiff(plan),
      events,
      findings: verified?.kind === 'verified' ? verified.findings : [],
    },
  };
}

export type Loaded = LoadedSettings & { readonly record: ActionRecord };

export async function load({ settingsFile, planFile, subject }: RespondPlace): Promise<Result<Loaded>> {
  const [settings, record] = [await loadSettings(settingsFile), await loadRecord(planFile)];
  if (settings.issues || record.issues)
    return { issues: [...(settings.issues ?? []), ...(record.issues ?? [])] };
  const { action, parameters } = record.value.plan;
  // Values may be left out on the line of a later step; those that stand there must be the plan's.
  const other = Object.entries(subject.parameters).find(
    ([name, value]) => value !== parameters[name] && !isSameAddress(value, parameters[name]),
  );
  if (action !== subject.action || other)
    return { issues: [refusal('plan-changed', `${action} ${Object.values(parameters).join(' ')}`)] };
  return { value: { ...settings.value, record: record.value } };
}

function isSameAddress(a: string, b: string | undefined): boolean {
  const [one, two] = [parseAddress(a), parseAddress(b ?? '')];
  return one !== undefined && two !== undefined && formatAddress(one) === formatAddress(two);
}

export function shown(
  result: Result<ActionRecord>,
  loaded: Loaded,
  place: RespondPlace,
): Result<RespondView> {
  return result.issues ? result : viewOf(result.value, loaded, place.now());
}
