import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { decodeEntry, type Entry, openVault, readEntries, readWhole } from '@sonae/evidence';
import { fsck } from '@sonae/evidence/check';
import { nodeDisk, openStoreFolder, readMasterKey } from '@sonae/evidence/files';
import { runFolder, type TestServer } from '@sonae/store/testing';
import type { Role } from '../access/roles.ts';
import { homeKey } from '../incident/evidence/home.ts';
import { type EvidenceHome, recordCases, storeFolder } from '../incident/evidence/index.ts';
import { router } from '../router.ts';
import { testHouse } from './house.ts';

/** Words that must be nowhere but in the vault. */
export const SECRET = '田中太郎が持ち出した';

/** The house of the tests with a folder of evidence stores; nobody works off the queue but the test. */
export async function evidenceHouse(server: TestServer) {
  const house = await testHouse(server);
  const { ours } = house.ids;
  const folder = mkdtempSync(path.join(runFolder(), 'evidence-'));
  const home: EvidenceHome = {
    folder: path.join(folder, 'evidence'),
    keyFile: path.join(folder, 'keys/evidence.key'),
  };
  /** Organisations for which a record was asked. */
  const asked: string[] = [];
  const as = (role: Role | 'stranger') =>
    createRouterClient(router, {
      context: {
        ...house.context(house.user(role)),
        evidence: { ask: async (_tx, organisation) => void asked.push(organisation), home },
      },
    });
  const key = () => readMasterKey(homeKey(home));
  const root = (organisation = ours) => storeFolder(home, organisation);
  const vault = async () => openVault(nodeDisk(root()), await key(), () => new Uint8Array(0));
  return {
    house,
    home,
    asked,
    as,
    root,
    vault,
    /** Opens a case of three entries, the last of which holds the secret. */
    opened: async (role: Role | 'stranger' = 'security'): Promise<string> => {
      const learnedAt = new Date('2026-11-21T22:10+09:00');
      const { id } = await as(role).cases.open({ name: '誤送信', learnedAt });
      const event = { kind: 'testimony', who: '田中太郎', what: SECRET } as const;
      await as(role).cases.record({ case: id, event });
      return id;
    },
    record: (organisation = ours) => recordCases(house.store, home, organisation),
    journal: async (organisation = ours) => {
      const found: { index: number; entry: Entry }[] = [];
      for await (const { index, bytes } of readEntries(nodeDisk(root(organisation))))
        found.push({ index, entry: decodeEntry(bytes)! });
      return found;
    },
    content: async (sha256: string): Promise<Buffer> => Buffer.from(await readWhole(await vault(), sha256)),
    /** What fsck finds wrong. */
    health: async (organisation = ours) => {
      const disk = nodeDisk(root(organisation));
      return (await fsck(disk, { wrapper: await key(), now: Date.now() })).errors;
    },
    /** The store as somebody opens it who works on the machine. */
    byHand: async (work: (store: Awaited<ReturnType<typeof openStoreFolder>>) => Promise<unknown>) => {
      const store = await openStoreFolder(root(), await key());
      await work(store);
      await store.close();
    },
    close: house.close,
  };
}
