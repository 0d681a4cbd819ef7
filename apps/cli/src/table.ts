import Table from 'cli-table3';

/** A table for a terminal; full-width text is aligned, figures stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (i === 0 || isText(rows, i) ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) drawn.push([...row]);
  return drawn.toString();
}

/** An amount, a band of amounts or a share, in either language. Names and clauses begin with a letter. */
const FIGURE = /^[約±−-]?¥?\d/;

/** Whether a column holds words rather than figures. */
function isText(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.some((row) => row[column] !== '' && !FIGURE.test(row[column]));
}
