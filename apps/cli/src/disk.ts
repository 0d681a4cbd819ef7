import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FileError, type Files } from '@sonae/operations';

/** Files on the disk, as seen from the working directory. */
export const disk: Files = {
  read: async (file) => {
    try {
      return await readFile(file);
    } catch (error) {
      throw new FileError(file, reasonOf(error));
    }
  },
  resolve: (from, file) => path.join(path.dirname(from), file),
};

/** Writes a file in one step: whoever looks sees the old one or the whole new one. */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const aside = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(aside, content);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw new FileError(file, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
