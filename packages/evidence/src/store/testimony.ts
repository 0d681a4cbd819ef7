import { utf8 } from '../bytes.ts';
import { ed25519PublicKey } from '../ed25519.ts';
import { signNote, verifyNote } from '../log/checkpoint.ts';
import { formatNote, formatVkey, parseNote, SIGNATURE, type VerifierKey, verifierKey } from '../log/note.ts';
import type { Receipt, Store } from './store.ts';

/** What somebody says, signed by the one who says it (署名付きの証言): a note whose key bears the speaker's name. */
export type Testimony = { readonly speaker: string; readonly statement: string; readonly at: string };

/** Names of keys have no spaces. */
export function speakerKey(speaker: string, seed: Uint8Array): VerifierKey {
  return verifierKey(speaker.replace(/[\s+]+/gu, '_'), SIGNATURE.ed25519, ed25519PublicKey(seed));
}

/** Signs a statement with the speaker's own key; control characters other than line feeds are taken out. */
export function signTestimony({ speaker, statement, at }: Testimony, seed: Uint8Array): string {
  const key = speakerKey(speaker, seed);
  const clean = statement
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .trimEnd();
  const text = `sonae testimony v1\n${speaker}\n${at}\n\n${clean}\n`;
  return formatNote({ text, signatures: [signNote(text, key.name, key.id, seed)] });
}

/** Whether the text is a testimony signed by this key. */
export function verifyTestimony(text: string, key: VerifierKey): boolean {
  const note = parseNote(text);
  return note?.text.startsWith('sonae testimony v1\n') === true && verifyNote(note, [key])?.length === 1;
}

/** Takes a signed testimony into vault and journal. Rejects where its signature is not good. */
export async function addTestimony(
  store: Store,
  text: string,
  key: VerifierKey,
  facts: { readonly by: string; readonly case?: string },
): Promise<Receipt & { readonly sha256: string }> {
  if (!verifyTestimony(text, key)) throw new RangeError(`not a testimony signed by ${key.name}`);
  const { sha256 } = await store.vault.put([utf8(text)]);
  const receipt = await store.record({
    kind: 'testimony.given',
    ...facts,
    body: { sha256, speaker: key.name, vkey: formatVkey(key) },
  });
  return { ...receipt, sha256 };
}
