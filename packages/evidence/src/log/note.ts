import { concatBytes, fromBase64, fromHex, sameBytes, toBase64, toHex, utf8 } from '../bytes.ts';
import { sha256 } from '../digest.ts';

/*
 * Signed notes (C2SP signed-note): a text, an empty line, and one line for each signature. Lines by unknown keys are
 * ignored, one bad line by a known key spoils the note.
 */

/** Kinds of signatures, the byte that C2SP assigns. */
export const SIGNATURE = { ed25519: 0x01, cosignature: 0x04 } as const;
export type SignatureKind = (typeof SIGNATURE)[keyof typeof SIGNATURE];

/** More than a note of this size is refused unread. */
const LONGEST_NOTE = 1_000_000;
const MOST_SIGNATURES = 100;

/** One signature line: who, the four bytes that name the key, and the signature itself. */
export type NoteSignature = { readonly name: string; readonly id: Uint8Array; readonly bytes: Uint8Array };

export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A key that verifies, written as a *vkey*. */
export type VerifierKey = {
  readonly name: string;
  readonly id: Uint8Array;
  readonly kind: SignatureKind;
  readonly publicKey: Uint8Array;
};

/** The note, or undefined where the text is none. */
export function parseNote(note: string): Note | undefined {
  if (note.length > LONGEST_NOTE || hasControl(note) || !note.endsWith('\n') || !note.isWellFormed())
    return undefined;
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return undefined;
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return undefined;
  const signatures = lines.map(parseSignature);
  return signatures.every((line) => line !== undefined)
    ? { text, signatures: signatures as NoteSignature[] }
    : undefined;
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

/** `— name base64\n` */
export function formatSignature({ name, id, bytes }: NoteSignature): string {
  return `— ${name} ${toBase64(concatBytes(id, bytes))}\n`;
}

export function parseSignature(line: string): NoteSignature | undefined {
  const [dash, name, text, more] = line.split(' ');
  if (dash !== '—' || text === undefined || more !== undefined || !isKeyName(name)) return undefined;
  const bytes = fromBase64(text);
  if (!bytes || bytes.length <= 4) return undefined;
  return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
}

/** The first four bytes of SHA-256(name, newline, kind, key). */
export function keyId(name: string, kind: SignatureKind, publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(kind), publicKey)).subarray(0, 4);
}

export function verifierKey(name: string, kind: SignatureKind, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError(`${name} cannot name a key`);
  return { name, kind, publicKey, id: keyId(name, kind, publicKey) };
}

/** `name+id+key`, the text that names a key and carries it. */
export function formatVkey({ name, id, kind, publicKey }: VerifierKey): string {
  return `${name}+${toHex(id)}+${toBase64(concatBytes(Uint8Array.of(kind), publicKey))}`;
}

/** The key, or undefined where the text is none or of another kind, or where its id is not the one of its bytes. */
export function parseVkey(text: string): VerifierKey | undefined {
  const [, name, hex, base64] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/.exec(text) ?? [];
  if (name === undefined || !isKeyName(name)) return undefined;
  const id = fromHex(hex);
  const key = fromBase64(base64);
  if (!id || key?.length !== 33) return undefined;
  const kind = key[0] as SignatureKind;
  if (kind !== SIGNATURE.ed25519 && kind !== SIGNATURE.cosignature) return undefined;
  const publicKey = key.subarray(1);
  return sameBytes(id, keyId(name, kind, publicKey)) ? { name, id, kind, publicKey } : undefined;
}

/** Whether the line claims to be by this key; that it is, only the signature shows. */
export function isBy(signature: NoteSignature, key: VerifierKey): boolean {
  return signature.name === key.name && sameBytes(signature.id, key.id);
}

/** Not empty, without white space, plus and control characters. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+]/u.test(name) && !hasControl(name);
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}
