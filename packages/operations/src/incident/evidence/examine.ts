import { readdir } from 'node:fs/promises';
import { readCheckpoint, readLogKeys, readSettings, signersOf, verifiersOf } from '@sonae/evidence';
import { nodeDisk, readMasterKey } from '@sonae/evidence/files';
import { type Outcome, outcome, Refused } from '../../evidence/problem.ts';
import { type EvidenceHome, elsewhere, homeKey, insistOn, isThere, type Known, storeFolder } from './home.ts';

/** A store as the database knows it. */
export type KnownStore = Pick<Known, 'organisationId' | 'vkey' | 'size' | 'checkpoint'>;

/** Looks whether the stores of a server open with its key and are those that the database knows, and changes nothing. */
export function examineEvidence(
  home: EvidenceHome,
  known: readonly KnownStore[],
): Promise<Outcome<{ readonly stores: number }>> {
  return outcome(home.folder, async () => {
    for (const store of known) {
      const root = storeFolder(home, store.organisationId);
      if (!isThere(home, store.organisationId)) throw elsewhere(root);
      await insistOn(nodeDisk(root), store, root);
    }
    const names = (await readdir(home.folder).catch(() => [])).filter((name) => !name.endsWith('.new'));
    if (names.length === 0) return { stores: 0 };
    const wrapper = await readMasterKey(homeKey(home));
    for (const name of names) {
      const disk = nodeDisk(storeFolder(home, name));
      await readSettings(disk);
      const keys = await readLogKeys(disk);
      if (!keys) throw new Refused('log.damaged', name);
      await signersOf(keys, wrapper);
      await readCheckpoint(disk, verifiersOf(keys));
    }
    return { stores: names.length };
  });
}
