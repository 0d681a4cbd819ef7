import { dateOf } from '@sonae/core';
import { readState, shredFile } from '@sonae/evidence';
import { record, type Store, schema } from '@sonae/store';
import { eq, sql } from 'drizzle-orm';
import { type EvidenceHome, type HeldEvidence, holdEvidence, isThere, knownStore, SERVER } from './home.ts';
import { recordMore, recordWaiting } from './record.ts';

const { evidenceEnds } = schema;
type End = typeof evidenceEnds.$inferSelect;

export type Destroyed = {
  /** Files whose keys were destroyed. */
  readonly files: number;
  /** Cases and organisations that wait: held by order, or their store is not here. */
  readonly left: number;
};

/**
 * Destroys what the vaults hold of cases and organisations that are gone from the database (証拠の消去): the key of each file, so that no copy of
 * it can be read. The log keeps that there were entries. A legal hold or a retention date keeps the files until it is over.
 */
export async function destroyEnded(store: Store, home: EvidenceHome, now: Date): Promise<Destroyed> {
  let [files, left] = [0, 0];
  const failed: unknown[] = [];
  for (const [organisation, ends] of Map.groupBy(
    await endsOf(store),
    ({ organisationId }) => organisationId,
  )) {
    const open = ends.filter(({ destroyedAt }) => destroyedAt === null);
    if (open.length === 0) continue;
    try {
      const done = await destroyOf(store, home, organisation, ends, now);
      const settled = open.filter((end) => !done.isKept(end));
      await settle(store, settled, now);
      files += done.files;
      left += open.length - settled.length;
    } catch (error) {
      // One store that does not open holds up no other.
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
  return { files, left };
}

/** What is gone; not what came back since, with an import for instance. */
const endsOf = (store: Store): Promise<End[]> =>
  store.run('system', (tx) =>
    tx
      .select()
      .from(evidenceEnds)
      .where(
        sql`case when ${evidenceEnds.caseId} is null
          then not exists (select from sonae.organisations o where o.id = ${evidenceEnds.organisationId})
          else not exists (select from sonae.cases c where c.id = ${evidenceEnds.caseId}) end`,
      ),
  );

type Done = { readonly files: number; readonly isKept: (end: End) => boolean };

async function destroyOf(
  store: Store,
  home: EvidenceHome,
  organisation: string,
  ends: readonly End[],
  now: Date,
): Promise<Done> {
  if (!isThere(home, organisation)) {
    // Where there never was a store, nothing was written.
    const had = ends.some(({ caseId }) => caseId === null) || (await knownStore(store, organisation));
    return { files: 0, isKept: () => Boolean(had) };
  }
  return holdEvidence(store, home, organisation, async (held) => {
    if (held.known) await recordWaiting(store, organisation, held);
    const destroyed = await destroy(held, ends, now);
    // What was destroyed stands in the journal: the database gets to know it.
    await recordMore(store, organisation, held);
    return destroyed;
  });
}

/** @param ends all there ever were: a file of two cases goes with the last of them */
async function destroy({ evidence, lost }: HeldEvidence, ends: readonly End[], now: Date): Promise<Done> {
  const state = await readState(evidence.disk);
  const all = ends.some(({ caseId }) => caseId === null);
  const gone = new Set(ends.map(({ caseId }) => caseId));
  const order = { by: SERVER, approvedBy: SERVER, reason: 'purged', today: dateOf(now.getTime()) };
  const kept = new Set<string>();
  let files = 0;
  for (const { sha256, cases, shredded } of state.files.values()) {
    lost.throwIfAborted();
    if (!all && (cases.length === 0 || !cases.every((of) => gone.has(of)))) continue;
    // Recorded and then interrupted: the key may be there still.
    if (shredded) await evidence.vault.shred(sha256);
    if (shredded) continue;
    const done = await shredFile(evidence, state, sha256, order);
    if (!('code' in done)) files++;
    else if (done.code !== 'absent') for (const of of cases.length > 0 ? cases : ['']) kept.add(of);
  }
  const isKept: Done['isKept'] = ({ caseId }) => (caseId === null ? kept.size > 0 : kept.has(caseId));
  return { files, isKept };
}

async function settle(store: Store, ends: readonly End[], destroyedAt: Date): Promise<void> {
  await store.run('system', async (tx) => {
    for (const { id, organisationId, caseId } of ends) {
      await tx.update(evidenceEnds).set({ destroyedAt }).where(eq(evidenceEnds.id, id));
      await record(tx, {
        organisation: organisationId,
        actor: { kind: 'system' },
        operation: 'purge',
        action: 'change',
        subject:
          caseId === null ? { kind: 'organisation', id: organisationId } : { kind: 'case', id: caseId },
      });
    }
  });
}
