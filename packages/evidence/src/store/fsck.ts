import { type BagProblem, newReport, type Report } from '../bag/problem.ts';
import { fromUtf8, sameBytes } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';
import { allFiles, type Disk } from '../disk.ts';
import { ed25519PublicKey } from '../ed25519.ts';
import { openCheckpoint } from '../log/checkpoint.ts';
import { parseVkey, type VerifierKey } from '../log/note.ts';
import type { KeyWrapper } from '../ports.ts';
import { checkStamps, checkVault } from './fsck-files.ts';
import { checkLog, type Notes } from './fsck-log.ts';
import { checkpointPath, checkpointSizes } from './log-files.ts';
import { formatLogKeys, KEYS_FILE, readLogKeys, signersOf, verifiersOf, verifyRotation } from './log-keys.ts';
import { STATE_FILE, stateBytes } from './read-state.ts';
import { formatSettings, readSettings, SETTINGS_FILE } from './settings.ts';
import type { State } from './state.ts';

export type FsckVerdict = {
  readonly ok: boolean;
  readonly errors: readonly BagProblem[];
  readonly warnings: readonly BagProblem[];
  readonly entries: number;
  readonly files: number;
  readonly checkpoints: number;
  readonly stamps: number;
};

export type FsckOptions = {
  /** The master key, without which the vault's files cannot be opened. */
  readonly wrapper?: KeyWrapper;
  /** Now, to see which timestamps run out. */
  readonly now: number;
};

/** Checks everything in a store against everything else, changing nothing. */
export async function fsck(disk: Disk, options: FsckOptions): Promise<FsckVerdict> {
  const report = newReport();
  const seen = new Set<string>([SETTINGS_FILE, KEYS_FILE, STATE_FILE, 'lock', 'time/queue.json']);
  const keys = await checkKeys(disk, options.wrapper, report);
  const notes = await readNotes(disk, keys, seen, report);
  const { state, settings, end } = await checkLog(disk, notes, seen, report);
  await checkSettings(disk, settings, report);
  await checkProjection(disk, state, report);
  const files = await checkVault(disk, state, options.wrapper, seen, report);
  const stamps = await checkStamps(disk, state, keys, options.now, seen, report);
  for (const path of await allFiles(disk, ''))
    if (!seen.has(path)) report.warn('store.unknown-file', path, 'does not belong to the store');
  const { errors, warnings } = report.verdict();
  return { ok: errors.length === 0, errors, warnings, entries: end, files, checkpoints: notes.size, stamps };
}

async function checkKeys(
  disk: Disk,
  wrapper: KeyWrapper | undefined,
  report: Report,
): Promise<VerifierKey[]> {
  const keys = await readLogKeys(disk);
  if (!keys) {
    report.error('keys.damaged', KEYS_FILE, 'the keys of the log are missing or unreadable');
    return [];
  }
  if (!sameBytes((await disk.read(KEYS_FILE))!, formatLogKeys(keys)))
    report.error('keys.damaged', KEYS_FILE, 'is not as it was written');
  keys.keys.slice(1).forEach(({ vkey, statement }, i) => {
    if (!verifyRotation(statement ?? '', parseVkey(keys.keys[i].vkey)!, parseVkey(vkey)!))
      report.error('keys.rotation', KEYS_FILE, `key ${i + 2} was not handed over by the key before it`);
  });
  if (wrapper)
    try {
      for (const { seed, publicKey } of await signersOf(keys, wrapper))
        if (!sameBytes(ed25519PublicKey(seed), publicKey))
          report.error('keys.damaged', KEYS_FILE, 'a sealed key does not belong to its vkey');
    } catch (error) {
      report.error('keys.sealed', KEYS_FILE, (error as Error).message);
    }
  return verifiersOf(keys);
}

async function readNotes(
  disk: Disk,
  keys: readonly VerifierKey[],
  seen: Set<string>,
  report: Report,
): Promise<Notes> {
  const notes = new Map<number, { path: string; root: Uint8Array }>();
  const open = async (path: string, size?: number) => {
    seen.add(path);
    const opened = openCheckpoint(fromUtf8((await disk.read(path)) ?? new Uint8Array(0)) ?? '', keys);
    if (!opened || (size !== undefined && opened.checkpoint.size !== BigInt(size)))
      report.error('log.checkpoint', path, 'is not a checkpoint of this size signed by a key of this log');
    return opened?.checkpoint;
  };
  const sizes = await checkpointSizes(disk);
  for (const size of sizes) {
    const checkpoint = await open(checkpointPath(size), size);
    if (checkpoint) notes.set(size, { path: checkpointPath(size), root: checkpoint.root });
  }
  const head = await open('log/checkpoint');
  const size = head && Number(head.size);
  if (size !== undefined && size !== sizes.at(-1))
    report.error(
      'log.head',
      'log/checkpoint',
      `counts ${size} entries, the last checkpoint kept ${sizes.at(-1) ?? 0}`,
    );
  else if (
    size !== undefined &&
    !sameBytes((await disk.read('log/checkpoint'))!, (await disk.read(checkpointPath(size)))!)
  )
    report.error('log.head', 'log/checkpoint', 'differs from the last checkpoint kept');
  return notes;
}

async function checkSettings(disk: Disk, digest: string | undefined, report: Report): Promise<void> {
  try {
    const settings = await readSettings(disk);
    const bytes = (await disk.read(SETTINGS_FILE))!;
    if (sha256Hex(bytes) === digest) return;
    const same = sha256Hex(formatSettings(settings)) === digest;
    report.error(
      'settings.changed',
      SETTINGS_FILE,
      same ? 'was written anew by another hand' : 'is not what the journal says',
    );
  } catch (error) {
    report.error('settings.damaged', SETTINGS_FILE, (error as Error).message);
  }
}

async function checkProjection(disk: Disk, state: State, report: Report): Promise<void> {
  const bytes = await disk.read(STATE_FILE);
  if (!bytes) return;
  const size = stateSize(bytes);
  if (size === state.size ? !sameBytes(bytes, stateBytes(state)) : size === undefined || size > state.size)
    report.error('projection.damaged', STATE_FILE, 'is not what the journal gives; rebuild it');
  else if (size !== state.size)
    report.warn('projection.behind', STATE_FILE, `covers ${size} of ${state.size} entries`);
}

function stateSize(bytes: Uint8Array): number | undefined {
  try {
    const { size } = JSON.parse(fromUtf8(bytes) ?? '') as { size: unknown };
    return typeof size === 'number' ? size : undefined;
  } catch {
    return undefined;
  }
}
