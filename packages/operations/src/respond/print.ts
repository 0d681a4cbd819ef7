import { writeFile } from 'node:fs/promises';
import { sha256Hex } from '@sonae/evidence';
import {
  type ActionEvent,
  type ActionRecord,
  approverKey,
  type Result,
  refusal,
  sheetOf,
  signSheet,
  stateOf,
} from '@sonae/incident/actions';
import { loadSeed } from './files.ts';
import { happened, type Ports } from './journal.ts';
import type { RespondStep } from './step.ts';
import { at, type Loaded, type RespondPlace, type RespondView, viewOf } from './view.ts';

/** Print mode: the sheet, signed by whoever hands it over where a key is given. */
export async function handOver(
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
export async function report(
  record: ActionRecord,
  ports: Ports,
  step: RespondStep,
): Promise<Result<ActionRecord>> {
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
