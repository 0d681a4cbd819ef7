import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fromBase64, toBase64 } from '../bytes.ts';
import { KeyError, type KeyWrapper } from '../ports.ts';
import { MASTER_KEY_BYTES, masterKeyWrapper } from '../vault/master-key.ts';

export const KEY_VARIABLE = 'SONAE_EVIDENCE_KEY';
export const KEY_FILE_VARIABLE = 'SONAE_EVIDENCE_KEY_FILE';

export type KeyPlace = {
  /** The store's folder. */
  readonly root: string;
  /** The file given on the command line. */
  readonly file?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Where the master key file is: as given, as the environment says, else beside the store, never in it. */
export function keyFileOf({ root, file, env }: KeyPlace): string {
  return file ?? env[KEY_FILE_VARIABLE] ?? `${path.resolve(root)}.key`;
}

/** Whether a file lies in a folder, by their names. */
export const isWithin = (folder: string, file: string): boolean =>
  !path.relative(path.resolve(folder), path.resolve(file)).startsWith('..');

/** Reads the master key (base64 of 32 bytes) from the environment or its file. Rejects with {@link KeyError}. */
export async function readMasterKey(place: KeyPlace): Promise<KeyWrapper> {
  const file = keyFileOf(place);
  const text = place.file === undefined ? place.env[KEY_VARIABLE] : undefined;
  const written = text ?? (await readFile(file, 'utf8').catch(() => undefined));
  if (written === undefined)
    throw new KeyError('key.missing', `no master key: neither ${KEY_VARIABLE} nor ${file}`);
  const key = fromBase64(written.trim());
  if (key?.length !== MASTER_KEY_BYTES)
    throw new KeyError('key.malformed', `the master key is not ${MASTER_KEY_BYTES} bytes in base64`);
  return masterKeyWrapper(key, randomBytes);
}

/** Makes a master key file that only its owner reads, unless there is a key already; resolves with its wrapper. */
export async function makeMasterKey(
  place: KeyPlace,
): Promise<{ readonly wrapper: KeyWrapper; readonly made?: string }> {
  if (place.file === undefined && place.env[KEY_VARIABLE] !== undefined)
    return { wrapper: await readMasterKey(place) };
  const file = keyFileOf(place);
  if (isWithin(place.root, file))
    throw new KeyError('key.malformed', 'the master key must not lie in the store it protects');
  // Written aside first: whoever finds the file finds the whole key.
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    const handle = await open(aside, 'wx', 0o600);
    await handle.writeFile(`${toBase64(randomBytes(MASTER_KEY_BYTES))}\n`);
    await handle.sync();
    await handle.close();
    await link(aside, file);
    return { wrapper: await readMasterKey(place), made: file };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { wrapper: await readMasterKey(place) };
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}
