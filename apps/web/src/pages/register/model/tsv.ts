/**
 * Cells copied from a spreadsheet: tabs between columns, line ends between rows, and quotes around a cell that holds either
 * (a quote inside is doubled). A last empty line is none.
 *
 * @example readTsv('甲\t"1\n2"\n') // [['甲', '1\n2']]
 */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const plain = text.replace(/\r\n?/g, '\n');
  const end = () => {
    rows[rows.length - 1].push(cell);
    cell = '';
  };
  for (let i = 0; i < plain.length; i++) {
    const char = plain[i];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (plain[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && cell === '' && closes(plain, i)) quoted = true;
    else if (char === '\t') end();
    else if (char === '\n') {
      end();
      rows.push([]);
    } else cell += char;
  }
  end();
  const last = rows[rows.length - 1];
  if (rows.length > 1 && last.length === 1 && last[0] === '') rows.pop();
  return rows;
}

/** Whether a quote that opens a cell also closes it: before a tab, a line end or the end. */
function closes(text: string, from: number): boolean {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] === '"') i++;
    else return i + 1 === text.length || text[i + 1] === '\t' || text[i + 1] === '\n';
  }
  return false;
}

/** Cells as a spreadsheet takes them. */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  const cellOf = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cellOf).join('\t')).join('\n');
}
