import type { Text } from '@sonae/core';

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

/** What the system's words mean. */
const REASONS: Readonly<Record<string, Text>> = {
  ENOENT: { ja: '見つかりません', en: 'not found' },
  ENOTDIR: { ja: '途中にフォルダーでないものがあります', en: 'a part of the way is no folder' },
  EISDIR: { ja: 'フォルダーです', en: 'it is a folder' },
  EACCES: { ja: '許可がありません', en: 'no permission' },
  EPERM: { ja: '許可がありません', en: 'no permission' },
  EROFS: { ja: '書き込めない場所です', en: 'read-only place' },
  ENOSPC: { ja: '空き容量がありません', en: 'no space left' },
  EFBIG: { ja: '大きすぎます', en: 'too large' },
  EMFILE: { ja: '開いているファイルが多すぎます', en: 'too many open files' },
};

/** Why a file cannot be read or written: words where there are some, and the system's code. */
export function reasonText({ message }: FileError): Text {
  const known = REASONS[message];
  return known
    ? { ja: `${known.ja}、${message}`, en: `${known.en}, ${message}` }
    : { ja: message, en: message };
}
