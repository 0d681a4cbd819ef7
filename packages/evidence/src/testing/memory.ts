import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BagFiles } from '../bag/verify.ts';
import type { Disk } from '../disk.ts';

/** Files in memory, by path. */
export type Memory = Map<string, Uint8Array>;

export function readFolder(root: string): Memory {
  const files: Memory = new Map();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const full = path.join(entry.parentPath, entry.name);
      files.set(path.relative(root, full), new Uint8Array(readFileSync(full)));
    }
  return files;
}

/** Files in memory as a bag. */
export function memoryBag(files: Memory): BagFiles {
  return {
    sizes: new Map([...files].map(([name, bytes]) => [name, bytes.length])),
    hasData: [...files.keys()].some((name) => name.startsWith('data/')),
    special: [],
    read: async (name) => files.get(name)!,
    digest: async (name, algorithms) =>
      algorithms.map((algorithm) => hash(algorithm, files.get(name)!, 'hex')),
  };
}

/** Files in memory as a disk that is only read. */
export function memoryDisk(files: Memory): Disk {
  const refuse = async () => {
    throw new Error('a disk to be read only');
  };
  return {
    open: async (name) => ({
      write: refuse,
      truncate: refuse,
      datasync: refuse,
      read: async (position, length) => files.get(name)!.subarray(position, position + length),
      size: async () => files.get(name)!.length,
      close: async () => {},
    }),
    read: async (name) => files.get(name),
    size: async (name) => files.get(name)?.length,
    list: async (folder) => {
      const inside = folder === '' ? '' : `${folder}/`;
      const names = [...files.keys()]
        .filter((name) => name.startsWith(inside))
        .map((name) => name.slice(inside.length));
      return [...new Set(names.map((name) => (name.includes('/') ? `${name.split('/')[0]}/` : name)))].sort();
    },
    makeFolder: refuse,
    rename: refuse,
    remove: refuse,
    syncFolder: refuse,
  };
}
