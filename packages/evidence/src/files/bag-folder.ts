import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BagFiles } from '../bag/verify.ts';

const READ_BYTES = 1 << 20;
/** Files are read this many at a time: more would only keep the disk's head moving. */
const AT_ONCE = 4;
const SMALL = 1 << 18;

/** A folder as a bag. */
export async function bagFolder(root: string): Promise<BagFiles> {
  const sizes = new Map<string, number>();
  const special: string[] = [];
  let hasData = false;
  async function walk(folder: string): Promise<void> {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (name === 'data') hasData = true;
        await walk(name);
      } else if (entry.isFile()) sizes.set(name, (await stat(path.join(root, name))).size);
      else special.push(name);
    }
  }
  await walk('');
  const turn = queue(AT_ONCE);
  return {
    sizes,
    hasData,
    special,
    read: (file) => readFile(path.join(root, file)),
    digest: (file, algorithms) =>
      turn(() => digestFile(path.join(root, file), algorithms, sizes.get(file) ?? 0)),
  };
}

/** Digests of a file in one pass, in hexadecimal. */
export async function digestFile(
  file: string,
  algorithms: readonly string[],
  size: number,
): Promise<readonly string[]> {
  if (size <= SMALL) {
    const bytes = await readFile(file);
    return algorithms.map((algorithm) => hash(algorithm, bytes, 'hex'));
  }
  const hashes = algorithms.map((algorithm) => createHash(algorithm));
  for await (const chunk of createReadStream(file, { highWaterMark: READ_BYTES }))
    for (const digest of hashes) digest.update(chunk as Uint8Array);
  return hashes.map((digest) => digest.digest('hex'));
}

function queue(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await work();
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}
