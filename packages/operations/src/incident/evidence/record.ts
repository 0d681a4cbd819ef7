import {
  decodeEntry,
  type EntryDraft,
  type Store as EvidenceStore,
  fileEntry,
  type Json,
  type Receipt,
  readEntries,
  sealedBody,
} from '@sonae/evidence';
import { type CaseEntry, type CaseEvent, journalBody } from '@sonae/incident/case';
import { SEALED_CASE_ENTRY, sealedBytes } from '@sonae/incident/case/sealed';
import { announce, type Store, schema } from '@sonae/store';
import { and, eq, gte, lt, sql } from 'drizzle-orm';
import { type EvidenceHome, type HeldEvidence, holdEvidence, knownStore, SERVER } from './home.ts';

const { cases, caseEntries, caseFiles, evidenceStores } = schema;

/** So many entries go under one checkpoint and into one transaction. */
const BATCH = 256;
/** Files sealed at once: each waits for the disk several times. */
const AT_ONCE = 8;

type Row = typeof caseEntries.$inferSelect;
/** What was written and where, to be written back. */
type Placed = { readonly row: Row; readonly leaf: number };

/** Entries of cases that wait for the journal. */
const waiting = and(
  lt(cases.recorded, cases.version),
  eq(caseEntries.caseId, cases.id),
  gte(caseEntries.index, cases.recorded),
);

/** Organisations of which entries wait, for the sweep at start and each minute. */
export async function organisationsWaiting(store: Store): Promise<string[]> {
  const rows = await store.run('system', (tx) =>
    tx.selectDistinct({ id: cases.organisationId }).from(cases).where(lt(cases.recorded, cases.version)),
  );
  return rows.map(({ id }) => id);
}

/**
 * Writes what waits of the cases of an organisation into its evidence store (証拠台帳への記録), each entry once, each case in its order,
 * under a signed checkpoint. One process does so at a time. Killed at any moment it is done again: what stands in the journal already
 * is found there.
 *
 * @returns how many entries were written
 */
export async function recordCases(store: Store, home: EvidenceHome, organisation: string): Promise<number> {
  const [any] = await next(store, organisation, 1);
  if (!any) return 0;
  return holdEvidence(store, home, organisation, (held) => recordWaiting(store, organisation, held));
}

/** The same into a store that is held already. */
export async function recordWaiting(
  store: Store,
  organisation: string,
  { evidence, known, lost }: HeldEvidence,
): Promise<number> {
  const there = await unacknowledged(evidence, known?.size ?? 0);
  let recorded = 0;
  for (;;) {
    lost.throwIfAborted();
    const rows = await next(store, organisation, BATCH);
    if (rows.length === 0) break;
    const drafts = await seal(store, organisation, evidence, rows);
    lost.throwIfAborted();
    // Asked for in one turn: they stand in the journal in this order, and one write to the disk makes all of them durable.
    const placed = await Promise.all(
      drafts.map(async ({ row, draft, closes }) => {
        const { index } = there.get(keyOf(draft)) ?? (await evidence.record(draft));
        return { row, leaf: index, closes };
      }),
    );
    await writeBack(
      store,
      organisation,
      evidence,
      placed.filter(({ closes }) => closes),
    );
    recorded += rows.length;
  }
  if (recorded === 0 && evidence.size !== known?.size) await writeBack(store, organisation, evidence, []);
  return recorded;
}

/** The same once more, after the holder wrote into the store himself: the database gets to know that too. */
export async function recordMore(store: Store, organisation: string, held: HeldEvidence): Promise<void> {
  const known = await knownStore(store, organisation);
  if (known) await recordWaiting(store, organisation, { ...held, known });
}

const next = (store: Store, organisation: string, most: number): Promise<Row[]> =>
  store.run(organisation, async (tx) => {
    const rows = await tx
      .select({ row: caseEntries })
      .from(cases)
      .innerJoin(caseEntries, waiting)
      .where(eq(cases.organisationId, organisation))
      .orderBy(caseEntries.caseId, caseEntries.index)
      .limit(most);
    return rows.map(({ row }) => row);
  });

/** Entries of cases that stand in the journal and that the database may not know of, by what they are. */
async function unacknowledged(evidence: EvidenceStore, from: number): Promise<Map<string, Receipt>> {
  const found = new Map<string, Receipt>();
  if (evidence.size === from) return found;
  for await (const { index, bytes } of readEntries(evidence.disk, from)) {
    const entry = decodeEntry(bytes);
    if (entry?.case !== undefined && entry.by === SERVER) found.set(keyOf(entry), { index, at: entry.at });
  }
  return found;
}

/** What an entry of a case is: of which case, about which entry there, under which digest. Equal: the same entry. */
function keyOf({ case: of, body }: Pick<EntryDraft, 'case' | 'body'>): string {
  const { index } = (body.source ?? body) as { readonly index?: Json };
  return `${of} ${index} ${body.sha256}`;
}

type Sealed = {
  readonly row: Row;
  readonly draft: EntryDraft;
  /** The entry itself; false for a photo that goes before it. */
  readonly closes: boolean;
};

/** Puts words and photos into the vault and says what the journal is to hold about them. */
async function seal(
  store: Store,
  organisation: string,
  evidence: EvidenceStore,
  rows: readonly Row[],
): Promise<Sealed[]> {
  const sealed: Sealed[][] = [];
  let at = 0;
  const work = async () => {
    while (at < rows.length) {
      const turn = at++;
      const row = rows[turn];
      const photo = await photoOf(store, organisation, evidence, row);
      const entry = { row, draft: await entryOf(evidence, row), closes: true };
      sealed[turn] = photo ? [{ row, draft: photo, closes: false }, entry] : [entry];
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sealed.flat();
}

async function entryOf(evidence: EvidenceStore, row: Row): Promise<EntryDraft> {
  const { caseId, index, salt } = row;
  const event = row.event as CaseEvent;
  const entry: CaseEntry = { index, at: row.at.getTime(), by: row.writtenBy, event };
  const stored = await evidence.vault.put([sealedBytes({ case: caseId, salt, entry })]);
  const form = { sealed: SEALED_CASE_ENTRY, name: `entry-${index}.json` };
  return {
    kind: journalBody(event).kind,
    by: SERVER,
    case: caseId,
    body: sealedBody(stored, form, { index }),
  };
}

/** The photo an entry names, under a name that says nothing: the one people gave is in the entry, which is sealed. */
async function photoOf(
  store: Store,
  organisation: string,
  evidence: EvidenceStore,
  { caseId, index, event }: Row,
): Promise<EntryDraft | undefined> {
  const named = event as CaseEvent;
  if (named.kind !== 'file') return undefined;
  const [kept] = await store.run(organisation, (tx) =>
    tx
      .select({ content: caseFiles.content })
      .from(caseFiles)
      .where(and(eq(caseFiles.caseId, caseId), eq(caseFiles.sha256, named.sha256))),
  );
  if (!kept) return undefined;
  const stored = await evidence.vault.put([kept.content]);
  return fileEntry(stored, {
    name: `photo-${index}.${named.type.slice(named.type.indexOf('/') + 1)}`,
    by: SERVER,
    case: caseId,
    custody: { what: '収集', how: 'sonae server', result: 'ok' },
    source: { kind: 'photo', index },
  });
}

/** Signs a checkpoint over everything written, and tells the database where each entry stands. */
async function writeBack(
  store: Store,
  organisation: string,
  evidence: EvidenceStore,
  placed: readonly Placed[],
): Promise<void> {
  const { checkpoint, text } = await evidence.checkpoint();
  const size = Number(checkpoint.size);
  const upTo = new Map<string, number>();
  for (const { row } of placed) upTo.set(row.caseId, row.index + 1);
  await store.run(organisation, async (tx) => {
    // A case that went meanwhile has no rows any more; what was written of it is destroyed with it.
    await tx.execute(sql`
      insert into sonae.case_leaves (organisation_id, case_id, index, leaf, checkpoint)
      select ${organisation}::uuid, e.case_id, e.index, p.leaf, ${size}
      from unnest(${list(placed.map(({ row }) => row.caseId))}::uuid[],
                  ${list(placed.map(({ row }) => row.index))}::int[],
                  ${list(placed.map(({ leaf }) => leaf))}::bigint[]) as p (case_id, index, leaf)
      join sonae.case_entries e on e.case_id = p.case_id and e.index = p.index
      on conflict (case_id, index) do nothing`);
    for (const [id, recorded] of upTo) {
      const [row] = await tx
        .update(cases)
        .set({ recorded: sql`greatest(${cases.recorded}, ${recorded})` })
        .where(eq(cases.id, id))
        .returning({ version: cases.version });
      if (row) await announce(tx, { organisation, kind: 'case', id, version: row.version });
    }
    await tx
      .update(evidenceStores)
      .set({ size, checkpoint: text, updatedAt: sql`now()` })
      .where(eq(evidenceStores.organisationId, organisation));
  });
}

/** A list as one value of a statement. */
const list = (values: readonly (string | number)[]) => sql.param(values);
