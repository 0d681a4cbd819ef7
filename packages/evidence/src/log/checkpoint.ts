import { fromBase64, toBase64, utf8 } from '../bytes.ts';
import { signEd25519, verifyEd25519 } from '../ed25519.ts';
import { cosignedMessage, readCosignature } from './cosignature.ts';
import { HASH_LENGTH, type Hash } from './hashing.ts';
import {
  formatNote,
  isBy,
  type Note,
  type NoteSignature,
  parseNote,
  SIGNATURE,
  type VerifierKey,
} from './note.ts';

/** The head of a log (C2SP tlog-checkpoint): whose it is, how many entries, the root over them. */
export type Checkpoint = {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Hash;
  /** Lines after the root, which only the log vouches for. */
  readonly extensions: readonly string[];
};

export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), toBase64(root), ...extensions, ''].join('\n');
}

/** The checkpoint in the text of a note, or undefined. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!text.endsWith('\n')) return undefined;
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  if (root === undefined || origin === '' || extensions.includes('')) return undefined;
  if (!/^(?:0|[1-9]\d{0,19})$/.test(size)) return undefined;
  const hash = fromBase64(root);
  if (hash?.length !== HASH_LENGTH) return undefined;
  return { origin, size: BigInt(size), root: hash, extensions };
}

/** Signs a text as a note; the seed is the 32 bytes of an Ed25519 key. */
export function signNote(text: string, name: string, id: Uint8Array, seed: Uint8Array): NoteSignature {
  return { name, id, bytes: signEd25519(utf8(text), seed) };
}

/** A signature that was checked. `time` is the second a witness cosigned at, absent for a log's own. */
export type VerifiedSignature = { readonly key: VerifierKey; readonly time?: bigint };

/** The good signatures by known keys, or undefined where one by a known key is bad. */
export function verifyNote(note: Note, keys: readonly VerifierKey[]): VerifiedSignature[] | undefined {
  const verified: VerifiedSignature[] = [];
  for (const signature of note.signatures) {
    const key = keys.find((candidate) => isBy(signature, candidate));
    if (!key) continue;
    const found = verifySignature(note.text, signature, key);
    if (!found) return undefined;
    if (!verified.some((other) => other.key === key)) verified.push(found);
  }
  return verified;
}

function verifySignature(
  text: string,
  { bytes }: NoteSignature,
  key: VerifierKey,
): VerifiedSignature | undefined {
  if (key.kind === SIGNATURE.ed25519)
    return verifyEd25519(utf8(text), bytes, key.publicKey) ? { key } : undefined;
  const cosignature = readCosignature(bytes);
  if (!cosignature) return undefined;
  const { time, signature } = cosignature;
  return verifyEd25519(cosignedMessage(text, time), signature, key.publicKey) ? { key, time } : undefined;
}

/** A checkpoint with what vouches for it. */
export type OpenedCheckpoint = {
  readonly checkpoint: Checkpoint;
  readonly note: Note;
  readonly log: VerifierKey;
  readonly witnesses: readonly VerifiedSignature[];
};

/**
 * Opens a signed checkpoint: a key of the log named like the origin must have signed it, and no signature by a known key may be bad.
 * Which witnesses are enough is for the caller to say.
 */
export function openCheckpoint(
  text: string,
  logKeys: readonly VerifierKey[],
  witnessKeys: readonly VerifierKey[] = [],
): OpenedCheckpoint | undefined {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint) return undefined;
  const own = logKeys.filter((key) => key.kind === SIGNATURE.ed25519 && key.name === checkpoint.origin);
  const verified = verifyNote(note, [...own, ...witnessKeys]);
  const log = verified?.find(({ key }) => own.includes(key))?.key;
  if (!verified || !log) return undefined;
  return { checkpoint, note, log, witnesses: verified.filter(({ key }) => witnessKeys.includes(key)) };
}

/** The checkpoint as a note with these signatures. */
export function signedCheckpoint(checkpoint: Checkpoint, signatures: readonly NoteSignature[]): string {
  return formatNote({ text: formatCheckpoint(checkpoint), signatures });
}
