import { canonicalJson, type EvidenceWriter, type Json } from '@sonae/evidence';
import {
  type ActionEvent,
  type ActionRecord,
  addEvent,
  type CarryOut,
  type Result,
} from '@sonae/incident/actions';
import { saveRecord } from './files.ts';
import type { Loaded, RespondPlace } from './view.ts';

/** What carrying out needs, without a host: print mode has none. */
export type Ports = Omit<CarryOut, 'target'>;

/** Everything goes to the journal first, then into the plan file. */
export function portsOf(journal: EvidenceWriter, { settings, hash }: Loaded, place: RespondPlace): Ports {
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

/** Adds what happened where it may have, on record. */
export async function happened(
  record: ActionRecord,
  event: Parameters<typeof addEvent>[1],
  ports: Ports,
): Promise<Result<ActionRecord>> {
  const next = addEvent(record, event, ports.settings, ports.now());
  if (next.value) await ports.keep(next.value, event);
  return next;
}
