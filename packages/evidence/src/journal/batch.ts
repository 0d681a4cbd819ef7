import { concatBytes, utf8 } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';

/*
 * The journal on the disk: text that any tool can read. Entries are lines of canonical JSON; before the entries that were made durable
 * together stands one line that names the first, their number and length, and the SHA-256 of their lines:
 *
 *   #batch 12 2 640 9f86d081…
 *   {"at":…}
 *   {"at":…}
 *
 * One batch is written at a time and acknowledged only when the disk has it. So a batch that is not whole was not
 * acknowledged, provided nothing whole comes after it; if something does, an acknowledged batch was damaged.
 */

const HEADER = /^#batch (0|[1-9]\d{0,15}) ([1-9]\d{0,8}) ([1-9]\d{0,9}) ([0-9a-f]{64})$/;
const START = utf8('#batch ');
const NEWLINE = 0x0a;
/** A header is never longer: the words, three numbers and a digest. */
const LONGEST_HEADER = 128;

export type Batch = {
  readonly first: number;
  readonly entries: readonly Uint8Array[];
  /** Where it ends in its segment. */
  readonly end: number;
};

/** The bytes of a batch. An entry is one line, without a newline. */
export function encodeBatch(first: number, entries: readonly Uint8Array[]): Uint8Array {
  const newline = Uint8Array.of(NEWLINE);
  const body = concatBytes(...entries.flatMap((entry) => [entry, newline]));
  return concatBytes(utf8(`#batch ${first} ${entries.length} ${body.length} ${sha256Hex(body)}\n`), body);
}

/** What stands after the last whole batch of a segment. */
export type Tail =
  /** Nothing, or room that was kept and never used. */
  | { readonly state: 'clean' }
  /** Part of a batch that was never acknowledged. */
  | { readonly state: 'torn'; readonly at: number }
  /** A batch that is not whole, with a whole one after it: damage to what was acknowledged. */
  | { readonly state: 'damaged'; readonly at: number; readonly next: number };

export type Segment = { readonly batches: readonly Batch[]; readonly end: number; readonly tail: Tail };

/** Reads a segment whose first entry is `first`. */
export function readSegment(bytes: Uint8Array, first: number): Segment {
  const batches: Batch[] = [];
  let end = 0;
  let next = first;
  for (let batch = readBatch(bytes, 0); batch?.first === next; batch = readBatch(bytes, end)) {
    batches.push(batch);
    end = batch.end;
    next += batch.entries.length;
  }
  return { batches, end, tail: tailOf(bytes, end, next) };
}

function tailOf(bytes: Uint8Array, end: number, next: number): Tail {
  let at = end;
  while (at < bytes.length && bytes[at] === 0) at++;
  if (at === bytes.length) return { state: 'clean' };
  for (let found = indexOf(bytes, START, end); found >= 0; found = indexOf(bytes, START, found + 1)) {
    const later = readBatch(bytes, found);
    if (later && (found > end || later.first !== next))
      return { state: 'damaged', at: end, next: later.first };
  }
  return { state: 'torn', at: end };
}

/** The whole batch that starts here, or undefined. */
function readBatch(bytes: Uint8Array, at: number): Batch | undefined {
  const newline = bytes.subarray(at, at + LONGEST_HEADER).indexOf(NEWLINE);
  if (newline < 0) return undefined;
  const header = HEADER.exec(Buffer.from(bytes.buffer, bytes.byteOffset + at, newline).toString('latin1'));
  if (!header) return undefined;
  const [first, count, length] = header.slice(1, 4).map(Number);
  const start = at + newline + 1;
  const end = start + length;
  if (end > bytes.length || bytes[end - 1] !== NEWLINE) return undefined;
  const body = bytes.subarray(start, end);
  if (sha256Hex(body) !== header[4]) return undefined;
  const entries = linesOf(body);
  return entries.length === count ? { first, entries, end } : undefined;
}

function linesOf(body: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < body.length; ) {
    const newline = body.indexOf(NEWLINE, at);
    lines.push(body.subarray(at, newline));
    at = newline + 1;
  }
  return lines;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(wanted, from);
}

/** The name of a segment: the place of its first entry in twenty digits, so that names sort. */
export function segmentName(first: number): string {
  return `${String(first).padStart(20, '0')}.journal`;
}

/** The first entry of the segment with this name, or undefined where it names none. */
export function segmentFirst(name: string): number | undefined {
  const digits = /^(\d{20})\.journal$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
