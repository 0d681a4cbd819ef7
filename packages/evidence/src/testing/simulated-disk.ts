import type { Disk, DiskFile } from '../disk.ts';

/** What the simulated machine does when its power is cut is drawn from these numbers, each from 0 to below 1. */
export type Chance = () => number;

const SECTOR = 512;

type Inode = { durable: Uint8Array; current: Uint8Array; dirty: [from: number, to: number][] };
type NameChange = { readonly set?: [string, Inode]; readonly drop?: string };
type Folder = { names: Map<string, Inode>; durable: Map<string, Inode>; pending: NameChange[] };

/** Thrown by every call after the power was cut. */
export class PowerCut extends Error {}

export type SimulatedDisk = Disk & {
  /** The power fails at the n-th call from now that changes something. */
  cutAfter(calls: number): void;
  readonly isCut: boolean;
  /** The disk as the next start finds it: of what was not yet durable any part may be there, in any order, torn at sectors. */
  restart(chance: Chance): SimulatedDisk;
  /** The next `datasync` fails as a dying disk does. */
  failNextSync(): void;
  /** For damage on purpose: the file's bytes, to be changed in place. */
  bytesOf(path: string): Uint8Array | undefined;
  paths(): string[];
};

/** A disk in memory that keeps apart what is durable and what is only promised. */
export function simulatedDisk(folders = new Map<string, Folder>([['', newFolder()]])): SimulatedDisk {
  let left = Number.POSITIVE_INFINITY;
  let failing = false;

  const split = (path: string) => {
    const at = path.lastIndexOf('/');
    return [path.slice(0, Math.max(0, at)), path.slice(at + 1)] as const;
  };
  const find = (path: string) => {
    const [folder, name] = split(path);
    return folders.get(folder)?.names.get(name);
  };
  function change(): void {
    if (left <= 0) throw new PowerCut();
    left--;
  }
  function look(): void {
    if (left <= 0) throw new PowerCut();
  }
  function rename(folder: Folder, entry: NameChange): void {
    applyName(folder.names, entry);
    folder.pending.push(entry);
  }

  function fileOf(inode: Inode): DiskFile {
    return {
      write: async (bytes, position) => {
        change();
        if (position + bytes.length > inode.current.length) resize(inode, position + bytes.length);
        inode.current.set(bytes, position);
        inode.dirty.push([position, position + bytes.length]);
      },
      read: async (position, length) => {
        look();
        return inode.current.slice(position, position + length);
      },
      datasync: async () => {
        change();
        if (failing) {
          failing = false;
          throw new Error('EIO: the disk failed');
        }
        inode.durable = inode.current.slice();
        inode.dirty = [];
      },
      truncate: async (length) => {
        change();
        resize(inode, length);
      },
      size: async () => inode.current.length,
      close: async () => {},
    };
  }

  return {
    open: async (path, mode = 'read') => {
      look();
      const known = find(path);
      if (known && mode !== 'new') return fileOf(known);
      if (known) throw new Error(`EEXIST: ${path}`);
      if (mode === 'read' || mode === 'write') throw new Error(`ENOENT: ${path}`);
      change();
      const [folder, name] = split(path);
      const inode: Inode = { durable: new Uint8Array(0), current: new Uint8Array(0), dirty: [] };
      rename(folders.get(folder) ?? missing(folder), { set: [name, inode] });
      return fileOf(inode);
    },
    read: async (path) => {
      look();
      return find(path)?.current.slice();
    },
    size: async (path) => find(path)?.current.length,
    list: async (path) => {
      look();
      const inside = path === '' ? '' : `${path}/`;
      const below = [...folders.keys()]
        .filter((folder) => folder !== path && folder.startsWith(inside))
        .map((folder) => folder.slice(inside.length))
        .filter((folder) => !folder.includes('/'))
        .map((folder) => `${folder}/`);
      return [...(folders.get(path)?.names.keys() ?? []), ...below].sort();
    },
    makeFolder: async (path) => {
      look();
      for (let folder = path; !folders.has(folder); folder = split(folder)[0])
        folders.set(folder, newFolder());
    },
    rename: async (from, to) => {
      change();
      const [fromFolder, fromName] = split(from);
      const [toFolder, toName] = split(to);
      const inode = find(from) ?? missing(from);
      if (fromFolder === toFolder) {
        rename(folders.get(toFolder)!, { set: [toName, inode], drop: fromName });
        return;
      }
      rename(folders.get(toFolder) ?? missing(toFolder), { set: [toName, inode] });
      rename(folders.get(fromFolder)!, { drop: fromName });
    },
    remove: async (path) => {
      change();
      const [folder, name] = split(path);
      if (find(path)) rename(folders.get(folder)!, { drop: name });
    },
    syncFolder: async (path) => {
      change();
      const folder = folders.get(path) ?? missing(path);
      folder.durable = new Map(folder.names);
      folder.pending = [];
    },
    cutAfter: (calls) => {
      left = calls;
    },
    get isCut() {
      return left <= 0;
    },
    failNextSync: () => {
      failing = true;
    },
    restart: (chance) => simulatedDisk(afterPowerCut(folders, chance)),
    bytesOf: (path) => find(path)?.current,
    paths: () =>
      [...folders].flatMap(([folder, { names }]) =>
        [...names.keys()].map((name) => (folder === '' ? name : `${folder}/${name}`)),
      ),
  };
}

function afterPowerCut(folders: Map<string, Folder>, chance: Chance): Map<string, Folder> {
  const survivors = new Map<Inode, Inode>();
  const survivor = (inode: Inode) => {
    const known = survivors.get(inode);
    if (known) return known;
    const bytes = tornBytes(inode, chance);
    const after = { durable: bytes, current: bytes.slice(), dirty: [] };
    survivors.set(inode, after);
    return after;
  };
  const next = new Map<string, Folder>();
  for (const [path, folder] of folders) {
    const names = new Map(folder.durable);
    for (const entry of folder.pending) if (chance() < 0.5) applyName(names, entry);
    const kept = new Map([...names].map(([name, inode]) => [name, survivor(inode)]));
    next.set(path, { names: kept, durable: new Map(kept), pending: [] });
  }
  return next;
}

/** The durable bytes with any of the sectors written since, at any length in between. */
function tornBytes({ durable, current, dirty }: Inode, chance: Chance): Uint8Array {
  if (dirty.length === 0 && durable.length === current.length) return durable.slice();
  const [short, long] = [Math.min(durable.length, current.length), Math.max(durable.length, current.length)];
  const ways = chance();
  const length =
    ways < 0.4
      ? current.length
      : ways < 0.6
        ? durable.length
        : short + Math.floor(chance() * (long - short + 1));
  const bytes = new Uint8Array(length);
  bytes.set(durable.subarray(0, length));
  for (const [from, to] of dirty)
    for (let sector = Math.floor(from / SECTOR); sector * SECTOR < Math.min(to, length); sector++) {
      if (chance() < 0.5) continue;
      const end = Math.min((sector + 1) * SECTOR, length, current.length);
      if (end > sector * SECTOR) bytes.set(current.subarray(sector * SECTOR, end), sector * SECTOR);
    }
  return bytes;
}

function resize(inode: Inode, length: number): void {
  const bytes = new Uint8Array(length);
  bytes.set(inode.current.subarray(0, length));
  if (length < inode.current.length) inode.dirty = inode.dirty.filter(([from]) => from < length);
  inode.current = bytes;
}

function applyName(names: Map<string, Inode>, { set, drop }: NameChange): void {
  if (drop !== undefined) names.delete(drop);
  if (set) names.set(...set);
}

function newFolder(): Folder {
  return { names: new Map(), durable: new Map(), pending: [] };
}

function missing(path: string): never {
  throw new Error(`ENOENT: ${path}`);
}
