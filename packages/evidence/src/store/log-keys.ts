import { fromBase64, fromUtf8, toBase64, utf8 } from '../bytes.ts';
import { type Disk, writeDurably } from '../disk.ts';
import { ED25519_KEY_LENGTH, ed25519PublicKey } from '../ed25519.ts';
import { signNote, verifyNote } from '../log/checkpoint.ts';
import {
  formatNote,
  formatVkey,
  parseNote,
  parseVkey,
  SIGNATURE,
  type VerifierKey,
  verifierKey,
} from '../log/note.ts';
import { KeyError, type KeyWrapper, type Random } from '../ports.ts';

export const KEYS_FILE = 'keys/log.json';
const STATEMENT = 'sonae log key rotation v1';

/** The keys of a log: the last one signs, those before it verify what they signed. */
export type LogKeys = {
  readonly keys: readonly {
    readonly vkey: string;
    /** Signed by the key before and by this one, absent for the first. */
    readonly statement?: string;
    /** The seed, wrapped by the master key; gone once a later key has taken over. */
    readonly sealed?: string;
  }[];
};

/** A key that signs. */
export type Signer = VerifierKey & { readonly seed: Uint8Array };

/** Makes a key for a log. */
export async function newLogKey(
  origin: string,
  wrapper: KeyWrapper,
  random: Random,
): Promise<{ readonly signer: Signer; readonly sealed: string }> {
  const seed = random(ED25519_KEY_LENGTH);
  const key = verifierKey(origin, SIGNATURE.ed25519, ed25519PublicKey(seed));
  const sealed = toBase64(await wrapper.wrap(seed, keyContext(formatVkey(key))));
  return { signer: { ...key, seed }, sealed };
}

export async function readLogKeys(disk: Disk): Promise<LogKeys | undefined> {
  const text = fromUtf8((await disk.read(KEYS_FILE)) ?? new Uint8Array(0));
  try {
    const keys = JSON.parse(text ?? '') as LogKeys;
    return keys.keys.every(({ vkey }) => parseVkey(vkey)) && keys.keys.length > 0 ? keys : undefined;
  } catch {
    return undefined;
  }
}

/** The one form keys are written in. */
export function formatLogKeys({ keys }: LogKeys): Uint8Array {
  const ordered = keys.map(({ vkey, statement, sealed }) => ({ vkey, statement, sealed }));
  return utf8(`${JSON.stringify({ keys: ordered }, null, 2)}\n`);
}

export function writeLogKeys(disk: Disk, keys: LogKeys): Promise<void> {
  return writeDurably(disk, KEYS_FILE, formatLogKeys(keys));
}

/** Those that verify, the newest first. */
export function verifiersOf({ keys }: LogKeys): VerifierKey[] {
  return keys.map(({ vkey }) => parseVkey(vkey)!).reverse();
}

/** Those that can still sign: one, or two between a rotation and the first checkpoint after it. */
export async function signersOf({ keys }: LogKeys, wrapper: KeyWrapper): Promise<Signer[]> {
  const sealed = keys.filter((key) => key.sealed !== undefined).reverse();
  return Promise.all(
    sealed.map(async ({ vkey, sealed }) => {
      const wrapped = fromBase64(sealed!);
      if (!wrapped) throw new KeyError('key.malformed', `the sealed key of ${vkey} is no base64`);
      return { ...parseVkey(vkey)!, seed: await wrapper.unwrap(wrapped, keyContext(vkey)) };
    }),
  );
}

/** The statement that `after` takes over from `before`, signed by both. */
export function rotationStatement(before: Signer, after: Signer, size: number): string {
  const text = `${[STATEMENT, before.name, formatVkey(before), formatVkey(after), size].join('\n')}\n`;
  return formatNote({
    text,
    signatures: [before, after].map(({ name, id, seed }) => signNote(text, name, id, seed)),
  });
}

/** Whether the statement says that `after` takes over from `before` and both signed it. */
export function verifyRotation(statement: string, before: VerifierKey, after: VerifierKey): boolean {
  const note = parseNote(statement);
  const [title, origin, old, next] = note?.text.split('\n') ?? [];
  if (!note || title !== STATEMENT || origin !== before.name || after.name !== before.name) return false;
  if (old !== formatVkey(before) || next !== formatVkey(after)) return false;
  return verifyNote(note, [before, after])?.length === 2;
}

const keyContext = (vkey: string) => `sonae log key ${vkey}`;
