/** A row of a table with the line of the file it begins at. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** Reads comma-separated text (RFC 4180): quoted cells may hold commas, quotes and line ends. Empty lines are left out. */
export function readCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let start = 1;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== ''))
      rows.push({ line: start, cells: cells.map((one) => one.trim()) });
    cells = [];
    cell = '';
  };
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source[i + 1] === '"') cell += source[++i];
      else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (char === ',') {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') {
      endRow();
      start = line;
    } else cell += char;
  }
  endRow();
  return rows;
}
