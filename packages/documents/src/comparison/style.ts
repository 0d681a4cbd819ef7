import type { Fill, Worksheet } from 'exceljs';

/** Colours of the workbook (ARGB): quiet enough to print, told apart in grey by the marks beside them. */
export const COLOUR = {
  covered: 'FFE3F4E8',
  limited: 'FFFFF4D6',
  not_covered: 'FFFBE3E1',
  not_stated: 'FFECEEF1',
  head: 'FF1F3A5F',
  headText: 'FFFFFFFF',
  differs: 'FF9A5B00',
  line: 'FFC9CED6',
  quiet: 'FF5C6670',
} as const;

export const FONT = 'BIZ UDPGothic';

export function fill(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** The head of a table: dark, bold, repeated on every printed page, and what lies above and left of it stays in view. */
export function styleTable(sheet: Worksheet, headRow: number, frozenColumns: number): void {
  const row = sheet.getRow(headRow);
  row.eachCell({ includeEmpty: false }, (cell) => {
    cell.font = { name: FONT, bold: true, color: { argb: COLOUR.headText } };
    cell.fill = fill(COLOUR.head);
    cell.alignment = { vertical: 'middle', wrapText: true };
  });
  sheet.views = [{ state: 'frozen', xSplit: frozenColumns, ySplit: headRow, showGridLines: false }];
  sheet.pageSetup = {
    orientation: 'landscape',
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.2, footer: 0.3 },
    printTitlesRow: `1:${headRow}`,
  };
  sheet.headerFooter = { oddFooter: '&L&A&R&P / &N' };
}

/** The cells of a table: one font, wrapped text, thin lines. */
export function styleCells(sheet: Worksheet, fromRow: number): void {
  for (let r = fromRow; r <= sheet.rowCount; r++) {
    sheet.getRow(r).eachCell({ includeEmpty: true }, (cell) => {
      cell.font = { name: FONT, size: 10, ...cell.font };
      cell.alignment = { vertical: 'top', wrapText: true, ...cell.alignment };
      cell.border = { bottom: { style: 'thin', color: { argb: COLOUR.line } } };
    });
  }
}

/** Characters a full-width column of this width holds on a line; rows are given the height their longest cell needs. */
export function fitHeights(sheet: Worksheet, fromRow: number): void {
  for (let r = fromRow; r <= sheet.rowCount; r++) {
    let lines = 1;
    sheet.getRow(r).eachCell((cell, column) => {
      const width = sheet.getColumn(column).width ?? 10;
      const rows = String(cell.value ?? '')
        .split('\n')
        .reduce((sum, text) => sum + Math.max(1, Math.ceil(widthOf(text) / Math.max(1, width - 2))), 0);
      lines = Math.max(lines, rows);
    });
    sheet.getRow(r).height = Math.min(400, lines * 15 + 4);
  }
}

/** Width of a text in half-width characters. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) > 0xff ? 2 : 1;
  return width;
}
