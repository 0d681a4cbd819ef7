import { crc32, inflateRawSync } from 'node:zlib';
import type { WorkBook } from '@e965/xlsx';
import { say } from '@sonae/core';
import type { Problem } from '../problem.ts';
import { tooLarge } from '../problems/document.ts';
import { shown } from '../problems/say.ts';
import { encrypted, notAWorkbook, tooManyCells } from '../problems/workbook.ts';
import { Refused } from './refused.ts';
import { healthOf, type Unpacked } from './workbook-health.ts';
import { countCells, readableParts } from './workbook-parts.ts';
import { type ZipEntry, zipEntries, zipStored } from './zip.ts';

/** Largest workbook accepted; one with ten thousand rows has about 1 MB. */
export const WORKBOOK_BYTES = 20_000_000;
/** Most bytes after unpacking, measured while unpacking: what an archive says about itself may be a lie. */
export const UNPACKED_BYTES = 100_000_000;
export const FILES = 1_000;
/** Most cells over all sheets, counted before anything is built from them. */
export const CELLS = 500_000;

/** Old Excel files and encrypted workbooks are compound files. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
/** `EncryptedPackage` in UTF-16, the stream that holds an encrypted workbook. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** What stands in for a sheet that cannot be read, so that the others can. */
const EMPTY_SHEET = new TextEncoder().encode(
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>',
);

/** A workbook, and the names of its sheets that cannot be read. */
export type OpenedWorkbook = { readonly book: WorkBook; readonly unreadable: ReadonlySet<string> };

/**
 * Opens an xlsx workbook without trusting it: unpacks it ourselves under limits, counts its cells, and hands the
 * spreadsheet library an archive of exactly what was measured. Formulas are never calculated, macros never run.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<OpenedWorkbook | Problem> {
  try {
    const unpacked = unpack(bytes);
    const { broken, unreadable, sheets } = healthOf(unpacked);
    if (broken !== undefined) throw damaged(broken);
    for (const part of unreadable.values()) if (part !== undefined) unpacked.files.set(part, EMPTY_SHEET);
    const { read } = await import('@e965/xlsx');
    const book = read(zipStored(readableParts(unpacked.files)), {
      type: 'array',
      cellStyles: true, // hidden rows and columns are told only with it
      cellNF: true,
      sheetStubs: true, // formulas without a stored result are told only with it
      cellText: false,
      cellHTML: false,
      bookVBA: false,
      WTF: false,
    });
    const names = book.SheetNames;
    if (names.length !== sheets) throw damaged('xl/workbook.xml');
    return {
      book,
      unreadable: new Set(names.filter((name, i) => unreadable.has(i) || book.Sheets[name] === undefined)),
    };
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.problem;
    // Whatever a foreign library raises on foreign bytes means that the bytes are damaged.
    const reason = thrown instanceof Error ? thrown.message.slice(0, 80) : String(thrown);
    return notAWorkbook(say(`壊れています: ${reason}`, `damaged: ${reason}`));
  }
}

function unpack(bytes: Uint8Array): Unpacked {
  if (bytes.length > WORKBOOK_BYTES) throw tooBig(`${bytes.length} > ${WORKBOOK_BYTES}`);
  if (COMPOUND.every((byte, i) => bytes[i] === byte)) {
    const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ENCRYPTED_PACKAGE);
    throw new Refused(
      isEncrypted ? encrypted() : notAWorkbook(say('古い形式（.xls）です', 'old format, .xls')),
    );
  }
  const entries = zipEntries(bytes);
  if (entries === undefined)
    throw new Refused(
      notAWorkbook(say('ファイルが壊れているか、別の形式です', 'damaged, or another format')),
    );
  if (entries.some((entry) => entry.encrypted)) throw new Refused(encrypted());
  if (entries.length > FILES) throw tooBig(`${entries.length} files > ${FILES}`);
  const files = new Map<string, Uint8Array>();
  const damaged = new Set<string>();
  let left = UNPACKED_BYTES;
  for (const entry of entries) {
    if (entry.name.endsWith('/') || files.has(entry.name)) continue;
    const data = inflate(entry, left);
    if (data === undefined || crc32(data) !== entry.crc) damaged.add(entry.name);
    left -= data?.length ?? 0;
    files.set(entry.name, data ?? new Uint8Array());
  }
  if (!files.has('xl/workbook.xml'))
    throw new Refused(notAWorkbook(say('Excel ブックではありません', 'no workbook inside')));
  // The sheets are searched as text in one byte a character; nobody writes them in UTF-16.
  if ([...files.values()].some(isUtf16)) {
    throw new Refused(notAWorkbook(say('文字コードが UTF-8 ではありません', 'not in UTF-8')));
  }
  if (countCells(files) > CELLS) throw new Refused(tooManyCells(CELLS));
  return { files, damaged };
}

/** The bytes of an entry; undefined where they are damaged. */
function inflate(entry: ZipEntry, limit: number): Uint8Array | undefined {
  if (entry.method === 0) {
    if (entry.packed.length > limit) throw tooBig(`> ${UNPACKED_BYTES}`);
    return entry.packed;
  }
  if (entry.method !== 8)
    throw new Refused(notAWorkbook(say('圧縮の方式が読めません', 'unknown compression')));
  try {
    return inflateRawSync(entry.packed, { maxOutputLength: Math.max(1, limit) });
  } catch (thrown) {
    if (thrown instanceof RangeError) throw tooBig(`> ${UNPACKED_BYTES}`);
    return undefined;
  }
}

function damaged(part: string): Refused {
  return new Refused(notAWorkbook(say(`壊れています: ${shown(part)}`, `damaged: ${shown(part)}`)));
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function tooBig(what: string): Refused {
  return new Refused(tooLarge(say(`${what} バイト`, `${what} bytes`)));
}
