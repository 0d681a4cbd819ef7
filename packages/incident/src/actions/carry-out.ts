import { type Result, refusal } from './issues.ts';
import type { ActionEvent, ActionRecord } from './lifecycle.ts';
import { addEvent, stateOf } from './lifecycle.ts';
import type { Observed, Plan } from './plan.ts';
import type { RespondHost, RespondSettings } from './settings.ts';
import { type Target, TargetError } from './target.ts';

/** What carrying out needs from outside. */
export type CarryOut = {
  readonly target: Target;
  readonly settings: RespondSettings;
  /** SHA-256 of the settings file as it is now. */
  readonly settingsHash: string;
  readonly by: string;
  now(): number;
  /** Keeps the record, and the event in the journal, before anything else happens. */
  keep(record: ActionRecord, event: ActionEvent): Promise<void>;
  /** Says in the journal what is about to be done, before the host hears of it. */
  announce(step: string, record: ActionRecord): Promise<void>;
};

/** What is seen of a host before a plan: which probes answer, and whether our table stands already. */
export async function observe(host: RespondHost, table: string, target: Target): Promise<Observed> {
  const probes = await Promise.all(
    host.addresses.flatMap((address) =>
      host.probes.map(async (port) => ({ address, port, state: await target.probe(address, port) })),
    ),
  );
  const { present, listing } = await target.state(table);
  return { probes, table: present ? listing : '' };
}

/**
 * Applies an approved plan: the timer on the host first, then the file, then the proof that it works. Whatever fails is on record, and the
 * host is asked to undo; if it cannot be reached, its own timer does so.
 */
export async function applyPlan(record: ActionRecord, ports: CarryOut): Promise<Result<ActionRecord>> {
  const { plan } = record;
  const { target, settings } = ports;
  if (plan.settings !== ports.settingsHash) return { issues: [refusal('settings-changed')] };
  const state = stateOf(record, settings, ports.now());
  if (state.issues) return state;
  const { stage } = state.value;
  if (stage !== 'approved')
    return {
      issues: [refusal(stage === 'planned' ? 'approvals' : stage === 'lapsed' ? 'lapsed' : 'order', stage)],
    };
  const table = plan.table!;
  await ports.announce('apply', record);
  let current = record;
  let step = 'check';
  try {
    await target.check(plan);
    step = 'arm';
    const before = ports.now();
    const how = await target.arm(table, plan.deadManSeconds);
    // Counted from before the order, so that we never believe in a timer that has fired.
    const until = instant(before + plan.deadManSeconds * 1_000);
    current = await added(current, { kind: 'armed', until, how }, ports);
    step = 'apply';
    await target.apply(plan);
    current = await added(current, { kind: 'applied', said: plan.file!.sha256 }, ports);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    if (step === 'apply') await target.undo(table).catch(() => {});
    return { value: await added(current, { kind: 'failed', step, said: error.message }, ports) };
  }
  return verifyPlan(current, ports);
}

/** Proves that it works: the host answers over a new connection, the table stands with its timer, every probe is closed. */
export async function verifyPlan(record: ActionRecord, ports: CarryOut): Promise<Result<ActionRecord>> {
  const { good, findings } = await findingsOf(record.plan, ports.target);
  return addedOr(record, { kind: 'verified', good, findings }, ports);
}

async function findingsOf(plan: Plan, target: Target): Promise<{ good: boolean; findings: string[] }> {
  const findings: string[] = [];
  let good = true;
  const say = (holds: boolean, text: string) => {
    findings.push(`${holds ? 'ok' : 'NG'} ${text}`);
    good &&= holds;
  };
  try {
    const { present, undoneIn } = await target.state(plan.table!);
    say(true, 'management path open');
    say(present, 'table present');
    say(undoneIn !== undefined, `timer ${undoneIn ?? 'none'}`);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    say(false, `management path: ${error.message}`);
  }
  if (plan.action !== 'host.isolate' || !plan.host) return { good, findings };
  const { addresses, probes } = plan.host;
  const pairs = addresses.flatMap((address) => probes.map((port) => ({ address, port })));
  const states = await Promise.all(pairs.map(({ address, port }) => target.probe(address, port)));
  pairs.forEach(({ address, port }, i) => {
    const before = plan.observed.probes.find((one) => one.address === address && one.port === port)?.state;
    say(states[i] === 'closed', `${address} ${port} ${states[i]} (before: ${before ?? 'unknown'})`);
  });
  // A port that was closed anyway proves nothing; the reader must see that.
  if (!plan.observed.probes.some(({ state }) => state === 'open'))
    findings.push('-- no probe was open before');
  return { good, findings };
}

/** Confirms: the short timer gives way to the one that ends the action. */
export async function confirmPlan(record: ActionRecord, ports: CarryOut): Promise<Result<ActionRecord>> {
  return moveTimer(record, 'confirmed', record.plan.seconds, ports);
}

/** Lets it last longer, up to the longest that its kind may. */
export async function extendPlan(
  record: ActionRecord,
  hours: number,
  ports: CarryOut,
): Promise<Result<ActionRecord>> {
  return moveTimer(record, 'extended', Math.round(hours * 3_600), ports);
}

async function moveTimer(
  record: ActionRecord,
  kind: 'confirmed' | 'extended',
  seconds: number,
  ports: CarryOut,
): Promise<Result<ActionRecord>> {
  const state = stateOf(record, ports.settings, ports.now());
  if (state.issues) return state;
  // Counted from the moment it was applied, never from now: a chain of extensions has the same end.
  const applied = Date.parse(state.value.appliedAt ?? record.plan.at);
  const end =
    kind === 'confirmed'
      ? applied + seconds * 1_000
      : Math.min(ports.now() + seconds * 1_000, applied + record.plan.longestSeconds * 1_000);
  const event = { kind, until: instant(end) } as const;
  const tried = addEvent(record, stamped(event, ports), ports.settings, ports.now());
  if (tried.issues) return tried;
  await ports.announce(kind, record);
  try {
    await ports.target.confirm(record.plan.table!, Math.max(5, Math.floor((end - ports.now()) / 1_000)));
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return { issues: [refusal('target', error.message)] };
  }
  return addedOr(record, event, ports);
}

/** Takes it back, from any stage in which the host may be changed. One person suffices: giving back is the safe direction. */
export async function undoPlan(
  record: ActionRecord,
  reason: string,
  ports: CarryOut,
): Promise<Result<ActionRecord>> {
  const event = stamped({ kind: 'reverted', reason }, ports);
  if (reason.trim() === '') return { issues: [refusal('reason')] };
  const state = stateOf(record, ports.settings, ports.now());
  const tried = addEvent(record, event, ports.settings, ports.now());
  // A record that no longer holds (an approver has left the settings) must not keep a host cut off.
  if (state.value && tried.issues) return tried;
  await ports.announce('undo', record);
  try {
    await ports.target.undo(record.plan.table!);
    const { present } = await ports.target.state(record.plan.table!);
    if (present) return { issues: [refusal('target', 'table still present')] };
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return { issues: [refusal('target', error.message)] };
  }
  const undone = { ...record, events: [...record.events, event] };
  await ports.keep(undone, event);
  return { value: undone };
}

type Bare = ActionEvent extends infer E ? (E extends unknown ? Omit<E, 'at' | 'by'> : never) : never;

function stamped(event: Bare, { by, now }: CarryOut): ActionEvent {
  return { ...event, by, at: instant(now()) } as ActionEvent;
}

async function addedOr(record: ActionRecord, bare: Bare, ports: CarryOut): Promise<Result<ActionRecord>> {
  const event = stamped(bare, ports);
  const next = addEvent(record, event, ports.settings, ports.now());
  if (next.value) await ports.keep(next.value, event);
  return next;
}

/** For what has happened on the host already: it must be on record, so a refusal here is a mistake of the programme. */
async function added(record: ActionRecord, bare: Bare, ports: CarryOut): Promise<ActionRecord> {
  const next = await addedOr(record, bare, ports);
  if (next.issues) throw new RangeError(next.issues[0].message.en);
  return next.value;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
