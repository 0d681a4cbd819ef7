import { concatBytes } from '../bytes.ts';
import type { Disk } from '../disk.ts';

/** A disk that keeps in memory what is written to it, one piece after the other: where a bundle becomes part of something larger. */
export function collectingDisk(): { readonly disk: Disk; files(): Map<string, Uint8Array> } {
  const pieces = new Map<string, Uint8Array[]>();
  const refuse = async (): Promise<never> => {
    throw new Error('a disk to be written only');
  };
  const disk: Disk = {
    makeFolder: async () => {},
    syncFolder: async () => {},
    open: async (path) => {
      const written: Uint8Array[] = [];
      pieces.set(path, written);
      return {
        write: async (bytes) => void written.push(bytes.slice()),
        datasync: async () => {},
        close: async () => {},
        read: refuse,
        truncate: refuse,
        size: refuse,
      };
    },
    read: refuse,
    size: refuse,
    list: refuse,
    rename: refuse,
    remove: refuse,
  };
  return {
    disk,
    files: () => new Map([...pieces].map(([path, parts]) => [path, concatBytes(...parts)])),
  };
}
