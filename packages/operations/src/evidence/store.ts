import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  type Added,
  addFile,
  canonicalJson,
  decodeEntry,
  diskTiles,
  type Entry,
  formatProof,
  formatVkey,
  fromUtf8,
  inclusionProof,
  leafHash,
  openCheckpoint,
  openVault,
  parseProof,
  parseVkey,
  type Rebuilt,
  type Receipt,
  readCheckpoint,
  readEntries,
  readLogKeys,
  readState,
  rebuild as rebuildStore,
  type Store,
  sealFolder,
  shredFile,
  toBase64,
  utf8,
  verifiersOf,
  verifyProofFile,
} from '@sonae/evidence';
import {
  contentOf,
  createStoreFolder,
  filesBelow,
  makeMasterKey,
  nodeDisk,
  openStoreFolder,
  readMasterKey,
  sourceOf,
} from '@sonae/evidence/files';
import { type Outcome, outcome, Refused } from './problem.ts';

/** Where the store is, who acts, and how its master key is found. */
export type Place = {
  readonly root: string;
  readonly by: string;
  readonly keyFile?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

const keyPlace = ({ root, keyFile, env }: Place) => ({
  root,
  env,
  ...(keyFile === undefined ? {} : { file: keyFile }),
});

/** Opens the store, works, publishes, closes. */
export function withStore<T>(place: Place, work: (store: Store) => Promise<T>): Promise<Outcome<T>> {
  return outcome(place.root, async () => {
    // A folder that is none is said so before a missing key is.
    const { readSettings } = await import('@sonae/evidence');
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

export type LogJson = {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly keys: readonly string[];
  readonly checkpoint: string;
  readonly entries: readonly (Omit<Entry, 'v' | 'salt'> & {
    readonly index: number;
    readonly leafHash: string;
  })[];
};

/** The log and its entries; no key is needed to read them. */
export function readLog(root: string): Promise<Outcome<LogJson>> {
  return outcome(root, async () => {
    const { disk, keys, head, settings } = await readOnly(root);
    const entries: LogJson['entries'][number][] = [];
    for await (const { index, bytes } of readEntries(disk)) {
      const entry = decodeEntry(bytes);
      if (!entry) throw new Refused('journal.damaged', `entry ${index} is no entry`);
      const { v: _v, salt: _salt, ...rest } = entry;
      entries.push({ index, ...rest, leafHash: toBase64(leafHash(bytes)) });
    }
    return {
      origin: settings.origin,
      size: Number(head.checkpoint.size),
      root: toBase64(head.checkpoint.root),
      keys: keys.map(formatVkey),
      checkpoint: head.text,
      entries,
    };
  });
}

async function readOnly(root: string) {
  const { readSettings } = await import('@sonae/evidence');
  const disk = nodeDisk(root);
  const settings = await readSettings(disk);
  const stored = await readLogKeys(disk);
  const keys = stored ? verifiersOf(stored) : [];
  const witnesses = settings.witnesses.flatMap((vkey) => parseVkey(vkey) ?? []);
  const head = await readCheckpoint(disk, keys, witnesses);
  if (!head) throw new Refused('log.damaged', 'there is no checkpoint');
  return { disk, settings, keys, head };
}

/** What our proof files carry in their `extra` line: the entry, and the log's keys for whoever has none. Nothing vouches for it. */
type Extra = { readonly entry?: string; readonly vkeys?: readonly string[] };

/** Proof of an entry, as a file that needs nothing else (tlog-proof). */
export function proveEntry(
  root: string,
  index: number,
): Promise<Outcome<{ readonly text: string; readonly index: number; readonly size: number }>> {
  return outcome(root, async () => {
    const { disk, head, keys } = await readOnly(root);
    const size = Number(head.checkpoint.size);
    if (!(Number.isSafeInteger(index) && index >= 0 && index < size))
      throw new Refused('evidence.absent', `entry ${index} in a log of ${size}`);
    const proof = await inclusionProof(index, size, diskTiles(disk));
    const entry = fromUtf8(await entryBytes(disk, index))!;
    const extra = canonicalJson({ entry, vkeys: keys.map(formatVkey) });
    return {
      text: formatProof({ extra: utf8(extra), index: BigInt(index), proof, checkpoint: head.text }),
      index,
      size,
    };
  });
}

async function entryBytes(disk: ReturnType<typeof nodeDisk>, index: number): Promise<Uint8Array> {
  for await (const entry of readEntries(disk, index)) return entry.bytes;
  throw new Refused('evidence.absent', `entry ${index}`);
}

export type ProofJson = {
  readonly valid: boolean;
  /** Whether the keys came from elsewhere than the file. */
  readonly anchored: boolean;
  readonly origin: string | null;
  readonly index: string | null;
  readonly size: string | null;
  readonly key: string | null;
  readonly witnesses: readonly { readonly name: string; readonly time: string }[];
  readonly entry: Entry | null;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
};

export type ProofTrust = {
  /** vkeys of logs and witnesses. */
  readonly keys: readonly string[];
  /** The entry, where the file does not carry it or should not be believed to. */
  readonly entry?: Uint8Array;
};

/**
 * Verifies a proof file. Without keys from elsewhere the ones in the file are taken, and `anchored` says so: then the file is only shown to be
 * in one piece.
 */
export function verifyProof(file: string, trust: ProofTrust): Promise<Outcome<ProofJson>> {
  return outcome(file, async () => {
    const text = fromUtf8(new Uint8Array(await readFile(file)));
    const proof = text === undefined ? undefined : parseProof(text);
    const extra = extraOf(proof?.extra);
    const anchored = trust.keys.length > 0;
    const vkeys = anchored ? trust.keys : (extra.vkeys ?? []);
    const keys = vkeys.flatMap((vkey) => parseVkey(vkey) ?? []);
    const bytes = trust.entry ?? (extra.entry === undefined ? undefined : utf8(extra.entry));
    const bad = (code: string, message: string): ProofJson => ({
      ...NO_PROOF,
      anchored,
      index: proof ? String(proof.index) : null,
      errors: [{ code, message }],
    });
    if (!proof) return bad('proof.malformed', 'the file is no tlog-proof');
    if (!bytes) return bad('proof.no-entry', 'the entry is needed, by --entry or in the extra line');
    const opened = openCheckpoint(proof.checkpoint, keys, keys);
    if (!opened) return bad('proof.checkpoint', 'the checkpoint is not signed by a key that is trusted');
    if (!verifyProofFile(proof, leafHash(bytes), keys, keys))
      return bad('proof.inclusion', 'the entry is not where the file says');
    return {
      valid: true,
      anchored,
      origin: opened.checkpoint.origin,
      index: String(proof.index),
      size: String(opened.checkpoint.size),
      key: formatVkey(opened.log),
      witnesses: opened.witnesses.flatMap(({ key, time }) =>
        time === undefined ? [] : [{ name: key.name, time: new Date(Number(time) * 1000).toISOString() }],
      ),
      entry: decodeEntry(bytes) ?? null,
      errors: [],
    };
  });
}

const NO_PROOF = {
  valid: false,
  origin: null,
  index: null,
  size: null,
  key: null,
  witnesses: [],
  entry: null,
} as const;

function extraOf(bytes: Uint8Array | undefined): Extra {
  try {
    return JSON.parse(fromUtf8(bytes ?? new Uint8Array(0)) ?? '') as Extra;
  } catch {
    return {};
  }
}

/** Makes tiles and projection anew out of the journal. */
export function rebuildEvidence(place: Place): Promise<Outcome<Rebuilt>> {
  return outcome(place.root, async () => {
    const { readSettings } = await import('@sonae/evidence');
    const { lockStore } = await import('@sonae/evidence/files');
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

/** A custody step about a file (証拠の取扱い). */
export function recordCustody(
  place: Place,
  sha256: string,
  custody: { what: string; how?: string; where?: string; result?: string },
  of?: string,
): Promise<Outcome<Receipt>> {
  return withStore(place, async (store) => {
    if (!(await readState(store.disk)).files.has(sha256)) throw new Refused('evidence.absent', sha256);
    return store.record({
      kind: 'file.custody',
      by: place.by,
      ...(of === undefined ? {} : { case: of }),
      body: { sha256, custody },
    });
  });
}

/** Places or releases a legal hold over a case, or over everything. */
export function recordHold(
  place: Place,
  kind: 'hold.placed' | 'hold.released',
  reason: string,
  of?: string,
): Promise<Outcome<Receipt>> {
  return withStore(place, (store) =>
    store.record({ kind, by: place.by, ...(of === undefined ? {} : { case: of }), body: { reason } }),
  );
}

/** Sets the day until which a file must be kept. */
export function recordRetention(place: Place, sha256: string, until: string): Promise<Outcome<Receipt>> {
  return withStore(place, async (store) => {
    if (!(await readState(store.disk)).files.has(sha256)) throw new Refused('evidence.absent', sha256);
    return store.record({ kind: 'retention.set', by: place.by, body: { sha256, until } });
  });
}

/** Destroys a file for good, where neither hold nor retention forbids it. */
export function shredEvidence(
  place: Place,
  sha256: string,
  order: { readonly approvedBy: string; readonly reason: string; readonly today: string },
): Promise<Outcome<Receipt>> {
  return withStore(place, async (store) => {
    const done = await shredFile(store, await readState(store.disk), sha256, { by: place.by, ...order });
    if ('index' in done) return done;
    throw new Refused(
      done.code === 'absent' ? 'evidence.absent' : 'evidence.refused',
      `${done.code}: ${done.reason}`,
    );
  });
}

/** A new signing key takes over from the old one. */
export function rotateLogKey(place: Place): Promise<Outcome<{ readonly vkey: string }>> {
  return withStore(place, async (store) => ({ vkey: formatVkey(await store.rotateKey(place.by)) }));
}
