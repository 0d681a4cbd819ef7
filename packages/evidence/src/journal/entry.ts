import { fromUtf8, utf8 } from '../bytes.ts';
import { LONGEST_ENTRY } from '../log/bundle.ts';
import { canonicalJson, type Json } from './canonical.ts';
import { KINDS, type Kind } from './kinds.ts';
import { isSealed, SEALED_NEEDS } from './sealed.ts';

/**
 * One thing that happened, as it stands in the journal (証拠台帳の一件). Its canonical JSON is the leaf of the log, so nobody
 * can change a letter of it later.
 */
export type Entry = {
  readonly v: 1;
  readonly kind: Kind;
  /** When it was written, `2026-11-21T13:10:00.123Z`. */
  readonly at: string;
  /** Who did it: a person or a part of the product. */
  readonly by: string;
  /** The case (事案) it belongs to. */
  readonly case?: string;
  /** 16 random bytes in base64: a leaf hash alone tells nothing about the entry, also where its words could be guessed. */
  readonly salt: string;
  readonly body: { readonly [key: string]: Json | undefined };
};

/** What a caller writes; time and salt come from the journal's ports. */
export type EntryDraft = Omit<Entry, 'v' | 'at' | 'salt'>;

/** Why an entry cannot be written. */
export class EntryError extends Error {
  readonly code: 'entry.too-long' | 'entry.incomplete';
  constructor(code: EntryError['code'], message: string) {
    super(message);
    this.name = 'EntryError';
    this.code = code;
  }
}

/** The bytes of an entry. Throws {@link EntryError} where a field its kind needs is missing or it is too long for a bundle. */
export function encodeEntry(draft: EntryDraft, at: string, salt: string): Uint8Array {
  const needs: readonly string[] = isSealed(draft.body) ? SEALED_NEEDS : KINDS[draft.kind].needs;
  const missing = needs.filter((key) => draft.body[key] === undefined);
  if (missing.length > 0)
    throw new EntryError('entry.incomplete', `${draft.kind} needs ${missing.join(', ')}`);
  const bytes = utf8(canonicalJson({ v: 1, at, salt, ...draft } as unknown as Json));
  if (bytes.length > LONGEST_ENTRY)
    throw new EntryError('entry.too-long', `${bytes.length} bytes, at most ${LONGEST_ENTRY}`);
  return bytes;
}

/** The entry in these bytes, or undefined where they are none or not in their canonical form. */
export function decodeEntry(bytes: Uint8Array): Entry | undefined {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Entry;
    return isEntry(value) && canonicalJson(value as unknown as Json) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { v, kind, at, by, salt, body, case: of } = value as Record<string, unknown>;
  const texts = [kind, at, by, salt].every((text) => typeof text === 'string');
  const named = of === undefined || typeof of === 'string';
  return v === 1 && texts && named && typeof body === 'object' && body !== null && !Array.isArray(body);
}
