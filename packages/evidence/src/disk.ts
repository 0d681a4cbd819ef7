/**
 * The disk as the evidence store uses it: a port, so that tests can tear and reorder what was not yet made durable. Paths are
 * relative to the store, with `/`. What a call promises after a power cut is part of the contract:
 * bytes are durable after `datasync` of their file, names after `syncFolder` of their folder, and nothing before.
 */
export type Disk = {
  /** Opens a file for reading and writing; `create` makes it where it is absent, `new` insists that it is. */
  open(path: string, mode?: 'read' | 'write' | 'create' | 'new'): Promise<DiskFile>;
  /** The whole file, or undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Bytes, or undefined where there is no such file. */
  size(path: string): Promise<number | undefined>;
  /** Names in a folder, sorted; folders end in `/`. Empty where there is none. */
  list(path: string): Promise<string[]>;
  /** Makes a folder and those above it; their names are durable when it resolves. */
  makeFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, or nothing where there is none. */
  remove(path: string): Promise<void>;
  syncFolder(path: string): Promise<void>;
};

export type DiskFile = {
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Up to `length` bytes; fewer at the end. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** Makes the bytes and the length durable. */
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
};

/** The folder of a path, '' for the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Writes a file in one step that a power cut cannot halve: aside, durable, renamed, name durable. */
export async function writeDurably(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.new`;
  await disk.makeFolder(folderOf(path));
  const file = await disk.open(aside, 'create');
  try {
    await file.truncate(0);
    await file.write(bytes, 0);
    await file.datasync();
  } finally {
    await file.close();
  }
  await disk.rename(aside, path);
  await disk.syncFolder(folderOf(path));
}

/** Every file below a folder, sorted by folder. */
export async function allFiles(disk: Disk, folder: string): Promise<string[]> {
  const names = await disk.list(folder);
  const inside = folder === '' ? '' : `${folder}/`;
  const found = await Promise.all(
    names.map((name) =>
      name.endsWith('/') ? allFiles(disk, `${inside}${name.slice(0, -1)}`) : [`${inside}${name}`],
    ),
  );
  return found.flat();
}
