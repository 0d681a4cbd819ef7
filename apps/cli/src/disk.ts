import { randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FileError, type Files } from '@sonae/operations/ports';

/** Larger than any input a reader accepts; read no further than this. */
const MOST_BYTES = 25_000_000;

/** Files on the disk, as seen from the working directory. */
export const disk: Files = {
  read: async (file) => {
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of createReadStream(file, { end: MOST_BYTES })) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (bytes.length > MOST_BYTES) throw new FileError(file, 'EFBIG');
      return bytes;
    } catch (error) {
      throw asFileError(file, error);
    }
  },
  resolve: (from, file) =>
    path.isAbsolute(file) ? path.normalize(file) : path.join(path.dirname(from), file),
};

/**
 * Writes a file in one step: whoever looks sees the old one or the whole new one. Folders on the way are made. Stopped
 * before the end it leaves nothing behind and rejects with the reason of the signal.
 *
 * @throws FileError
 */
export async function writeWhole(
  file: string,
  content: Uint8Array | string,
  signal?: AbortSignal,
): Promise<void> {
  const aside = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}`);
  try {
    signal?.throwIfAborted();
    for (const folder of (await foldersToMake(file)).missing) await mkdir(folder);
    await writeFile(aside, content);
    signal?.throwIfAborted();
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    signal?.throwIfAborted();
    throw asFileError(file, error);
  }
}

/** Finds out before a long calculation whether its result can be written to a file. @throws FileError */
export async function mayWrite(file: string): Promise<void> {
  try {
    const there = await statOf(file);
    if (there?.isDirectory()) throw new FileError(file, 'EISDIR');
    const { existing } = await foldersToMake(file);
    if (!(await stat(existing)).isDirectory()) throw new FileError(file, 'ENOTDIR');
    await access(existing, constants.W_OK);
  } catch (error) {
    throw asFileError(file, error);
  }
}

/** What a file holds now; undefined where there is none. @throws FileError */
export async function contentNow(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw asFileError(file, error);
  }
}

/** The folders a file needs that are not there yet, outermost first. (Node's recursive mkdir never returns in /proc.) */
async function foldersToMake(
  file: string,
): Promise<{ readonly existing: string; readonly missing: string[] }> {
  const missing: string[] = [];
  let folder = path.dirname(path.resolve(file));
  for (; (await statOf(folder)) === undefined; folder = path.dirname(folder)) missing.unshift(folder);
  return { existing: folder, missing };
}

async function statOf(file: string) {
  try {
    return await stat(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function asFileError(file: string, error: unknown): FileError {
  return error instanceof FileError ? error : new FileError(file, codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
