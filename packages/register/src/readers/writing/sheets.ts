import type { Cell, Workbook, Worksheet } from 'exceljs';
import { COMPANY_SHEET, type Column, companyColumns, type SheetPlan } from '../../columns.ts';
import { valueAt } from '../../path.ts';
import type { Leaf } from '../../shape.ts';
import type { Lexicon } from '../../vocabulary.ts';
import { addressOf } from '../grid.ts';
import { columnFormat, contentOf } from './cell-content.ts';
import { BOLD, columnWidth, FONT, headingNote, OPTIONAL_FILL, QUIET, REQUIRED_FILL, RULE } from './style.ts';
import { type ListRanges, validationOf } from './validation.ts';

/** What all sheets of a workbook share. */
export type Sheets = {
  readonly book: Workbook;
  readonly lexicon: Lexicon;
  readonly ranges: ListRanges;
  /** Last row prepared with drop-downs and formats. */
  readonly lastRow: number;
};

/** Writes the sheet 会社: label, value, explanation. */
export function addCompanySheet({ book, lexicon, ranges }: Sheets, company: unknown): void {
  const sheet = book.addWorksheet(COMPANY_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.getColumn(1).width = 32;
  sheet.getColumn(2).width = 36;
  sheet.getColumn(3).width = 70;
  const head = sheet.addRow(['項目', '入力', '説明']);
  head.font = BOLD;
  head.eachCell((cell) => {
    cell.fill = OPTIONAL_FILL;
    cell.border = RULE;
  });
  companyColumns.forEach((column, i) => {
    const row = i + 2;
    const label = sheet.getCell(row, 1);
    label.value = column.heading;
    label.font = column.required ? BOLD : FONT;
    label.fill = column.required ? REQUIRED_FILL : OPTIONAL_FILL;
    const cell = sheet.getCell(row, 2);
    cell.font = FONT;
    cell.numFmt = columnFormat(column.leaf);
    cell.alignment = { horizontal: 'left', wrapText: true, vertical: 'top' };
    const validation = validationOf(column.leaf, addressOf(row, 2), ranges);
    if (validation) cell.dataValidation = validation;
    fill(cell, column.leaf, startValue(column, company), lexicon);
    const about = sheet.getCell(row, 3);
    about.value = headingNote(column).replaceAll('\n', '。');
    about.font = QUIET;
    about.alignment = { wrapText: true, vertical: 'top' };
  });
}

/** Writes the sheet of a table: headings with notes, prepared rows, and the rows of the company. */
export function addTableSheet(sheets: Sheets, plan: SheetPlan, rows: readonly unknown[]): void {
  const sheet = sheets.book.addWorksheet(plan.name, { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] });
  for (const [i, column] of plan.columns.entries()) addColumn(sheet, column, i + 1, sheets);
  rows.forEach((row, i) => {
    plan.columns.forEach(({ path, leaf }, j) => {
      fill(sheet.getCell(i + 2, j + 1), leaf, valueAt(row, path), sheets.lexicon);
    });
  });
}

function addColumn(sheet: Worksheet, column: Column, at: number, { ranges, lastRow }: Sheets): void {
  const { leaf, heading, required } = column;
  const whole = sheet.getColumn(at);
  whole.width = columnWidth(column);
  whole.numFmt = columnFormat(leaf);
  whole.font = FONT;
  whole.alignment = { vertical: 'top', wrapText: leaf.list || leaf.kind === 'text' };
  const cell = sheet.getCell(1, at);
  cell.value = heading;
  cell.numFmt = '@';
  cell.font = BOLD;
  cell.fill = required ? REQUIRED_FILL : OPTIONAL_FILL;
  cell.border = RULE;
  cell.alignment = { vertical: 'middle' };
  cell.note = { texts: [{ text: headingNote(column) }], margins: { insetmode: 'auto' } };
  const first = addressOf(2, at);
  const validation = validationOf(leaf, first, ranges);
  // The typings know validations of cells only; a range keeps a prepared column to one entry.
  const validations = (sheet as unknown as { dataValidations: { add(range: string, value: unknown): void } })
    .dataValidations;
  if (validation) validations.add(`${first}:${addressOf(lastRow, at)}`, validation);
}

/** Leaves the cell untouched where there is no value, so that the column's format shows. */
function fill(cell: Cell, leaf: Leaf, value: unknown, lexicon: Lexicon): void {
  if (value === undefined) return;
  const content = contentOf(leaf, value, lexicon);
  cell.value = content.value;
  if (content.format !== undefined) cell.numFmt = content.format;
}

/** The template comes with its format filled in; a person could not guess it. */
function startValue({ leaf, path }: Column, company: unknown): unknown {
  return company === undefined && leaf.kind === 'literal' ? leaf.values[0] : valueAt(company, path);
}
