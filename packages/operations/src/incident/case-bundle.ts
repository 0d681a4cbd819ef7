import { dateOf, formatInstant, type Language } from '@sonae/core';
import { utf8 } from '@sonae/evidence';
import { bagOf } from '@sonae/evidence/bag';
import { type CaseEntry, caseRoom } from '@sonae/incident/case';
import { printDuty } from '@sonae/law';
import type { Company } from '@sonae/register';
import type { CaseCompany } from './case-company.ts';
import { ledgerView } from './case-ledger.ts';
import type { CaseRow } from './case-log.ts';
import { contactsOf } from './contacts.ts';
import type { CaseEvidenceBag } from './evidence/bundle.ts';
import { judge } from './judge.ts';

export type BundledPhoto = {
  readonly sha256: string;
  readonly name: string;
  readonly content: Uint8Array;
};

/** What goes into the bundle of a case. */
export type BundleOrder = {
  readonly row: CaseRow;
  readonly entries: readonly CaseEntry[];
  readonly company: CaseCompany | undefined;
  /** The register with its contacts, of which only those that may be seen go out. */
  readonly register: Company | undefined;
  readonly maySeePersons: boolean;
  /** Absent: the photos are named and not there. */
  readonly photos?: readonly BundledPhoto[];
  /** What proves the entries, or why it is not there. */
  readonly evidence: CaseEvidenceBag;
  readonly by: string;
  readonly now: number;
  readonly language: Language;
};

/**
 * A case for somebody outside, to read and to check (専門家に渡す控え): one page to read, the same as data, deadlines as a calendar, the photos,
 * the evidence of the case as a bag of its own with its verifiers, and a manifest with the digest of each file, as a BagIt bag. The same order gives the same bytes.
 */
export async function caseBundle(order: BundleOrder): Promise<Map<string, Uint8Array>> {
  const { row, entries, company, register, maySeePersons, evidence, now, by, language } = order;
  const room = caseRoom(entries);
  const { duties, questions } = judge(room, now);
  const clocks = duties.map(printDuty);
  const ledger = ledgerView(room, company);
  const { contacts, withoutPersonal } = contactsOf(register, room, maySeePersons);
  const photos = new Map((order.photos ?? []).map((photo) => [photo.sha256, photoPath(photo)]));
  const [{ caseFilePage }, { calendarFeed }] = await Promise.all([
    import('@sonae/documents/case-file'),
    import('@sonae/incident/alarms/calendar-feed'),
  ]);
  const page = await caseFilePage(
    {
      name: row.name,
      company: company?.name ?? null,
      madeAt: now,
      madeBy: by,
      room,
      entries,
      clocks,
      contacts,
      withoutContacts: withoutPersonal,
      positions: ledger.position.lines,
      photos,
      evidence: evidence.files !== undefined,
    },
    language,
  );
  const dates = clocks.flatMap(({ id, due, state, title, basis }) =>
    due === null || state === 'optional' || state === 'done'
      ? []
      : [
          {
            id: `${row.id}/${id}`,
            at: Date.parse(due),
            title,
            details: { ja: basis.join('、'), en: basis.join(', ') },
            sequence: row.version,
          },
        ],
  );
  const data: Readonly<Record<string, unknown>> = {
    'case.json': {
      id: row.id,
      name: row.name,
      drill: row.drill,
      company: company?.name ?? null,
      version: row.version,
      openedAt: formatInstant(row.openedAt.getTime()),
      closedAt: row.closedAt === null ? null : formatInstant(row.closedAt.getTime()),
      madeAt: formatInstant(now),
      madeBy: by,
      withoutContactsOfRegister: withoutPersonal,
      withPhotos: order.photos !== undefined,
      evidence: evidenceSaid(evidence),
    },
    'facts.json': [...room.facts.values()].map(readable),
    'deadlines.json': { duties: clocks, questions },
    'decisions.json': room.decisions.map(readable),
    'told.json': room.told.map(readable),
    'watched.json': room.watched.map(readable),
    'ledger.json': ledger,
    'contacts.json': contacts,
    'photos.json': room.files.map((file) => readable({ ...file, path: photos.get(file.sha256) ?? null })),
    'timeline.json': entries.map(readable),
  };
  const payload = new Map<string, Uint8Array>([
    ['data/case.html', utf8(page)],
    ['data/deadlines.ics', utf8(calendarFeed(dates, language, now))],
    ...Object.entries(data).map(
      ([name, value]) => [`data/${name}`, utf8(`${JSON.stringify(value, null, 2)}\n`)] as const,
    ),
    ...(order.photos ?? []).map((photo) => [`data/${photoPath(photo)}`, photo.content] as const),
    ...[...(evidence.files ?? [])].map(([path, bytes]) => [`data/${EVIDENCE}/${path}`, bytes] as const),
  ]);
  return bagOf(payload, [
    ['Bag-Software-Agent', 'sonae'],
    ['Bagging-Date', dateOf(now)],
    ['External-Identifier', row.id],
    ['External-Description', row.name],
  ]);
}

/** Folder of the evidence, a bag of its own. */
const EVIDENCE = 'evidence';

/** Where the evidence is and under which key its log is signed, or why it is not there. */
const evidenceSaid = (evidence: CaseEvidenceBag) =>
  evidence.files === undefined
    ? { present: false, reason: evidence.reason }
    : { present: true, path: EVIDENCE, origin: evidence.origin, vkey: evidence.vkey, size: evidence.size };

/** Names of one kind may be the same; the digest tells them apart. */
const photoPath = ({ sha256, name }: BundledPhoto): string => `photos/${sha256.slice(0, 12)}-${name}`;

/** Instants of the case, which are numbers, as people and programs read times. */
const TIMES = new Set([
  'at',
  'asOf',
  'recordedAt',
  'toldAt',
  'heardAt',
  'doneAt',
  'seenAt',
  'firstSeenAt',
  'due',
]);
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'number' && TIMES.has(key) ? formatInstant(inner) : readable(inner),
    ]),
  );
}
