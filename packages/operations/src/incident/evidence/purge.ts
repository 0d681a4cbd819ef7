import { readState, shredFile } from '@sonae/evidence';
import { type Store, schema } from '@sonae/store';
import { inArray } from 'drizzle-orm';
import { type EvidenceHome, type HeldEvidence, holdEvidence, isThere, knownStore, SERVER } from './home.ts';
import { recordWaiting } from './record.ts';

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
  const ends = await store.run('system', (tx) => tx.select().from(evidenceEnds));
  let [files, left] = [0, 0];
  for (const [organisation, every] of Map.groupBy(ends, ({ organisationId }) => organisationId)) {
    const of = every.filter(({ destroyedAt }) => destroyedAt === null);
    if (of.length === 0) continue;
    const had =
      of.some(({ caseId }) => caseId === null) || (await knownStore(store, organisation)) !== undefined;
    if (!isThere(home, organisation)) {
      // Where there never was a store, nothing was written.
      if (had) left += of.length;
      else await settle(store, of, now);
      continue;
    }
    const done = await holdEvidence(store, home, organisation, async (held) => {
      if (held.known) await recordWaiting(store, organisation, held);
      const destroyed = await destroy(held, every, now);
      // What was destroyed stands in the journal: the database gets to know it.
      const known = held.known && (await knownStore(store, organisation));
      if (known) await recordWaiting(store, organisation, { ...held, known });
      return destroyed;
    });
    const settled = of.filter((end) => !done.isKept(end));
    await settle(store, settled, now);
    files += done.files;
    left += of.length - settled.length;
  }
  return { files, left };
}

/** @param ends all there ever were: a file of two cases goes with the last of them */
async function destroy({ evidence, lost }: HeldEvidence, ends: readonly End[], now: Date) {
  const state = await readState(evidence.disk);
  const all = ends.some(({ caseId }) => caseId === null);
  const gone = new Set(ends.map(({ caseId }) => caseId));
  const order = { by: SERVER, approvedBy: SERVER, reason: 'purged', today: now.toISOString().slice(0, 10) };
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
  const isKept = ({ caseId }: End) => (caseId === null ? kept.size > 0 : kept.has(caseId));
  return { files, isKept };
}

async function settle(store: Store, ends: readonly End[], destroyedAt: Date): Promise<void> {
  const ids = ends.map(({ id }) => id);
  await store.run('system', (tx) =>
    tx.update(evidenceEnds).set({ destroyedAt }).where(inArray(evidenceEnds.id, ids)),
  );
}
