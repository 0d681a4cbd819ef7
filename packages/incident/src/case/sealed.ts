import { canonicalJson, fromUtf8, type Json, utf8 } from '@sonae/evidence';
import type { CaseEntry, CaseEvent } from './entry.ts';

/** The form of the file that holds the words of a sealed entry of a case. */
export const SEALED_CASE_ENTRY = 'sonae-case-entry/1';

/** An entry of a case with what seals it (封緘した一件). */
export type SealedCaseEntry = {
  readonly case: string;
  /** Chance that belongs to this entry: without it nobody guesses the words from the digest. */
  readonly salt: string;
  readonly entry: CaseEntry;
};

/** The one form of the file: the same entry gives the same bytes, so that it is sealed once however often that is tried. */
export function sealedBytes({
  case: of,
  salt,
  entry: { index, at, by, event },
}: SealedCaseEntry): Uint8Array {
  const file = { form: SEALED_CASE_ENTRY, case: of, index, at: new Date(at).toISOString(), by, event, salt };
  return utf8(`${canonicalJson(file as unknown as Json)}\n`);
}

/** Reads such a file; undefined where the bytes are something else. */
export function readSealed(bytes: Uint8Array): SealedCaseEntry | undefined {
  try {
    const file = JSON.parse(fromUtf8(bytes) ?? '') as { [key: string]: unknown };
    const { form, case: of, salt, index, at, by, event } = file;
    if (form !== SEALED_CASE_ENTRY || typeof of !== 'string' || typeof salt !== 'string') return undefined;
    const entry = {
      index: Number(index),
      at: Date.parse(String(at)),
      by: String(by),
      event: event as CaseEvent,
    };
    return { case: of, salt, entry };
  } catch {
    return undefined;
  }
}
