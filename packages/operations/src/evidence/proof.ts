import { readFile } from 'node:fs/promises';
import {
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
  parseProof,
  parseVkey,
  readCheckpoint,
  readEntries,
  readLogKeys,
  readSettings,
  toBase64,
  utf8,
  verifiersOf,
  verifyProofFile,
} from '@sonae/evidence';
import { nodeDisk } from '@sonae/evidence/files';
import { type Outcome, outcome, Refused } from './problem.ts';

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
