/*
 * What a bundle (証拠一式) holds below `data/`, beside what BagIt asks for. Everything a stranger needs is in it: the originals, the
 * entries about them, a proof for each entry, the log's keys, tokens and what they are checked against.
 */

export const BUNDLE_FORMAT = 'sonae-bag/1';
export const INDEX = 'data/evidence.json';
export const KEYS = 'data/log/keys.json';
export const HEAD = 'data/log/checkpoint';
export const WITNESSES = 'data/trust/witnesses.txt';

export const entryPath = (index: number) => `data/entries/${index}.json`;
/** Stands for an entry that is not shown: its leaf hash in base64. */
export const redactedPath = (index: number) => `data/entries/${index}.redacted`;
export const proofPath = (index: number) => `data/proofs/${index}.tlog-proof`;
export const checkpointFile = (size: number) => `data/log/checkpoints/${size}`;
/** A consistency proof from the checkpoint of that size to the head, as a witness would be asked. */
export const consistencyFile = (size: number) => `data/log/consistency/${size}`;

export type BundleFile = {
  readonly path: string;
  readonly sha256: string;
  readonly name: string;
  /** The entry that says how it was taken. */
  readonly entry: number;
};

export type BundleStamp = {
  /** The checkpoint stamped, the answer of the authority, the roots it is checked against. */
  readonly data: string;
  readonly token: string;
  readonly ca: string;
  readonly size: number;
  readonly provider: string;
  readonly label: string;
};

/** `data/evidence.json` */
export type BundleIndex = {
  readonly format: typeof BUNDLE_FORMAT;
  readonly origin: string;
  readonly case: string;
  /** Entries in the log at the head. */
  readonly size: number;
  readonly entries: readonly number[];
  /** Entries of the case that are not shown, with the reason. */
  readonly redacted: readonly { readonly entry: number; readonly reason: string }[];
  readonly files: readonly BundleFile[];
  /** Files of the case that are not in the bag. */
  readonly withheld: readonly { readonly sha256: string; readonly entry: number; readonly reason: string }[];
  /** Sizes of the checkpoints in the bag besides the head. */
  readonly checkpoints: readonly number[];
  readonly stamps: readonly BundleStamp[];
};

export type BundleKeys = { readonly keys: readonly { readonly vkey: string; readonly statement?: string }[] };
