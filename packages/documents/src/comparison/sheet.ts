import type { Worksheet } from 'exceljs';
import { COLOUR, FONT, fitHeights, styleCells, styleTable } from './style.ts';
import type { Say } from './words.ts';

/** Yen with separators. */
export const YEN = '#,##0';

export function finish(sheet: Worksheet, headRow: number, frozenColumns: number): void {
  styleTable(sheet, headRow, frozenColumns);
  styleCells(sheet, headRow + 1);
  fitHeights(sheet, headRow + 1);
}

export function styleRow(sheet: Worksheet, row: number): void {
  sheet.getRow(row).eachCell((cell) => {
    cell.font = { name: FONT, size: 10 };
    cell.alignment = { vertical: 'top', wrapText: true };
    cell.border = { bottom: { style: 'thin', color: { argb: COLOUR.line } } };
  });
}

export function setWidths(sheet: Worksheet, widths: readonly number[]): void {
  widths.forEach((width, i) => {
    sheet.getColumn(i + 1).width = width;
  });
}

export function shown(value: unknown, say: Say): string | number {
  if (value === null || value === undefined) return say('none');
  if (value === true) return say('yes');
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.join('、') : String(value);
}
