import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readCheckpoint, readLogKeys, readSettings, signersOf, verifiersOf } from '@sonae/evidence';
import { nodeDisk, readMasterKey } from '@sonae/evidence/files';
import { type Outcome, outcome, Refused } from '../../evidence/problem.ts';
import type { EvidenceHome } from './home.ts';

/** Looks whether the stores of a server can be opened with its key, and changes nothing. */
export function examineEvidence(home: EvidenceHome): Promise<Outcome<{ readonly stores: number }>> {
  return outcome(home.folder, async () => {
    const names = (await readdir(home.folder).catch(() => [])).filter((name) => !name.endsWith('.new'));
    if (names.length === 0) return { stores: 0 };
    const wrapper = await readMasterKey({ root: home.folder, file: home.keyFile, env: {} });
    for (const name of names) {
      const disk = nodeDisk(path.join(home.folder, name));
      await readSettings(disk);
      const keys = await readLogKeys(disk);
      if (!keys) throw new Refused('log.damaged', name);
      await signersOf(keys, wrapper);
      await readCheckpoint(disk, verifiersOf(keys));
    }
    return { stores: names.length };
  });
}
