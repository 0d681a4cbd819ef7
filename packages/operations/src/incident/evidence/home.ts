import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  type Disk,
  type Store as EvidenceStore,
  formatVkey,
  type KeyWrapper,
  readCheckpointAt,
  readLogKeys,
  SETTINGS_FILE,
} from '@sonae/evidence';
import {
  createStoreFolder,
  makeMasterKey,
  nodeDisk,
  openStoreFolder,
  readMasterKey,
} from '@sonae/evidence/files';
import { exclusively, type Store, schema } from '@sonae/store';
import { eq } from 'drizzle-orm';
import { Refused } from '../../evidence/problem.ts';

const { evidenceStores } = schema;

/** Where the evidence stores of a server lie, one folder an organisation, and the file with the key that opens them. */
export type EvidenceHome = { readonly folder: string; readonly keyFile: string };

/** What the server writes under: no name of anybody. */
export const SERVER = 'sonae';

export const storeFolder = ({ folder }: EvidenceHome, organisation: string): string =>
  path.join(folder, organisation);

export const isThere = (home: EvidenceHome, organisation: string): boolean =>
  existsSync(path.join(storeFolder(home, organisation), SETTINGS_FILE));

/** The store as the database last saw it. */
export type Known = typeof evidenceStores.$inferSelect;

/** An evidence store that this process alone holds, on whatever machine. */
export type HeldEvidence = {
  readonly evidence: EvidenceStore;
  /** Undefined where the organisation is gone from the database. */
  readonly known: Known | undefined;
  /** The hold is lost: end at the next step. */
  readonly lost: AbortSignal;
};

/** It is opened often and little is written: less room is kept ahead than a store that stays open keeps. */
const ROOM_BYTES = 64 * 1024;

/**
 * Opens the evidence store of an organisation, makes it where there has been none, works and closes it.
 *
 * @throws Refused where the folder is not the one the database knows, or the key is not there
 */
export function holdEvidence<T>(
  store: Store,
  home: EvidenceHome,
  organisation: string,
  work: (held: HeldEvidence) => Promise<T>,
  patienceMs?: number,
): Promise<T> {
  const hold = async (lost: AbortSignal) => {
    const known = await knownStore(store, organisation);
    const evidence = await open(home, organisation, known);
    try {
      return await work({ evidence, known: known ?? (await meet(store, organisation, evidence)), lost });
    } finally {
      await evidence.close();
    }
  };
  return exclusively(store, `evidence ${organisation}`, hold, patienceMs);
}

export async function knownStore(store: Store, organisation: string): Promise<Known | undefined> {
  const [known] = await store.run(organisation, (tx) =>
    tx.select().from(evidenceStores).where(eq(evidenceStores.organisationId, organisation)),
  );
  return known;
}

async function open(home: EvidenceHome, organisation: string, known: Known | undefined) {
  const root = storeFolder(home, organisation);
  if (!isThere(home, organisation)) {
    if (known) throw elsewhere(root);
    await make(home, organisation);
  }
  const evidence = await openStoreFolder(root, await keyOf(home), { roomBytes: ROOM_BYTES });
  // We hold it: what lies there came with somebody who was interrupted, under a key that is gone.
  await rm(path.join(root, 'vault/incoming'), { recursive: true, force: true });
  try {
    if (known) await insistOn(evidence.disk, known, root);
    return evidence;
  } catch (error) {
    await evidence.close();
    throw error;
  }
}

/** Where the key of a server is, whatever the environment says of others. */
export const homeKey = ({ folder, keyFile }: EvidenceHome) => ({ root: folder, file: keyFile, env: {} });

/** The key; made where nothing was ever sealed with one. A key that is missed is not replaced: nothing would open any more. */
async function keyOf(home: EvidenceHome): Promise<KeyWrapper> {
  const place = homeKey(home);
  const sealed = await readdir(home.folder).catch(() => []);
  if (sealed.length > 0) return readMasterKey(place);
  await mkdir(path.dirname(home.keyFile), { recursive: true, mode: 0o700 });
  return (await makeMasterKey(place)).wrapper;
}

/** Made aside and named at once: an interruption leaves no half of a store. */
async function make(home: EvidenceHome, organisation: string): Promise<void> {
  const wrapper = await keyOf(home);
  const root = storeFolder(home, organisation);
  const aside = `${root}.new`;
  await rm(aside, { recursive: true, force: true });
  const made = await createStoreFolder(aside, wrapper, `sonae.local/${organisation}`, SERVER);
  await made.close();
  await rename(aside, root);
  await nodeDisk(home.folder).syncFolder('');
}

/** The store that the database knows is not where it should be. */
export const elsewhere = (root: string): Refused => new Refused('evidence.elsewhere', root);

/** @throws Refused where this is not the store that the database knows: another log, or one that lacks what was there before */
export async function insistOn(
  disk: Disk,
  { vkey, size, checkpoint }: Pick<Known, 'vkey' | 'size' | 'checkpoint'>,
  root: string,
): Promise<void> {
  if ((await readLogKeys(disk))?.keys[0].vkey !== vkey) throw new Refused('evidence.other', root);
  if (size === 0) return;
  const there = await readCheckpointAt(disk, size);
  if (there === undefined || saidBy(there) !== saidBy(checkpoint)) throw new Refused('evidence.behind', root);
}

/** What a checkpoint says, whoever signed it. */
const saidBy = (note: string): string => note.slice(0, note.indexOf('\n\n'));

/** The database gets to know a store, before anything of a case is in it. */
async function meet(store: Store, organisation: string, evidence: EvidenceStore): Promise<Known | undefined> {
  const met = await store.run(organisation, (tx) =>
    tx.$client.query(
      `insert into sonae.evidence_stores (organisation_id, origin, vkey, size, checkpoint)
       select id, $2, $3, 0, '' from sonae.organisations where id = $1`,
      [organisation, evidence.settings.origin, formatVkey(evidence.keys[0])],
    ),
  );
  return met.rowCount === 0 ? undefined : knownStore(store, organisation);
}
