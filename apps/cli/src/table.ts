import Table from 'cli-table3';

/** A table for a terminal; full-width text is aligned, figures stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const last = head.length - 1;
  const drawn = new Table({
    head: [...head],
    colAligns: head.map((_, i) =>
      i === 0 || (i < last && head.length > 2 && isText(rows, i)) ? 'left' : 'right',
    ),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) drawn.push([...row]);
  return drawn.toString();
}

/** Whether a column holds words rather than figures. */
function isText(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.some((row) => row[column] !== '' && !/[0-9]/.test(row[column]));
}
