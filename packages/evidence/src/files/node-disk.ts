import fs from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Disk, DiskFile } from '../disk.ts';

const openFile = promisify(fs.open);
const writeAt = promisify(fs.write) as (
  fd: number,
  bytes: Uint8Array,
  offset: number,
  length: number,
  position: number,
) => Promise<{ bytesWritten: number }>;
const readAt = promisify(fs.read) as (
  fd: number,
  bytes: Uint8Array,
  offset: number,
  length: number,
  position: number,
) => Promise<{ bytesRead: number }>;
const datasync = promisify(fs.fdatasync);
const truncate = promisify(fs.ftruncate);
const statFile = promisify(fs.fstat);
const close = promisify(fs.close);

const FLAGS = {
  read: 'r',
  write: 'r+',
  create: fs.constants.O_RDWR | fs.constants.O_CREAT,
  new: 'wx+',
} as const;
const SHORT_WRITE = 1 << 16;
/** Only the owner reads what is kept here. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** A folder of this machine's disk. */
export function nodeDisk(root: string): Disk {
  const at = (name: string) => path.join(root, name);
  return {
    open: async (name, mode = 'read') => diskFile(await openFile(at(name), FLAGS[mode], PRIVATE_FILE)),
    read: (name) => orAbsent(readFile(at(name))),
    size: async (name) => (await orAbsent(stat(at(name))))?.size,
    list: async (name) => {
      const entries = (await orAbsent(readdir(at(name), { withFileTypes: true }))) ?? [];
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    },
    makeFolder: async (name) => {
      const first = await mkdir(at(name), { recursive: true, mode: PRIVATE_FOLDER });
      if (first === undefined) return;
      for (let folder = at(name); folder !== path.dirname(first); folder = path.dirname(folder))
        await syncFolder(path.dirname(folder));
    },
    rename: (from, to) => rename(at(from), at(to)),
    remove: (name) => rm(at(name), { force: true }),
    syncFolder: (name) => syncFolder(at(name)),
  };
}

function diskFile(fd: number): DiskFile {
  return {
    write: async (bytes, position) => {
      // A short write only reaches the system's memory: handing it to another thread costs more than doing it.
      if (bytes.length <= SHORT_WRITE && fs.writeSync(fd, bytes, 0, bytes.length, position) === bytes.length)
        return;
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await writeAt(fd, bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    },
    read: async (position, length) => {
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await readAt(fd, bytes, done, length - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    },
    datasync: () => datasync(fd),
    truncate: (length) => truncate(fd, length),
    size: async () => (await statFile(fd)).size,
    close: () => close(fd),
  };
}

/** Windows cannot open a folder; its file system keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const fd = await openFile(folder, 'r');
  try {
    await promisify(fs.fsync)(fd);
  } finally {
    await close(fd);
  }
}

async function orAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
