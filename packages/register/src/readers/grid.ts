import type { CellObject, WorkSheet } from '@e965/xlsx';
import { isCivilDate } from '@sonae/core';

/** What a cell holds; formulas by the result stored with them. */
export type Cell =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'number'; readonly value: number; readonly format: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** A number in a date format; `time` where it is not the beginning of a day. */
  | { readonly type: 'date'; readonly value: string; readonly time: boolean }
  | { readonly type: 'error'; readonly value: string }
  /** A formula whose result was never stored. */
  | { readonly type: 'uncalculated' };

/** The cells of a sheet that hold something, with what else matters for reading them. Rows and columns count from 1. */
export type Grid = {
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, Cell>>;
  readonly merged: readonly {
    readonly row: number;
    readonly column: number;
    readonly range: string;
    readonly lastRow: number;
  }[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
};

/** Excel's error codes. */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** Takes a sheet of the spreadsheet library over. Only cells that exist are looked at, however large the sheet claims to be. */
export function gridOf(sheet: WorkSheet, date1904: boolean): Grid {
  const rows = new Map<number, Map<number, Cell>>();
  for (const address of Object.keys(sheet)) {
    const at = /^([A-Z]{1,3})(\d{1,7})$/.exec(address);
    const cell = at && cellOf(sheet[address] as CellObject, date1904);
    if (!at || !cell) continue;
    const [row, column] = [Number(at[2]), columnNumber(at[1])];
    const cells = rows.get(row) ?? new Map<number, Cell>();
    rows.set(row, cells.set(column, cell));
  }
  const sorted = [...rows].sort(([a], [b]) => a - b);
  return {
    rows: new Map(sorted.map(([row, cells]) => [row, new Map([...cells].sort(([a], [b]) => a - b))])),
    merged: (sheet['!merges'] ?? []).map(({ s, e }) => ({
      row: s.r + 1,
      column: s.c + 1,
      lastRow: e.r + 1,
      range: `${addressOf(s.r + 1, s.c + 1)}:${addressOf(e.r + 1, e.c + 1)}`,
    })),
    hiddenRows: hiddenIn(sheet['!rows']),
    hiddenColumns: hiddenIn(sheet['!cols']),
  };
}

/** `C5` for row 5, column 3. */
export function addressOf(row: number, column: number): string {
  let letters = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${row}`;
}

/**
 * The date a serial number of Excel stands for, in the 1900 or 1904 system; undefined outside 1900-03-01 to 9999-12-31.
 * Before March 1900 Excel counts a 29 February that never was.
 */
export function dateOfSerial(serial: number, date1904: boolean): string | undefined {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (!(days >= 61 && days <= 2_958_465)) return undefined;
  const date = new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10);
  return isCivilDate(date) ? date : undefined;
}

function cellOf(cell: CellObject, date1904: boolean): Cell | undefined {
  switch (cell.t) {
    case 's':
      return typeof cell.v === 'string' && cell.v.trim() !== '' ? { type: 'text', value: cell.v } : undefined;
    case 'n':
      return typeof cell.v === 'number' && Number.isFinite(cell.v)
        ? numberCell(cell.v, String(cell.z ?? ''), date1904)
        : { type: 'error', value: '#?' };
    case 'b':
      return { type: 'boolean', value: cell.v === true };
    case 'e':
      return { type: 'error', value: ERRORS[Number(cell.v)] ?? '#ERROR' };
    case 'z':
      return cell.f === undefined ? undefined : { type: 'uncalculated' };
    default:
      return { type: 'error', value: '#?' };
  }
}

function numberCell(value: number, format: string, date1904: boolean): Cell {
  const date = isDateFormat(format) ? dateOfSerial(value, date1904) : undefined;
  return date === undefined
    ? { type: 'number', value, format }
    : { type: 'date', value: date, time: !Number.isInteger(value) };
}

/** Whether a number format shows a date: y, d or an era letter outside quotes, brackets and escapes. */
function isDateFormat(format: string): boolean {
  if (/^general$/i.test(format)) return false;
  const bare = format.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[[^\]]*\]/g, '');
  return /[ydge]/i.test(bare.replace(/e[+-]/gi, '')) && !/[#%?]/.test(bare);
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

/** By keys, not by length: a sheet may claim a row number of four thousand million. */
function hiddenIn(list: readonly ({ hidden?: boolean } | null | undefined)[] | undefined): Set<number> {
  const hidden = Object.keys(list ?? []).filter((key) => list?.[Number(key)]?.hidden);
  return new Set(hidden.map((key) => Number(key) + 1));
}
