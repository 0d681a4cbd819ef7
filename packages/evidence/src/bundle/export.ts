import { createHash } from 'node:crypto';
import { BAGIT_TXT, type BagEntry, formatInfo, formatManifest } from '../bag/write.ts';
import { toBase64, utf8 } from '../bytes.ts';
import { type Disk, folderOf } from '../disk.ts';
import { canonicalJson, type Json } from '../journal/canonical.ts';
import { decodeEntry, type Entry } from '../journal/entry.ts';
import { leafHash } from '../log/hashing.ts';
import { formatProof } from '../log/proof-file.ts';
import { TILE_HEIGHT, TILE_WIDTH, tilePath, tileWidth } from '../log/tiles.ts';
import { consistencyProof, inclusionProof, type TileReader } from '../log/tree.ts';
import { formatWitnessRequest } from '../log/witness.ts';
import { diskBundle, diskTiles, readCheckpointAt } from '../store/log-files.ts';
import { KEYS_FILE, type LogKeys } from '../store/log-keys.ts';
import { namesContent, type State } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { caseUco, type PlacedEntry } from './case-uco.ts';
import {
  BUNDLE_FORMAT,
  type BundleFile,
  type BundleIndex,
  type BundleStamp,
  checkpointFile,
  consistencyFile,
  entryPath,
  HEAD,
  INDEX,
  KEYS,
  proofPath,
  redactedPath,
  WITNESSES,
} from './format.ts';

export type ExportOrder = {
  readonly case: string;
  readonly by: string;
  readonly today: string;
  readonly state: State;
  /** Files (by digest) and entries (by place) to leave out, with the reason; they stay provable. */
  readonly withhold?: ReadonlyMap<string, string>;
  readonly redact?: ReadonlyMap<number, string>;
  /** Tag files at the top: the verifiers and how to use them. */
  readonly verifiers: ReadonlyMap<string, Uint8Array>;
  /** Makes the evidence list as a PDF, where there is somebody who can. */
  readonly list?: (entries: readonly PlacedEntry[], index: BundleIndex) => Promise<Uint8Array>;
};

export type Exported = { readonly index: BundleIndex; readonly tagmanifest: string; readonly bytes: number };

/** Nothing is exported under a case that has no entries. */
export class ExportError extends Error {
  readonly code = 'export.no-such-case';
}

/** Writes the evidence of a case as a bag into an empty folder, and says so in the journal. */
export async function exportBundle(store: Store, out: Disk, order: ExportOrder): Promise<Exported> {
  const { state, withhold = new Map(), redact = new Map() } = order;
  const places = state.cases.get(order.case) ?? [];
  if (places.length === 0) throw new ExportError(`no entries of case ${order.case}`);
  const head = await store.checkpoint();
  const size = Number(head.checkpoint.size);
  const bag = bagWriter(out);
  const tiles = keepingTiles(diskTiles(store.disk));

  const shown: PlacedEntry[] = [];
  const stampedSizes = [...state.stamps.keys()].filter((stamped) => stamped <= size).sort((a, b) => a - b);
  const checkpoints = new Map<number, string>();
  for (const stamped of stampedSizes) {
    const note = await stampedNote(store.disk, state, stamped);
    if (note !== undefined && stamped < size) checkpoints.set(stamped, note);
  }
  const bundles = bundleReader(store.disk, size);
  for (const place of places) {
    const bytes = await bundles(place);
    if (redact.has(place)) await bag.put(redactedPath(place), utf8(`${toBase64(leafHash(bytes))}\n`));
    else {
      await bag.put(entryPath(place), bytes);
      shown.push({ index: place, entry: decodeEntry(bytes)! });
    }
    // The earliest stamped checkpoint that counts the entry: it shows the earliest time.
    const early = [...checkpoints.keys()].find((stamped) => stamped > place);
    const [at, note] = early === undefined ? [size, head.text] : [early, checkpoints.get(early)!];
    const proof = await inclusionProof(place, at, tiles.read);
    await bag.put(proofPath(place), utf8(formatProof({ index: BigInt(place), proof, checkpoint: note })));
  }

  const files: BundleFile[] = [];
  const withheld: BundleIndex['withheld'][number][] = [];
  for (const { index, entry } of shown) {
    const sha256 = String(entry.body.sha256 ?? '');
    if (!namesContent(entry) || files.some((file) => file.sha256 === sha256)) continue;
    const name = originalName(entry);
    const reason = withhold.get(sha256);
    const known = state.files.get(sha256);
    if (reason !== undefined) withheld.push({ sha256, entry: index, reason });
    else if (known?.shredded) withheld.push({ sha256, entry: index, reason: 'shredded' });
    else {
      const path = `data/files/${fileName(sha256, name)}`;
      await bag.stream(path, store.vault.get(sha256));
      files.push({ path, sha256, name, entry: index });
    }
  }

  for (const [at, note] of checkpoints) {
    await bag.put(checkpointFile(at), utf8(note));
    const proof = await consistencyProof(at, size, tiles.read);
    await bag.put(
      consistencyFile(at),
      utf8(formatWitnessRequest({ old: BigInt(at), proof, checkpoint: head.text })),
    );
  }
  const stamps = await putStamps(store, state, size, bag);
  await bag.put(HEAD, utf8(head.text));
  const stored = JSON.parse(new TextDecoder().decode(await store.disk.read(KEYS_FILE))) as LogKeys;
  const keys = stored.keys.map(({ vkey, statement }) => ({ vkey, ...(statement ? { statement } : {}) }));
  await bag.put(KEYS, utf8(`${JSON.stringify({ keys }, null, 2)}\n`));
  await bag.put(WITNESSES, utf8(store.settings.witnesses.map((vkey) => `${vkey}\n`).join('')));
  for (const place of places) await tiles.keepPath(place, size);
  for (const [path, bytes] of tiles.kept) await bag.put(`data/log/${path}`, bytes);

  const index: BundleIndex = {
    format: BUNDLE_FORMAT,
    origin: store.settings.origin,
    case: order.case,
    size,
    entries: shown.map((entry) => entry.index),
    redacted: places
      .filter((place) => redact.has(place))
      .map((entry) => ({ entry, reason: redact.get(entry)! })),
    files,
    withheld,
    checkpoints: [...checkpoints.keys()],
    stamps,
  };
  await bag.put('data/case.jsonld', utf8(`${canonicalJson(caseUco(index.origin, order.case, shown))}\n`));
  if (order.list) await bag.put('data/list.pdf', await order.list(shown, index));
  await bag.put(INDEX, utf8(`${JSON.stringify(index as unknown as Json, null, 2)}\n`));
  for (const [path, bytes] of order.verifiers) await bag.put(path, bytes);
  const tagmanifest = await bag.finish([
    ['Bag-Software-Agent', 'sonae'],
    ['Bagging-Date', order.today],
    ['External-Identifier', order.case],
    ['Sonae-Bag-Format', BUNDLE_FORMAT],
    ['Sonae-Log-Origin', index.origin],
  ]);
  await store.record({
    kind: 'bag.exported',
    by: order.by,
    case: order.case,
    body: { size, entries: places.length, files: files.length, tagmanifest },
  });
  return { index, tagmanifest, bytes: bag.bytes() };
}

/** The bytes that were stamped at a size: the checkpoint as it was then. */
async function stampedNote(disk: Disk, state: State, size: number): Promise<string | undefined> {
  const file = state.stamps.get(size)?.[0]?.file;
  const bytes = file === undefined ? undefined : await disk.read(`${file}.note`);
  return bytes ? new TextDecoder().decode(bytes) : readCheckpointAt(disk, size);
}

async function putStamps(store: Store, state: State, size: number, bag: BagWriter): Promise<BundleStamp[]> {
  const stamps: BundleStamp[] = [];
  for (const [at, list] of state.stamps) {
    if (at > size) continue;
    for (const { provider, label, file } of list) {
      const [note, token, ca] = await Promise.all(
        ['note', 'tsr', 'pem'].map((ending) => store.disk.read(`${file}.${ending}`)),
      );
      if (!note || !token || !ca) continue;
      const stem = `data/${file}`;
      await bag.put(`${stem}.note`, note);
      await bag.put(`${stem}.tsr`, token);
      await bag.put(`${stem}.pem`, ca);
      stamps.push({
        data: `${stem}.note`,
        token: `${stem}.tsr`,
        ca: `${stem}.pem`,
        size: at,
        provider,
        label,
      });
    }
  }
  return stamps;
}

type BagWriter = ReturnType<typeof bagWriter>;

/** Writes files of a bag and remembers their digests. */
function bagWriter(out: Disk) {
  const entries: BagEntry[] = [];
  let total = 0;
  let payload = 0;
  let payloadFiles = 0;

  async function stream(
    path: string,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void> {
    await out.makeFolder(folderOf(path));
    const file = await out.open(path, 'new');
    const hashes = [createHash('sha256'), createHash('sha512')];
    let position = 0;
    try {
      for await (const chunk of content) {
        for (const hash of hashes) hash.update(chunk);
        await file.write(chunk, position);
        position += chunk.length;
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    const [sha256, sha512] = hashes.map((hash) => hash.digest('hex'));
    entries.push({ path, digests: { sha256, sha512 } });
    total += position;
    if (!path.startsWith('data/')) return;
    payload += position;
    payloadFiles++;
  }

  const put = (path: string, bytes: Uint8Array) => stream(path, [bytes]);
  const part = (payloadPart: boolean) =>
    entries.filter(({ path }) => path.startsWith('data/') === payloadPart);

  return {
    stream,
    put,
    bytes: () => total,
    /** Writes declaration, information and manifests; returns the SHA-256 of the tag manifest, which stands for the whole bag. */
    finish: async (info: readonly (readonly [string, string])[]): Promise<string> => {
      await put('bagit.txt', BAGIT_TXT);
      await put('bag-info.txt', formatInfo([...info, ['Payload-Oxum', `${payload}.${payloadFiles}`]]));
      for (const name of ['sha256', 'sha512'])
        await put(`manifest-${name}.txt`, formatManifest(part(true), name));
      const tags = part(false);
      for (const name of ['sha256', 'sha512'])
        await put(`tagmanifest-${name}.txt`, formatManifest(tags, name));
      return entries.find(({ path }) => path === 'tagmanifest-sha256.txt')!.digests.sha256;
    },
  };
}

/** Reads tiles and keeps those that the proofs of the case rest on. */
function keepingTiles(read: TileReader) {
  const kept = new Map<string, Uint8Array>();
  return {
    read,
    kept,
    keepPath: async (place: number, size: number) => {
      let index = Math.floor(place / TILE_WIDTH);
      for (let level = 0; ; level++, index = Math.floor(index / TILE_WIDTH)) {
        const width = tileWidth(size, level, index);
        if (width === 0 || level * TILE_HEIGHT > 63) return;
        const path = tilePath({ level, index, width });
        if (!kept.has(path)) kept.set(path, (await read(level, index, width)).slice(0, width * 32));
      }
    },
  };
}

/** Entries by place, a bundle at a time. */
function bundleReader(disk: Disk, size: number): (place: number) => Promise<Uint8Array> {
  let held: { readonly index: number; readonly entries: readonly Uint8Array[] } | undefined;
  return async (place) => {
    const index = Math.floor(place / TILE_WIDTH);
    if (held?.index !== index) {
      const entries = await diskBundle(disk, index, tileWidth(size, 0, index));
      if (!entries) throw new Error(`entry bundle ${index} is missing`);
      held = { index, entries };
    }
    return held.entries[place % TILE_WIDTH];
  };
}

/** What the original of an entry is called. */
function originalName({ kind, body }: Entry): string {
  if (kind === 'testimony.given') return `${String(body.speaker)}.testimony`;
  return kind === 'folder.sealed' ? `${String(body.name)}.list.json` : String(body.name ?? '');
}

/** A name that is safe on every file system and tells two files of one name apart. */
function fileName(sha256: string, name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).normalize('NFC');
  const safe = last.replace(/[\p{Cc}<>:"|?*%]/gu, '_').replace(/^\.+|[. ]+$/g, '_');
  return `${sha256.slice(0, 12)}-${[...safe].slice(0, 80).join('') || 'file'}`;
}
