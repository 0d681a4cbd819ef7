import type { CaseEntry, CaseEvent } from './entry.ts';

/** Under which kind of the evidence journal each event stands; the journal's own list of kinds says what a body must hold. */
const JOURNAL_KIND = {
  opened: 'incident.opened',
  fact: 'incident.fact',
  task: 'incident.task',
  'task.done': 'incident.task',
  decision: 'decision.made',
  told: 'incident.told',
  'duty.done': 'duty.done',
  action: 'incident.action',
  ledger: 'incident.ledger',
  'ledger.withdrawn': 'incident.ledger',
  testimony: 'incident.testimony',
  file: 'incident.file',
  contact: 'incident.contact',
  sighting: 'incident.sighting',
  adviser: 'incident.adviser',
  'adviser.left': 'incident.adviser',
  note: 'incident.note',
  closed: 'incident.closed',
} as const satisfies Record<CaseEvent['kind'], string>;

export type JournalKind = (typeof JOURNAL_KIND)[CaseEvent['kind']];

/** The event as the body of an entry of the journal: plain JSON, without what is undefined. */
export function journalBody(event: CaseEvent): { kind: JournalKind; body: { [key: string]: unknown } } {
  return {
    kind: JOURNAL_KIND[event.kind],
    body: JSON.parse(JSON.stringify({ event: event.kind, ...event })),
  };
}

/** The entry of a case in an entry of the journal; undefined where it is something else, such as a file that was added. */
export function caseEntry(
  index: number,
  entry: { readonly at: string; readonly by: string; readonly body: { readonly [key: string]: unknown } },
): CaseEntry | undefined {
  const { event: kind, ...rest } = entry.body;
  if (typeof kind !== 'string' || !Object.hasOwn(JOURNAL_KIND, kind)) return undefined;
  return { index, at: Date.parse(entry.at), by: entry.by, event: { ...rest, kind } as CaseEvent };
}
