import type { Line } from '../model/model.ts';
import { addLine, type EventTable, MOST_LINE } from '../terms/lines.ts';

/** Adds a line to the last event of the table: element `k` of the columns, settled to whole yen. */
export function writeLine(
  table: EventTable,
  line: Line,
  columns: readonly Float64Array[],
  k: number,
  claim: number,
  partner: number,
  weight = 1,
): void {
  const amount = Math.min(MOST_LINE, Math.floor(columns[line.amount.index][k] * weight + 0.5));
  if (!(amount > 0) && !line.keepEmpty) return;
  const units = line.units ? Math.floor(columns[line.units.index][k] + 0.5) : 0;
  const l = addLine(table, line.slot, claim, partner, amount, units, line.flags);
  table.weight[l] = weight;
  if (line.toHour) table.toHour[l] = columns[line.toHour.index][k];
  if (line.fromHour) table.fromHour[l] = columns[line.fromHour.index][k];
}
