import type { Issue } from '@sonae/core';
import type { EvidenceWriter } from '@sonae/evidence';
import {
  type ActionOrder,
  type ActionRecord,
  actionType,
  applyPlan,
  approverKey,
  type CarryOut,
  confirmPlan,
  extendPlan,
  IN_FORCE,
  observe,
  planAction,
  type Result,
  recordOf,
  refusal,
  signApproval,
  stateOf,
  type Target,
  TargetError,
  tableOf,
  undoPlan,
  verifyPlan,
} from '@sonae/incident/actions';
import { type Place, withStore } from '../evidence/store.ts';
import { type LoadedSettings, loadRecord, loadSeed, loadSettings, saveRecord } from './files.ts';
import { happened, type Ports, portsOf } from './journal.ts';
import { handOver, report } from './print.ts';
import type { RespondStep } from './step.ts';
import { at, type Loaded, load, type RespondPlace, type RespondView, shown, viewOf } from './view.ts';

export { targetProgramme } from '@sonae/adapters/respond';
export { ACTION_TYPES } from '@sonae/incident/actions';
export type { RespondStep } from './step.ts';
export type { RespondPlace, RespondView } from './view.ts';

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

/** The vkey of a person, for the settings; the key is made where it is absent. */
export async function respondKey(name: string, keyFile: string): Promise<Result<{ readonly vkey: string }>> {
  const seed = await loadSeed(keyFile, true);
  return seed.issues ? seed : { value: { vkey: approverKey(name, seed.value) } };
}
