import { sameBytes } from '../bytes.ts';
import type { Disk } from '../disk.ts';
import { readEntries } from '../journal/journal.ts';
import { EMPTY_EDGE, type LogFile, tileWriter } from '../log/tile-writer.ts';
import type { Vault } from '../vault/vault.ts';
import { LogError, readCheckpoint, writeLogFiles } from './log-files.ts';
import { readLogKeys, verifiersOf } from './log-keys.ts';
import { readState } from './read-state.ts';

export type Rebuilt = { readonly entries: number; readonly tiles: number; readonly shredded: number };

/** Tiles written at a time. */
const MOST_PENDING = 64;

/**
 * Makes tiles, bundles and projection anew out of the journal (再構築), and finishes destructions that an interruption stopped. The signed head
 * must come out of the journal: where it does not, nothing is touched that is signed, and the call rejects.
 */
export async function rebuild(disk: Disk, vault?: Vault): Promise<Rebuilt> {
  const keys = await readLogKeys(disk);
  if (!keys) throw new LogError('log.damaged', 'the keys of the log are missing or unreadable');
  const head = await readCheckpoint(disk, verifiersOf(keys));
  const size = Number(head?.checkpoint.size ?? 0n);
  let pending: LogFile[] = [];
  let tiles = 0;
  const writer = tileWriter(EMPTY_EDGE, (file) => void pending.push(file));
  const write = async (files: readonly LogFile[]) => {
    tiles += files.length;
    await writeLogFiles(disk, files);
  };
  for await (const { bytes } of readEntries(disk)) {
    if (writer.size === size) break;
    writer.add(bytes);
    if (pending.length < MOST_PENDING) continue;
    const full = pending;
    pending = [];
    await write(full);
  }
  if (writer.size < size)
    throw new LogError('log.ahead', `the checkpoint counts ${size} entries, the journal ${writer.size}`);
  if (head && !sameBytes(await writer.root(), head.checkpoint.root))
    throw new LogError('log.damaged', 'the journal does not give the root of the signed checkpoint');
  await write([...pending, ...writer.partials()]);
  const state = await readState(disk, { fresh: true });
  let shredded = 0;
  for (const { sha256, shredded: gone } of state.files.values())
    if (gone && vault && (await vault.stat(sha256))) {
      await vault.shred(sha256);
      shredded++;
    }
  return { entries: state.size, tiles, shredded };
}
