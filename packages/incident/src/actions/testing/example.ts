import { toHex } from '@sonae/evidence';
import { approverKey, signApproval } from '../approval.ts';
import type { ActionEvent, ActionRecord } from '../lifecycle.ts';
import { addEvent, recordOf } from '../lifecycle.ts';
import { type ActionOrder, type Plan, planAction } from '../plan.ts';
import { type RespondSettings, readRespondSettings } from '../settings.ts';
import { type Target, TargetError } from '../target.ts';

/** Keys of fictional people; the seed is the person's number. */
export const seedOf = (person: number): Uint8Array => new Uint8Array(32).fill(person);
export const PEOPLE = ['花子', '太郎', '次郎'] as const;

export const START = Date.parse('2026-11-21T13:10:00Z');
export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

export function exampleSettings(mode = 'ssh'): RespondSettings {
  const approvers = PEOPLE.map(
    (name, i) => `  - { name: ${name}, vkey: "${approverKey(name, seedOf(i + 1))}" }`,
  );
  const { settings, issues } = readRespondSettings(
    `sonae: respond/1
mode: ${mode}
management: [192.0.2.10, "2001:db8::10"]
forbidden:
  - { id: svc-backup, reason: バックアップが止まる }
approvers:
${approvers.join('\n')}
hosts:
  - id: web1
    role: server
    addresses: [192.0.2.20, "2001:db8::20"]
    probes: [443]
    ssh: { user: sonae-respond, knownHosts: known_hosts, identity: id_respond }
  - { id: dc1, role: domain_controller, addresses: [192.0.2.2] }
  - { id: gw, role: gateway, addresses: [192.0.2.1], ssh: { user: sonae-respond, knownHosts: known_hosts, identity: id_respond } }
`,
    'respond.yaml',
  );
  if (!settings) throw new Error(JSON.stringify(issues));
  return settings;
}

export const ISOLATE: ActionOrder = {
  case: '2026-001',
  action: 'host.isolate',
  parameters: { host: 'web1' },
  captured: { connections: toHex(seedOf(1)) },
  waived: { memory: '採取する道具がない', logs: '集約先に写しがある' },
  by: '花子',
  at: iso(START),
};

export function examplePlan(order: Partial<ActionOrder> = {}, settings = exampleSettings()): Plan {
  const { value, issues } = planAction(
    { ...ISOLATE, ...order },
    {
      settings,
      settingsHash: 'settings',
      observed: {
        probes: [
          { address: '192.0.2.20', port: 443, state: 'open' },
          { address: '2001:db8::20', port: 443, state: 'open' },
        ],
        table: '',
      },
    },
  );
  if (issues) throw new Error(JSON.stringify(issues));
  return value;
}

/** An approval by one of the people. */
export function approvalBy(plan: Plan, person: number, at: number, glass?: string): ActionEvent {
  const name = PEOPLE[person - 1];
  const note = signApproval(
    plan,
    { name, at: iso(at), ...(glass !== undefined && { glass }) },
    seedOf(person),
  );
  return { kind: 'approved', by: name, at: iso(at), note };
}

/** A record with these events; throws where one is refused. */
export function recordWith(
  plan: Plan,
  events: readonly ActionEvent[],
  settings = exampleSettings(),
): ActionRecord {
  return events.reduce((record, event) => {
    const next = addEvent(record, event, settings, Date.parse(event.at));
    if (next.issues) throw new Error(next.issues[0].code);
    return next.value;
  }, recordOf(plan));
}

export const approvedTwice = (plan: Plan, at = START): ActionRecord =>
  recordWith(plan, [approvalBy(plan, 1, at), approvalBy(plan, 2, at + 1_000)]);

/** A host as `sonae-respond-target` makes it, on a clock of its own. What it was asked is written down; calls named in `failing` fail. */
export function simulatedHost(clock: { now: number }, failing: ReadonlySet<string> = new Set()) {
  const asked: string[] = [];
  let fires: number | undefined;
  let table: { since: number } | undefined;
  const isolated = () => table !== undefined && (fires === undefined || clock.now < fires);
  const ask = (verb: string) => {
    asked.push(verb);
    if (failing.has(verb)) throw new TargetError('unreachable', `${verb}: no route`);
  };
  const target: Target = {
    state: async () => {
      ask('state');
      const left = fires === undefined ? undefined : Math.floor((fires - clock.now) / 1_000);
      return { present: isolated(), listing: '', ...(left !== undefined && left > 0 && { undoneIn: left }) };
    },
    check: async () => ask('check'),
    arm: async (_, seconds) => {
      ask('arm');
      fires = clock.now + seconds * 1_000;
      return `ok armed process ${seconds}`;
    },
    apply: async () => {
      ask('apply');
      if (fires === undefined || fires <= clock.now)
        throw new TargetError('refused', '64: refused not armed');
      table = { since: clock.now };
    },
    confirm: async (_, seconds) => {
      ask('confirm');
      fires = clock.now + seconds * 1_000;
    },
    undo: async () => {
      ask('undo');
      table = undefined;
      fires = undefined;
    },
    probe: async () => {
      asked.push('probe');
      return isolated() && !failing.has('probe') ? 'closed' : 'open';
    },
  };
  return { target, asked, isolated };
}
