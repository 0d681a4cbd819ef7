import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  type Added,
  addFile,
  formatVkey,
  openVault,
  type Rebuilt,
  readSettings,
  rebuild as rebuildStore,
  type Store,
  sealFolder,
  toBase64,
} from '@sonae/evidence';
import {
  contentOf,
  createStoreFolder,
  filesBelow,
  lockStore,
  makeMasterKey,
  nodeDisk,
  openStoreFolder,
  readMasterKey,
  sourceOf,
} from '@sonae/evidence/files';
import { type Outcome, outcome } from './problem.ts';

/** Where the store is, who acts, and how its master key is found. */
export type Place = {
  readonly root: string;
  readonly by: string;
  readonly keyFile?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

export const keyPlace = ({ root, keyFile, env }: Place) => ({
  root,
  env,
  ...(keyFile === undefined ? {} : { file: keyFile }),
});

/** Opens the store, works, publishes, closes. */
export function withStore<T>(place: Place, work: (store: Store) => Promise<T>): Promise<Outcome<T>> {
  return outcome(place.root, async () => {
    // A folder that is none is said so before a missing key is.
    await readSettings(nodeDisk(place.root));
    const store = await openStoreFolder(place.root, await readMasterKey(keyPlace(place)));
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  });
}

export type Initialised = {
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  readonly root: string;
  readonly keyFile: string | null;
};

/** Makes a store (証拠の保管先をつくる). */
export function initEvidence(place: Place, origin?: string): Promise<Outcome<Initialised>> {
  return outcome(place.root, async () => {
    const { wrapper, made } = await makeMasterKey(keyPlace(place));
    const name = origin ?? `sonae.local/${path.basename(path.resolve(place.root)).replace(/[\s+]+/gu, '-')}`;
    const store = await createStoreFolder(place.root, wrapper, name, place.by);
    const { size } = store;
    const root = toBase64(store.head!.checkpoint.root);
    const vkey = formatVkey(store.keys[0]);
    await store.close();
    return { origin: name, vkey, size, root, keyFile: made ?? null };
  });
}

export type AddOrder = {
  readonly files: readonly string[];
  readonly case?: string;
  readonly what?: string;
  readonly where?: string;
};

export type AddedJson = {
  readonly added: readonly (Pick<Added, 'name' | 'sha256' | 'sha512' | 'size' | 'index' | 'duplicate'> & {
    readonly path: string;
  })[];
  readonly sealed: readonly {
    readonly folder: string;
    readonly files: number;
    readonly index: number;
    readonly list: string;
  }[];
  readonly skipped: readonly string[];
  readonly size: number;
  readonly root: string;
};

/** Takes files and folders into the vault, each with a custody entry. */
export function addEvidence(place: Place, order: AddOrder): Promise<Outcome<AddedJson>> {
  return withStore(place, async (store) => {
    // All of them must be there before the first is taken.
    const kinds = await Promise.all(order.files.map((file) => stat(file)));
    const added: (Added & { readonly path: string })[] = [];
    const sealed: { folder: string; files: number; index: number; list: string }[] = [];
    const skipped: string[] = [];
    for (const [i, file] of order.files.entries()) {
      const facts = {
        name: path.basename(path.resolve(file)),
        by: place.by,
        ...(order.case === undefined ? {} : { case: order.case }),
        custody: {
          what: order.what ?? '収集',
          how: `sonae evidence add (Node ${process.version})`,
          where: order.where ?? path.resolve(file),
          result: 'ok',
        },
      };
      if (!kinds[i].isDirectory()) {
        added.push({
          ...(await addFile(store, contentOf(file), { ...facts, source: await sourceOf(file) })),
          path: file,
        });
        continue;
      }
      const below = await filesBelow(file);
      const folder = await sealFolder(store, below.files, facts);
      added.push(...folder.added.map((one) => ({ ...one, path: path.join(path.dirname(file), one.name) })));
      sealed.push({
        folder: file,
        files: below.files.length,
        index: folder.receipt.index,
        list: folder.list,
      });
      skipped.push(...below.skipped.map((name) => path.join(file, name)));
    }
    const head = await store.checkpoint();
    return {
      added: added.map(({ path: at, name, sha256, sha512, size, index, duplicate }) => ({
        path: at,
        name,
        sha256,
        sha512,
        size,
        index,
        duplicate,
      })),
      sealed,
      skipped,
      size: Number(head.checkpoint.size),
      root: toBase64(head.checkpoint.root),
    };
  });
}

/** Makes tiles and projection anew out of the journal. */
export function rebuildEvidence(place: Place): Promise<Outcome<Rebuilt>> {
  return outcome(place.root, async () => {
    const disk = nodeDisk(place.root);
    await readSettings(disk);
    const unlock = await lockStore(place.root);
    try {
      const wrapper = await readMasterKey(keyPlace(place)).catch(() => undefined);
      return await rebuildStore(disk, wrapper && openVault(disk, wrapper, () => new Uint8Array(0)));
    } finally {
      await unlock();
    }
  });
}

/** A new signing key takes over from the old one. */
export function rotateLogKey(place: Place): Promise<Outcome<{ readonly vkey: string }>> {
  return withStore(place, async (store) => ({ vkey: formatVkey(await store.rotateKey(place.by)) }));
}
