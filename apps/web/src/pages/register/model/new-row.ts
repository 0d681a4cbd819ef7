import type { ScreenTable } from './tables.ts';
import type { Tree } from './tree.ts';

/** A new row: with an id of its own where its table has ids that nobody chooses from a list. */
export function newRow(table: ScreenTable, rows: readonly Tree[]): Tree {
  const id = table.columns.find(({ key }) => key === 'id');
  if (!id || id.editor === 'choice') return {};
  const taken = new Set(rows.map((row) => row.id));
  let number = rows.length + 1;
  while (taken.has(`${table.id}-${number}`)) number++;
  return { id: `${table.id}-${number}` };
}
