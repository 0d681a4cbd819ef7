import { fromUtf8, sameBytes, utf8 } from '../bytes.ts';
import { type Disk, folderOf, writeDurably } from '../disk.ts';
import { decodeBundle } from '../log/bundle.ts';
import { type OpenedCheckpoint, openCheckpoint } from '../log/checkpoint.ts';
import { HASH_LENGTH } from '../log/hashing.ts';
import type { VerifierKey } from '../log/note.ts';
import { type Edge, EMPTY_EDGE, edgeTiles, type LogFile, tileWriter } from '../log/tile-writer.ts';
import { bundlePath, TILE_WIDTH, tilePath, tileWidth } from '../log/tiles.ts';
import type { TileReader } from '../log/tree.ts';

export const LOG_FOLDER = 'log';
const CHECKPOINT = 'log/checkpoint';
const CHECKPOINTS = 'log/checkpoints';

/** The log's own files are not what its checkpoint says. They can be made anew from the journal. */
export class LogError extends Error {
  readonly code: 'log.damaged' | 'log.ahead';
  constructor(code: LogError['code'], message: string) {
    super(message);
    this.name = 'LogError';
    this.code = code;
  }
}

/** Reads tiles from the log's folder, a full tile where the partial one is gone. */
export function diskTiles(disk: Disk, folder = LOG_FOLDER): TileReader {
  return async (level, index, width) => {
    const bytes =
      (await disk.read(`${folder}/${tilePath({ level, index, width })}`)) ??
      (await disk.read(`${folder}/${tilePath({ level, index, width: TILE_WIDTH })}`));
    if (!bytes || bytes.length < width * HASH_LENGTH)
      throw new LogError('log.damaged', `tile ${level}/${index} of width ${width} is missing or too short`);
    return bytes;
  };
}

/** The entries of one bundle. */
export async function diskBundle(
  disk: Disk,
  index: number,
  width: number,
): Promise<readonly Uint8Array[] | undefined> {
  const bytes =
    (await disk.read(`${LOG_FOLDER}/${bundlePath(index, width)}`)) ??
    (await disk.read(`${LOG_FOLDER}/${bundlePath(index, TILE_WIDTH)}`));
  const entries = bytes && decodeBundle(bytes);
  return entries && entries.length >= width ? entries.slice(0, width) : undefined;
}

/** The signed head of the log as it was published last. */
export async function readCheckpoint(
  disk: Disk,
  keys: readonly VerifierKey[],
  witnesses: readonly VerifierKey[] = [],
): Promise<(OpenedCheckpoint & { readonly text: string }) | undefined> {
  const bytes = await disk.read(CHECKPOINT);
  if (!bytes) return undefined;
  const text = fromUtf8(bytes) ?? '';
  const opened = openCheckpoint(text, keys, witnesses);
  if (!opened) throw new LogError('log.damaged', 'the checkpoint is not signed by a key of this log');
  return { ...opened, text };
}

export const checkpointPath = (size: number | bigint) => `${CHECKPOINTS}/${String(size).padStart(20, '0')}`;

/** A checkpoint as it was published at that size, with the cosignatures that came later. */
export async function readCheckpointAt(disk: Disk, size: number | bigint): Promise<string | undefined> {
  return fromUtf8((await disk.read(checkpointPath(size))) ?? new Uint8Array(0)) || undefined;
}

/** The sizes checkpoints were published at. */
export async function checkpointSizes(disk: Disk): Promise<number[]> {
  return (await disk.list(CHECKPOINTS)).filter((name) => /^\d{20}$/.test(name)).map(Number);
}

/** Publishes a checkpoint whose tiles are durable already. */
export async function publishCheckpoint(disk: Disk, size: number | bigint, text: string): Promise<void> {
  await writeDurably(disk, checkpointPath(size), utf8(text));
  await writeDurably(disk, CHECKPOINT, utf8(text));
}

/** The right edge of the published tree, checked against its root. */
export async function readEdge(disk: Disk, head: OpenedCheckpoint | undefined): Promise<Edge> {
  const size = Number(head?.checkpoint.size ?? 0n);
  if (!head || size === 0) return EMPTY_EDGE;
  const read = diskTiles(disk);
  const levels = await Promise.all(
    edgeTiles(size).map(async ({ level, index, width }) =>
      width === 0 ? new Uint8Array(0) : (await read(level, index, width)).slice(0, width * HASH_LENGTH),
    ),
  );
  const index = Math.floor(size / TILE_WIDTH);
  const width = tileWidth(size, 0, index);
  const bundle = width === 0 ? [] : await diskBundle(disk, index, width);
  if (!bundle) throw new LogError('log.damaged', `entry bundle ${index} is missing or too short`);
  const edge = { size, levels, bundle };
  if (!sameBytes(await tileWriter(edge, () => {}).root(), head.checkpoint.root))
    throw new LogError('log.damaged', `the tiles of size ${size} do not have the root of the checkpoint`);
  return edge;
}

/** Writes files of the log and makes them durable, with their names. */
export async function writeLogFiles(disk: Disk, files: readonly LogFile[]): Promise<void> {
  const folders = new Set<string>();
  for (const { path, bytes } of files) {
    const full = `${LOG_FOLDER}/${path}`;
    await disk.makeFolder(folderOf(full));
    const file = await disk.open(full, 'create');
    try {
      await file.truncate(bytes.length);
      await file.write(bytes, 0);
      await file.datasync();
    } finally {
      await file.close();
    }
    folders.add(folderOf(full));
  }
  for (const folder of folders) await disk.syncFolder(folder);
  // A full tile stands for its partial ones from now on.
  for (const { path } of files) {
    if (path.includes('.p/')) continue;
    const partials = `${LOG_FOLDER}/${path}.p`;
    for (const name of await disk.list(partials)) await disk.remove(`${partials}/${name}`);
  }
}
