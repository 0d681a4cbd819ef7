import type { Line } from '../model/model.ts';
import { type EventTable, MOST_LINE } from '../terms/lines.ts';

/** A line with the columns its values stand in, looked up once. */
export type LineColumns = Line & {
  readonly amounts: Float64Array;
  readonly unitsOf: Float64Array | undefined;
  readonly from: Float64Array | undefined;
  readonly to: Float64Array | undefined;
};

export function columnsOfLine(line: Line, columns: readonly Float64Array[]): LineColumns {
  const of = (ref: Line['units']) => (ref ? columns[ref.index] : undefined);
  return {
    ...line,
    amounts: columns[line.amount.index],
    unitsOf: of(line.units),
    from: of(line.fromHour),
    to: of(line.toHour),
  };
}

/** Whole yen of element `k` of a line for a weight. */
export function settledLine({ amounts }: LineColumns, k: number, weight: number): number {
  return Math.min(MOST_LINE, Math.floor(amounts[k] * weight + 0.5));
}

/**
 * Adds a line to the last event of a table of played events: element `k` of the columns, settled to whole yen. The day
 * of a line stays 0, there must be room (`reserveLines`), and `firstLine` is brought up to date when the event is complete.
 */
export function writeLine(
  table: EventTable,
  line: LineColumns,
  k: number,
  claim: number,
  partner: number,
  weight: number,
): void {
  const amount = settledLine(line, k, weight);
  if (!(amount > 0) && !line.keepEmpty) return;
  const l = table.lines++;
  table.slot[l] = line.slot;
  table.claim[l] = claim;
  table.partner[l] = partner;
  table.amount[l] = amount;
  table.units[l] = line.unitsOf ? Math.floor(line.unitsOf[k] + 0.5) : 0;
  table.lineFlags[l] = line.flags;
  table.weight[l] = weight;
  table.fromHour[l] = line.from ? line.from[k] : 0;
  table.toHour[l] = line.to ? line.to[k] : 0;
}
