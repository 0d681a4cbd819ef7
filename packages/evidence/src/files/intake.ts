import { createReadStream } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { SealedFile, Source } from '../store/files.ts';

const READ_BYTES = 1 << 20;

/** The bytes of a file, a mebibyte at a time. */
export function contentOf(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: READ_BYTES }) as AsyncIterable<Uint8Array>;
}

/** What a file is, by its first bytes and its name, with what its metadata say. */
export async function sourceOf(file: string): Promise<Source> {
  const handle = await open(file, 'r');
  try {
    const start = new Uint8Array(16);
    await handle.read(start, 0, start.length, 0);
    const { mtime, mode } = await handle.stat();
    const details = {
      path: await realpath(file),
      modified: mtime.toISOString(),
      mode: (mode & 0o7777).toString(8),
    };
    return { kind: kindOf(path.basename(file), Buffer.from(start).toString('latin1')), ...details };
  } finally {
    await handle.close();
  }
}

/** First bytes: Expert Witness, QCOW, VHDX, VMDK; mbox, Outlook. Raw images and logs are known by their names only. */
const BY_BYTES: readonly (readonly [RegExp, Source['kind']])[] = [
  [/^(?:EVF\t|LVF\t|QFI\xfb|vhdxfile|KDMV|conectix)/, 'disk-image'],
  [/^(?:From |!BDN)/, 'mailbox'],
];
const BY_NAME: readonly (readonly [RegExp, Source['kind']])[] = [
  [/\.(?:e\d\d|ex\d\d|dd|raw|img|vhdx?|vmdk|qcow2?|aff4?|dmg|iso)$/i, 'disk-image'],
  [/\.(?:mbox|pst|ost|eml|msg)$/i, 'mailbox'],
  [/\.(?:log|evtx|jsonl|pcapng?|csv)(?:\.gz|\.xz|\.zst)?$/i, 'log-export'],
  [/\.(?:jpe?g|heic|png|dng)$/i, 'photo'],
];

function kindOf(name: string, start: string): Source['kind'] {
  const found =
    BY_BYTES.find(([pattern]) => pattern.test(start)) ?? BY_NAME.find(([pattern]) => pattern.test(name));
  return found?.[1] ?? 'file';
}

/** Every file below a folder, sorted. Links are not followed: they are no part of the folder. */
export async function filesBelow(
  folder: string,
): Promise<{ readonly files: readonly SealedFile[]; readonly skipped: readonly string[] }> {
  const files: SealedFile[] = [];
  const skipped: string[] = [];
  async function walk(inside: string): Promise<void> {
    const entries = await readdir(path.join(folder, inside), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      const full = path.join(folder, name);
      if (entry.isDirectory()) await walk(name);
      else if (entry.isFile()) {
        const { mtime, mode } = await lstat(full);
        files.push({
          path: name,
          content: () => contentOf(full),
          modified: mtime.toISOString(),
          mode: (mode & 0o7777).toString(8),
        });
      } else skipped.push(name);
    }
  }
  await walk('');
  return { files, skipped };
}
