import { writeFile } from 'node:fs/promises';
import type { Issue, Language } from '@sonae/core';
import { canonicalJson, type EvidenceWriter, type Json, sha256Hex } from '@sonae/evidence';
import {
  type ActionEvent,
  type ActionOrder,
  type ActionRecord,
  type ActionState,
  actionType,
  addEvent,
  applyPlan,
  approverKey,
  type CarryOut,
  confirmPlan,
  extendPlan,
  formatAddress,
  IN_FORCE,
  observe,
  parseAddress,
  planAction,
  planDiff,
  type Result,
  recordOf,
  refusal,
  sheetOf,
  signApproval,
  signSheet,
  stateOf,
  type Target,
  TargetError,
  tableOf,
  undoPlan,
  verifyPlan,
} from '@sonae/incident/actions';
import { type Place, withStore } from '../evidence/store.ts';
import { type LoadedSettings, loadRecord, loadSeed, loadSettings, saveRecord } from './files.ts';

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

const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

function viewOf(record: ActionRecord, { settings }: LoadedSettings, now: number): Result<RespondView> {
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

async function targetOf(record: ActionRecord): Promise<Target> {
  const { sshTarget } = await import('@sonae/adapters/respond');
  return sshTarget(record.plan.host!);
}

/** Plans an action and looks at the host where the settings allow it. Writes the plan file; changes nothing anywhere else. */
export async function planRespond(
  place: RespondPlace,
  order: Omit<ActionOrder, 'by' | 'at'>,
): Promise<Result<RespondView>> {
  const loaded = await loadSettings(place.settingsFile);
  if (loaded.issues) return loaded;
  const { settings, hash } = loaded.value;
  const whole = { ...order, by: place.by, at: at(place.now()) };
  const context = { settings, settingsHash: hash };
  const first = planAction(whole, context);
  if (first.issues || first.value.mode !== 'ssh') return kept(first, loaded.value, place);
  const record = recordOf(first.value);
  try {
    const target = await targetOf(record);
    const table = tableOf(actionType(order.action)!, order.case, first.value.parameters)!;
    const observed = await observe(first.value.host!, table, target);
    await target.check(first.value);
    return kept(
      planAction(whole, { ...context, observed: { ...observed, check: 'ok' } }),
      loaded.value,
      place,
    );
  } catch (error) {
    if (error instanceof TargetError) return { issues: [refusal('target', error.message)] };
    throw error;
  }
}

async function kept(
  plan: ReturnType<typeof planAction>,
  settings: LoadedSettings,
  place: RespondPlace,
): Promise<Result<RespondView>> {
  if (plan.issues) return plan;
  const before = await loadRecord(place.planFile);
  const state = before.value && stateOf(before.value, settings.settings, place.now()).value;
  // Whoever writes over the plan of an action that is in force can no longer undo it.
  if (state && IN_FORCE.includes(state.stage))
    return { issues: [refusal('order', `${place.planFile}: ${state.stage}`)] };
  const record = recordOf(plan.value);
  await saveRecord(place.planFile, record);
  return viewOf(record, settings, place.now());
}

/** Where an action stands. */
export async function respondStatus(place: RespondPlace): Promise<Result<RespondView>> {
  const loaded = await load(place);
  return loaded.issues ? loaded : viewOf(loaded.value.record, loaded.value, place.now());
}

type Loaded = LoadedSettings & { readonly record: ActionRecord };

async function load({ settingsFile, planFile, subject }: RespondPlace): Promise<Result<Loaded>> {
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

/** One step of an action, written to the journal before it counts. */
export type RespondStep =
  | { readonly kind: 'approve'; readonly name: string; readonly keyFile: string; readonly glass?: string }
  | { readonly kind: 'apply'; readonly name?: string; readonly keyFile?: string; readonly language: Language }
  | { readonly kind: 'done'; readonly said: string }
  | { readonly kind: 'verify' | 'confirm' }
  | { readonly kind: 'extend'; readonly hours: number }
  | { readonly kind: 'undo'; readonly reason: string };

/** Takes a step. Everything is checked against plan, signatures and settings as they are now. */
export async function takeStep(
  place: RespondPlace,
  evidence: Place,
  step: RespondStep,
): Promise<Result<RespondView>> {
  const loaded = await load(place);
  if (loaded.issues) return loaded;
  if (loaded.value.settings.mode === 'disabled' && step.kind !== 'undo')
    return { issues: [refusal('disabled')] };
  const done = await withStore(evidence, (store) => stepWith(store, loaded.value, place, step));
  return done.issue ? { issues: [done.issue as Issue] } : done.value!;
}

async function stepWith(
  journal: EvidenceWriter,
  loaded: Loaded,
  place: RespondPlace,
  step: RespondStep,
): Promise<Result<RespondView>> {
  const { record, settings } = loaded;
  const ports = portsOf(journal, loaded, place);
  if (step.kind === 'approve') return shown(await approve(record, ports, step), loaded, place);
  if (step.kind === 'apply' && record.plan.mode === 'print') return handOver(loaded, place, ports, step);
  if (step.kind === 'done' || record.plan.mode === 'print')
    return shown(await report(record, ports, step), loaded, place);
  const target = await targetOf(record);
  const way: CarryOut = { ...ports, target, settings };
  switch (step.kind) {
    case 'apply':
      return shown(await applyPlan(record, way), loaded, place);
    case 'verify':
      return shown(await verifyPlan(record, way), loaded, place);
    case 'confirm':
      return shown(await confirmPlan(record, way), loaded, place);
    case 'extend':
      return shown(await extendPlan(record, step.hours, way), loaded, place);
    case 'undo':
      return shown(await undoPlan(record, step.reason, way), loaded, place);
  }
}

type Ports = Omit<CarryOut, 'target'>;

function portsOf(journal: EvidenceWriter, { settings, hash }: Loaded, place: RespondPlace): Ports {
  const write = (record: ActionRecord, action: Json) =>
    journal.record({
      kind: 'incident.action',
      by: place.by,
      case: record.plan.case,
      body: { action, plan: record.hash },
    });
  return {
    settings,
    settingsHash: hash,
    by: place.by,
    now: place.now,
    announce: async (step, record) => {
      await write(record, { kind: 'about-to', step });
    },
    keep: async (record, event) => {
      if (event.kind === 'approved') await writeApproval(journal, record, event);
      else await write(record, event as unknown as Json);
      await saveRecord(place.planFile, record);
    },
  };
}

/** An approval with the plan in full, so that the journal alone shows what was approved; who acts alone is reported besides. */
async function writeApproval(
  journal: EvidenceWriter,
  { plan, hash }: ActionRecord,
  { by, note }: Extract<ActionEvent, { kind: 'approved' }>,
): Promise<void> {
  const about = { by, case: plan.case } as const;
  const body = { subject: hash, note, plan: canonicalJson(plan as unknown as Json) };
  await journal.record({ ...about, kind: 'approval.given', body });
  const alone = /^alone: (.+)$/m.exec(note)?.[1];
  if (alone !== undefined)
    await journal.record({
      ...about,
      kind: 'decision.made',
      body: { subject: 'break-glass', reason: alone, plan: hash },
    });
}

function shown(result: Result<ActionRecord>, loaded: Loaded, place: RespondPlace): Result<RespondView> {
  return result.issues ? result : viewOf(result.value, loaded, place.now());
}

async function happened(
  record: ActionRecord,
  event: Parameters<typeof addEvent>[1],
  ports: Ports,
): Promise<Result<ActionRecord>> {
  const next = addEvent(record, event, ports.settings, ports.now());
  if (next.value) await ports.keep(next.value, event);
  return next;
}

async function approve(
  record: ActionRecord,
  ports: Ports,
  { name, keyFile, glass }: Extract<RespondStep, { kind: 'approve' }>,
): Promise<Result<ActionRecord>> {
  if (record.plan.settings !== ports.settingsHash) return { issues: [refusal('settings-changed')] };
  if (glass !== undefined && glass.trim() === '') return { issues: [refusal('reason')] };
  const seed = await loadSeed(keyFile);
  if (seed.issues) return seed;
  const now = at(ports.now());
  const note = signApproval(
    record.plan,
    { name, at: now, ...(glass !== undefined && { glass }) },
    seed.value,
  );
  return happened(record, { kind: 'approved', at: now, by: name, note }, ports);
}

/** Print mode: the sheet, signed by whoever hands it over where a key is given. */
async function handOver(
  loaded: Loaded,
  place: RespondPlace,
  ports: Ports,
  { name, keyFile, language }: Extract<RespondStep, { kind: 'apply' }>,
): Promise<Result<RespondView>> {
  const { record, settings } = loaded;
  if (record.plan.settings !== ports.settingsHash) return { issues: [refusal('settings-changed')] };
  const state = stateOf(record, settings, ports.now());
  if (state.issues) return state;
  if (state.value.stage !== 'approved')
    return {
      issues: [
        refusal(
          state.value.stage === 'planned' ? 'approvals' : state.value.stage === 'lapsed' ? 'lapsed' : 'order',
          state.value.stage,
        ),
      ],
    };
  if (name === undefined || keyFile === undefined) return { issues: [refusal('no-approver', '--as, --key')] };
  const seed = await loadSeed(keyFile);
  if (seed.issues) return seed;
  if (!settings.approvers.some(({ vkey }) => vkey === approverKey(name, seed.value)))
    return { issues: [refusal('no-approver', name)] };
  const sheet = signSheet(sheetOf(record.plan, state.value, language), name, seed.value);
  const event = { kind: 'issued', at: at(ports.now()), by: name, sha256: sha256Hex(sheet) } as const;
  const next = await happened(record, event, ports);
  if (next.issues) return next;
  await writeFile(`${place.planFile}.sheet.txt`, sheet);
  const view = viewOf(next.value, loaded, place.now());
  return view.issues ? view : { value: { ...view.value, sheet } };
}

/** What a person says was done with a sheet. It is told, not seen, and the record says so. */
async function report(record: ActionRecord, ports: Ports, step: RespondStep): Promise<Result<ActionRecord>> {
  const now = ports.now();
  const base = { at: at(now), by: ports.by };
  const { plan } = record;
  const end = (seconds: number, from = now) => at(from + seconds * 1_000);
  const appliedAt = Date.parse(record.events.findLast(({ kind }) => kind === 'applied')?.at ?? base.at);
  switch (step.kind) {
    case 'done': {
      const armed: ActionEvent = { ...base, kind: 'armed', until: end(plan.deadManSeconds), how: 'told' };
      const first = plan.table === undefined ? { value: record } : await happened(record, armed, ports);
      if (first.issues) return first;
      return happened(first.value, { ...base, kind: 'applied', said: step.said }, ports);
    }
    case 'verify':
      return happened(
        record,
        { ...base, kind: 'verified', good: true, findings: ['told by a person'] },
        ports,
      );
    case 'confirm':
      return happened(record, { ...base, kind: 'confirmed', until: end(plan.seconds, appliedAt) }, ports);
    case 'extend':
      return happened(record, { ...base, kind: 'extended', until: end(step.hours * 3_600) }, ports);
    case 'undo':
      return happened(record, { ...base, kind: 'reverted', reason: step.reason }, ports);
    default:
      return { issues: [refusal('order', step.kind)] };
  }
}

/** The vkey of a person, for the settings; the key is made where it is absent. */
export async function respondKey(name: string, keyFile: string): Promise<Result<{ readonly vkey: string }>> {
  const seed = await loadSeed(keyFile, true);
  return seed.issues ? seed : { value: { vkey: approverKey(name, seed.value) } };
}

export { targetProgramme } from '@sonae/adapters/respond';
export { ACTION_TYPES } from '@sonae/incident/actions';
