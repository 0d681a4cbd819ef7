import { formatVkey, speakerKey } from '@sonae/evidence';
import {
  type ActionRecord,
  actionType,
  addEvent,
  applyPlan,
  type CarryOut,
  planAction,
  type RespondSettings,
  recordOf,
  sheetOf,
  signApproval,
  stateOf,
  type Target,
} from '../actions/index.ts';
import type { DrillAnswer } from './answers.ts';

/** Where everything goes that would have left the house: lists, and nothing else (訓練の出口). */
export type Sinks = {
  readonly host: { readonly at: number; readonly order: string; readonly table: string }[];
  readonly sheets: { readonly at: number; readonly text: string }[];
};

export type DrillAction = {
  readonly id: string;
  readonly approvals: number;
  /** What came of it: carried out on the sink, or why not. */
  readonly outcome: 'done' | 'refused';
  readonly refusals: readonly string[];
};

/**
 * Carries an action of a drill out by the engine of the real case: planned, approved over the plan's hash by people with keys of the drill, the
 * rollback armed first. Only what is behind the port is a list.
 */
export async function actInDrill(
  action: NonNullable<DrillAnswer['action']>,
  now: number,
  sinks: Sinks,
): Promise<DrillAction> {
  const settings = drillSettings(action.approvedBy, action.parameters.host);
  const by = action.approvedBy[0] ?? 'drill';
  const at = new Date(now).toISOString();
  const order = { case: 'drill', action: action.id, ...pick(action), by, at };
  const planned = planAction(order, { settings, settingsHash: 'drill' });
  const refused = (codes: readonly string[], approvals = 0): DrillAction => ({
    id: action.id,
    approvals,
    outcome: 'refused',
    refusals: [...new Set(codes)],
  });
  if (planned.issues) return refused(planned.issues.map(({ code }) => code));
  let record = recordOf(planned.value);
  const problems: string[] = [];
  for (const name of action.approvedBy) {
    const note = signApproval(record.plan, { name, at }, seedOf(settings, name));
    const next = addEvent(record, { kind: 'approved', at, by: name, note }, settings, now);
    if (next.issues) problems.push(...next.issues.map(({ code }) => code));
    else record = next.value;
  }
  const state = stateOf(record, settings, now).value!;
  if (state.stage !== 'approved') return refused([...problems, 'respond.approvals'], state.approvals.length);
  if (record.plan.mode === 'print') {
    sinks.sheets.push({ at: now, text: sheetOf(record.plan, state, 'ja') });
    return { id: action.id, approvals: state.approvals.length, outcome: 'done', refusals: [] };
  }
  const done = await applyPlan(record, portsOf(settings, now, by, sinks));
  if (done.issues)
    return refused(
      done.issues.map(({ code }) => code),
      state.approvals.length,
    );
  return { id: action.id, approvals: state.approvals.length, outcome: 'done', refusals: [] };
}

function pick({ parameters, captured, waived }: NonNullable<DrillAnswer['action']>) {
  return { parameters, captured, waived };
}

/** Two people of a drill never share a seed, and none of them is a key of the house. */
function seedOf({ approvers }: RespondSettings, name: string): Uint8Array {
  return new Uint8Array(32).fill(1 + approvers.findIndex((one) => one.name === name));
}

/** Addresses for documentation (RFC 5737): nothing in a drill can name a machine that is there. */
function drillSettings(names: readonly string[], host = 'host'): RespondSettings {
  const people = [...new Set(names)];
  return {
    sonae: 'respond/1',
    mode: 'ssh',
    management: ['192.0.2.10'],
    hosts: [
      {
        id: host,
        role: 'server',
        addresses: ['198.51.100.20'],
        managementPorts: [22],
        probes: [443],
        dhcp: false,
        ssh: { user: 'drill', knownHosts: 'drill', identity: 'drill' },
      },
    ],
    forbidden: [],
    approvers: people.map((name, i) => ({
      name,
      vkey: formatVkey(speakerKey(name, new Uint8Array(32).fill(1 + i))),
    })),
    deadManSeconds: 600,
    approvalMinutes: 30,
  };
}

function portsOf(settings: RespondSettings, now: number, by: string, sinks: Sinks): CarryOut {
  return {
    settings,
    settingsHash: 'drill',
    by,
    now: () => now,
    target: sinkTarget(now, sinks),
    keep: async (_: ActionRecord) => {},
    announce: async () => {},
  };
}

/** A host that takes every order and is a list. */
function sinkTarget(at: number, { host }: Sinks): Target {
  let present = false;
  const note = (order: string, table: string) => host.push({ at, order, table });
  return {
    state: async () => ({ present, listing: '', ...(present && { undoneIn: 600 }) }),
    check: async ({ table }) => {
      note('check', table!);
    },
    arm: async (table) => {
      note('arm', table);
      return 'drill';
    },
    apply: async ({ table }) => {
      present = true;
      note('apply', table!);
    },
    confirm: async (table) => {
      note('confirm', table);
    },
    undo: async (table) => {
      present = false;
      note('undo', table);
    },
    probe: async () => (present ? 'closed' : 'open'),
  };
}

/** Whether there is such an action at all. */
export const isAction = (id: string): boolean => actionType(id) !== undefined;
