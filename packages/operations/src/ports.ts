/** Files as the caller sees them: a command line reads a disk, a browser reads what was dropped on it. */
export type Files = {
  /** The bytes of a file. Rejects with {@link FileError} where it cannot be read. */
  read(path: string): Promise<Uint8Array>;
  /** A path as seen from another file. */
  resolve(from: string, path: string): string;
};

/** A file that cannot be read, with the reason in the system's words. */
export class FileError extends Error {
  readonly path: string;
  constructor(path: string, reason: string) {
    super(reason);
    this.name = 'FileError';
    this.path = path;
  }
}
