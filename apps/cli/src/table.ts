import Table from 'cli-table3';
import { COLUMNS, widthOf, wrap } from './width.ts';

/** What stands around the text of a cell: one border and a space on either side. */
const AROUND = 3;
/** No column of words becomes narrower than this. */
const NARROWEST = 12;

/** A table for a terminal; full-width text is aligned, figures stand to the right, long words are broken. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columnWidths(head, rows);
  const drawn = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (isWords(rows, i) ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) drawn.push(row.map((text, i) => wrap(text, { columns: widths[i] })));
  return drawn.toString();
}

/** As wide as the text; where that is too wide for a terminal, the widest column of words gives way. */
function columnWidths(head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const widths = head.map((title, i) => Math.max(...[title, ...rows.map((row) => row[i])].map(widthOf)));
  const over = widths.reduce((sum, width) => sum + width + AROUND, 1) - COLUMNS;
  const words = head.map((_, i) => i).filter((i) => isWords(rows, i));
  const widest = words.reduce((a, b) => (widths[b] > widths[a] ? b : a), words[0] ?? 0);
  if (over > 0) widths[widest] = Math.max(NARROWEST, widths[widest] - over);
  return widths;
}

/** An amount, a band of amounts or a share, in either language. Names and clauses begin with a letter. */
const FIGURE = /^[約±−-]?¥?\d/;

/** Whether a column holds words rather than figures; the first one always does. */
function isWords(rows: readonly (readonly string[])[], column: number): boolean {
  return column === 0 || rows.some((row) => row[column] !== '' && !FIGURE.test(row[column]));
}
