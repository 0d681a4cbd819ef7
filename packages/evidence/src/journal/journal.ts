import { concatBytes } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';
import type { Disk, DiskFile } from '../disk.ts';
import { writeDurably } from '../disk.ts';
import { type Batch, encodeBatch, readSegment, segmentFirst, segmentName } from './batch.ts';

export const JOURNAL_FOLDER = 'journal';
const TORN_FOLDER = 'journal/torn';
/** A segment is closed when it has this many bytes; small enough to read back at once. */
const SEGMENT_BYTES = 64 << 20;
/** Room is kept ahead of the writes, so that making a batch durable does not also change the file's length. */
const ROOM_BYTES = 4 << 20;
/** A batch is no larger than this, so that nobody waits long for the others. */
const BATCH_BYTES = 8 << 20;

/** A journal that must not be written to: what was acknowledged is damaged, or the disk failed. */
export class JournalError extends Error {
  readonly code: 'journal.damaged' | 'journal.failed';
  constructor(code: JournalError['code'], message: string) {
    super(message);
    this.name = 'JournalError';
    this.code = code;
  }
}

/** What an interruption left after the last acknowledged entry. The bytes are kept aside, not thrown away. */
export type Recovered = {
  readonly segment: string;
  readonly at: number;
  readonly bytes: number;
  readonly sha256: string;
};

/** The append-only journal (追記専用の台帳). One writer; its caller holds the lock. */
export type Journal = {
  /** Entries so far, all durable. */
  readonly size: number;
  readonly recovered?: Recovered;
  /** Writes an entry; resolves with its place once it is durable. Those waiting together share one trip to the disk. */
  append(entry: Uint8Array): Promise<number>;
  /** Waits for everything appended, gives unused room back, closes. */
  close(): Promise<void>;
};

export type JournalOptions = {
  readonly segmentBytes?: number;
  readonly roomBytes?: number;
  /** Called in order with the entries of each batch once they are durable, before they are acknowledged. */
  readonly onDurable?: (first: number, entries: readonly Uint8Array[]) => void;
};

type Waiting = {
  readonly entry: Uint8Array;
  readonly resolve: (index: number) => void;
  readonly reject: (reason: unknown) => void;
};

/** Opens the journal, recovering from an interruption. Rejects with {@link JournalError} where acknowledged entries are damaged. */
export async function openJournal(disk: Disk, options: JournalOptions = {}): Promise<Journal> {
  const { segmentBytes = SEGMENT_BYTES, roomBytes = ROOM_BYTES, onDurable } = options;
  await disk.makeFolder(JOURNAL_FOLDER);
  const found = await recover(disk);
  let { size, end } = found;
  let segment = found.segment;
  let file: DiskFile | undefined = segment === undefined ? undefined : await disk.open(segment, 'write');
  let room = end;
  let failed: unknown;
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0 && failed === undefined) {
      const group = takeGroup();
      try {
        await writeBatch(group.map(({ entry }) => entry));
      } catch (error) {
        // After a failed sync nobody knows what the disk holds: no further write may be acknowledged on this opening.
        failed = error;
        for (const { reject } of [...group, ...waiting]) reject(failure());
        waiting = [];
        break;
      }
      const first = size - group.length;
      group.forEach(({ resolve }, i) => {
        resolve(first + i);
      });
    }
    running = undefined;
  }

  function takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    while (count < waiting.length && (count === 0 || bytes + waiting[count].entry.length <= BATCH_BYTES))
      bytes += waiting[count++].entry.length;
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return group;
  }

  async function writeBatch(entries: readonly Uint8Array[]): Promise<void> {
    if (file === undefined || end >= segmentBytes) await nextSegment();
    const bytes = encodeBatch(size, entries);
    if (end + bytes.length > room) {
      room = end + bytes.length + roomBytes;
      await file!.write(concatBytes(bytes, new Uint8Array(roomBytes)), end);
    } else await file!.write(bytes, end);
    await file!.datasync();
    end += bytes.length;
    size += entries.length;
    onDurable?.(size - entries.length, entries);
  }

  async function nextSegment(): Promise<void> {
    await closeFile();
    segment = `${JOURNAL_FOLDER}/${segmentName(size)}`;
    file = await disk.open(segment, 'create');
    await disk.syncFolder(JOURNAL_FOLDER);
    end = 0;
    room = 0;
  }

  async function closeFile(): Promise<void> {
    if (file === undefined) return;
    if (room > end) {
      await file.truncate(end);
      await file.datasync();
    }
    await file.close();
    file = undefined;
  }

  const failure = () => new JournalError('journal.failed', String(failed));

  return {
    get size() {
      return size;
    },
    recovered: found.recovered,
    append: (entry) =>
      new Promise((resolve, reject) => {
        if (failed !== undefined) reject(failure());
        else {
          waiting.push({ entry, resolve, reject });
          // Whoever appends within the same turn travels together.
          running ??= Promise.resolve().then(flush);
        }
      }),
    close: async () => {
      await running;
      if (failed === undefined) await closeFile();
      else await file?.close();
    },
  };
}

type Found = {
  readonly size: number;
  readonly end: number;
  readonly segment?: string;
  readonly recovered?: Recovered;
};

async function recover(disk: Disk): Promise<Found> {
  const last = (await segments(disk)).at(-1);
  if (last === undefined) return { size: 0, end: 0 };
  const bytes = (await disk.read(last.path)) ?? new Uint8Array(0);
  const { batches, end, tail } = readSegment(bytes, last.first);
  const size = last.first + batches.reduce((count, batch) => count + batch.entries.length, 0);
  if (tail.state === 'damaged')
    throw new JournalError(
      'journal.damaged',
      `${last.path} at byte ${tail.at}: entry ${size} is damaged, and entry ${tail.next} after it is whole`,
    );
  const found = { size, end, segment: last.path };
  if (bytes.length > end) {
    const recovered = tail.state === 'torn' ? await keepTorn(disk, last.path, bytes, end) : undefined;
    const file = await disk.open(last.path, 'write');
    await file.truncate(end);
    await file.datasync();
    await file.close();
    return { ...found, recovered };
  }
  return found;
}

/** Moves what an interruption left aside. Nobody was told it was written, but it may still be wanted. */
async function keepTorn(disk: Disk, segment: string, bytes: Uint8Array, at: number): Promise<Recovered> {
  let end = bytes.length;
  while (bytes[end - 1] === 0) end--;
  const torn = bytes.subarray(at, end);
  const sha256 = sha256Hex(torn);
  await writeDurably(disk, `${TORN_FOLDER}/${sha256}`, torn);
  return { segment, at, bytes: torn.length, sha256 };
}

export type SegmentFile = { readonly path: string; readonly first: number };

/** The segments, the oldest first. */
export async function segments(disk: Disk): Promise<SegmentFile[]> {
  return (await disk.list(JOURNAL_FOLDER)).flatMap((name) => {
    const first = segmentFirst(name);
    return first === undefined ? [] : [{ path: `${JOURNAL_FOLDER}/${name}`, first }];
  });
}

/**
 * The whole batches from the one that holds entry `from` on. Stops at the first that is not whole: whoever must know why asks
 * {@link readSegment} (fsck does).
 */
export async function* readBatches(disk: Disk, from = 0): AsyncGenerator<Batch> {
  const all = await segments(disk);
  const start = Math.max(
    0,
    all.findLastIndex(({ first }) => first <= from),
  );
  let next = all[start]?.first;
  for (const { path, first } of all.slice(start)) {
    if (first !== next) return;
    const { batches, tail } = readSegment((await disk.read(path)) ?? new Uint8Array(0), first);
    for (const batch of batches) {
      next += batch.entries.length;
      if (next > from) yield batch;
    }
    if (tail.state !== 'clean') return;
  }
}

/** Entries in order from the place `from`, with their places. */
export async function* readEntries(
  disk: Disk,
  from = 0,
): AsyncGenerator<{ readonly index: number; readonly bytes: Uint8Array }> {
  for await (const { first, entries } of readBatches(disk, from))
    for (let i = Math.max(0, from - first); i < entries.length; i++)
      yield { index: first + i, bytes: entries[i] };
}
