import type { Report } from '../bag/problem.ts';
import { sameBytes } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';
import type { Disk } from '../disk.ts';
import { allFiles } from '../disk.ts';
import { readSegment } from '../journal/batch.ts';
import { decodeEntry, type Entry } from '../journal/entry.ts';
import { JOURNAL_FOLDER, segments } from '../journal/journal.ts';
import { EMPTY_EDGE, edgeTiles, type LogFile, tileWriter } from '../log/tile-writer.ts';
import { bundlePath, TILE_WIDTH, tilePath } from '../log/tiles.ts';
import { LOG_FOLDER } from './log-files.ts';
import { applyEntry, emptyState } from './state.ts';

/** Signed checkpoints by the size they count. */
export type Notes = ReadonlyMap<number, { readonly path: string; readonly root: Uint8Array }>;

/** Plays the journal through a new tree: every tile, bundle and signed root must come out as it stands on the disk. */
export async function checkLog(disk: Disk, notes: Notes, seen: Set<string>, report: Report) {
  const state = emptyState();
  const sizes = [...notes.keys()].sort((a, b) => a - b);
  const head = sizes.at(-1) ?? 0;
  /** A tile beyond the head may be there already, or not yet. */
  const expected: (LogFile & { readonly due: boolean })[] = [];
  const writer = tileWriter(EMPTY_EDGE, (file) => void expected.push({ ...file, due: writer.size <= head }));
  let settings: string | undefined;
  /** Digests of what interruptions left and the store kept aside. */
  const kept = new Set<string>();
  const tiles = await tilesOnDisk(disk);

  async function flush(partial: boolean): Promise<void> {
    const partials = partial ? writer.partials().map((file) => ({ ...file, due: true })) : [];
    for (const { path, bytes, due } of [...expected.splice(0), ...partials])
      await compareTile(disk, path, bytes, due, tiles, report);
  }
  async function atCheckpoint(): Promise<void> {
    const note = notes.get(writer.size);
    if (note && !sameBytes(note.root, await writer.root()))
      report.error(
        'log.root',
        note.path,
        `its root is not the one of the first ${writer.size} entries of the journal`,
      );
    // Partial tiles of older checkpoints may be there still; those of the head must be.
    if (writer.size === head) await flush(true);
  }

  let next = 0;
  const all = await segments(disk);
  for (const [i, { path, first }] of all.entries()) {
    seen.add(path);
    if (first !== next) {
      report.error('journal.gap', path, `begins with entry ${first} where ${next} was expected`);
      break;
    }
    const bytes = (await disk.read(path)) ?? new Uint8Array(0);
    const { batches, tail, end } = readSegment(bytes, first);
    for (const { first: at, entries } of batches)
      for (const [j, entry] of entries.entries()) {
        const read = decodeEntry(entry);
        if (!read) report.error('journal.entry', path, `entry ${at + j} is not canonical JSON`);
        else {
          applyEntry(state, at + j, read);
          settings = settingsDigest(read) ?? settings;
          if (read.kind === 'journal.recovered') kept.add(String(read.body.sha256));
        }
        writer.add(entry);
        next++;
        if (expected.length > 64) await flush(false);
        if (notes.has(next)) await atCheckpoint();
      }
    if (tail.state === 'damaged')
      report.error(
        'journal.damaged',
        path,
        `entry ${next} at byte ${tail.at} is damaged, entry ${tail.next} after it is whole`,
      );
    else if (tail.state === 'torn')
      report.error(
        'journal.torn',
        path,
        `${bytes.length - end} bytes from byte ${end} on are no whole batch`,
      );
    else if (bytes.length > end && i < all.length - 1)
      report.error('journal.torn', path, 'ends in zeros though a segment follows');
    else if (bytes.length > end)
      report.warn('journal.room', path, 'was not closed; the store is open or was interrupted');
  }
  await flush(false);
  if (next < head)
    report.error('journal.short', JOURNAL_FOLDER, `holds ${next} entries, the checkpoint counts ${head}`);
  else if (next > head)
    report.warn('log.behind', 'log/checkpoint', `${next - head} entries are in no checkpoint yet`);
  for (const path of await allFiles(disk, 'journal/torn')) {
    seen.add(path);
    const digest = path.slice('journal/torn/'.length);
    if (sha256Hex((await disk.read(path))!) !== digest)
      report.error('journal.torn-copy', path, 'is not what was kept under this digest');
    kept.delete(digest);
  }
  for (const digest of kept)
    report.error(
      'journal.torn-copy',
      `journal/torn/${digest}`,
      'what an interruption left was kept here and is gone',
    );
  for (const size of sizes) await checkServed(disk, size, report);
  for (const path of tiles.keys()) {
    const width = /^log\/tile\/0\/.*\.p\/(\d+)$/.exec(path)?.[1];
    const size = width === undefined ? undefined : indexOfTile(path) * TILE_WIDTH + Number(width);
    if (size !== undefined && !notes.has(size))
      report.warn(
        'log.checkpoint-gone',
        path,
        `was made for a checkpoint of ${size} entries, which is not there`,
      );
  }
  for (const [path, compared] of tiles) {
    seen.add(path);
    if (!compared) report.error('log.tile', path, 'is no tile of this log');
  }
  return { state, settings, end: next };
}

function settingsDigest({ kind, body }: Entry): string | undefined {
  const digest =
    kind === 'log.created' ? body.settings : kind === 'settings.changed' ? body.sha256 : undefined;
  return typeof digest === 'string' ? digest : undefined;
}

/** Every tile and bundle on the disk, and whether it was compared. */
async function tilesOnDisk(disk: Disk): Promise<Map<string, boolean>> {
  return new Map((await allFiles(disk, `${LOG_FOLDER}/tile`)).map((path) => [path, false]));
}

/** A tile must be there, whole, or else its partial ones; whatever partial ones there are must be its beginning. */
async function compareTile(
  disk: Disk,
  path: string,
  bytes: Uint8Array,
  due: boolean,
  tiles: Map<string, boolean>,
  report: Report,
): Promise<void> {
  const full = `${LOG_FOLDER}/${path}`;
  const stem = full.replace(/\.p\/\d+$/, '');
  const found = await disk.read(full);
  if (!found && due) report.error('log.tile', full, 'is missing');
  if (found) {
    tiles.set(full, true);
    if (!sameBytes(found, bytes)) report.error('log.tile', full, 'is not what the journal gives');
  }
  for (const name of await disk.list(`${stem}.p`)) {
    const partial = `${stem}.p/${name}`;
    if (partial === full) continue;
    tiles.set(partial, true);
    const beginning = await disk.read(partial);
    const length = stem.includes('/entries/') ? bundleLength(bytes, Number(name)) : Number(name) * 32;
    if (!beginning || beginning.length !== length || !sameBytes(beginning, bytes.subarray(0, length)))
      report.error('log.tile', partial, 'is not the beginning of its full tile');
  }
}

/** The place of a tile in its level: the digits of `x001/x234/067`. */
function indexOfTile(path: string): number {
  const [, digits] = /^log\/tile\/\d+\/((?:x\d{3}\/)*\d{3})/.exec(path) ?? [];
  return Number((digits ?? '').replace(/\D/g, ''));
}

/** Whoever holds a checkpoint may ask for its tiles: the partial ones must be there until the full ones are. */
async function checkServed(disk: Disk, size: number, report: Report): Promise<void> {
  const tiles = edgeTiles(size).filter(({ width }) => width > 0);
  const paths = tiles.map((tile) => [tilePath(tile), tilePath({ ...tile, width: TILE_WIDTH })]);
  const width = size % TILE_WIDTH;
  const index = Math.floor(size / TILE_WIDTH);
  if (width > 0) paths.push([bundlePath(index, width), bundlePath(index, TILE_WIDTH)]);
  for (const [partial, full] of paths) {
    const sizes = await Promise.all([partial, full].map((path) => disk.size(`${LOG_FOLDER}/${path}`)));
    if (sizes.every((found) => found === undefined))
      report.error(
        'log.tile',
        `${LOG_FOLDER}/${partial}`,
        `belongs to the checkpoint of ${size} entries and is missing`,
      );
  }
}

/** Bytes of the first entries of a bundle. */
function bundleLength(bytes: Uint8Array, count: number): number {
  let at = 0;
  for (let i = 0; i < count && at + 2 <= bytes.length; i++) at += 2 + ((bytes[at] << 8) | bytes[at + 1]);
  return at;
}
