import type { EventTable } from '../../terms/lines.ts';

const LINE_NUMBERS = ['slot', 'claim', 'partner', 'lineFlags'] as const;
const LINE_AMOUNTS = ['amount', 'units', 'weight', 'fromHour', 'toHour', 'day'] as const;

/** An empty table with room for just so many events and lines: of a list of events of another table, or by number. */
export function createTable(
  from: EventTable | undefined,
  events: number | readonly number[],
  lines?: number,
): EventTable {
  const count = typeof events === 'number' ? events : events.length;
  const room =
    lines ??
    (from && typeof events !== 'number'
      ? events.reduce((sum, event) => sum + from.firstLine[event + 1] - from.firstLine[event], 0)
      : 0);
  return {
    events: 0,
    firstLine: new Int32Array(count + 1),
    time: new Float64Array(count),
    series: new Int32Array(count),
    flags: new Int32Array(count),
    flagWords: 1,
    outageHours: new Float64Array(count),
    lines: 0,
    slot: new Int32Array(room),
    claim: new Int32Array(room),
    partner: new Int32Array(room),
    amount: new Float64Array(room),
    units: new Float64Array(room),
    lineFlags: new Int32Array(room),
    weight: new Float64Array(room),
    fromHour: new Float64Array(room),
    toHour: new Float64Array(room),
    day: new Float64Array(room),
  };
}

/** Adds the events from `from` to below `to` of another table with their lines; of the flags, only the facts. */
export function addEvents(table: EventTable, source: EventTable, from: number, to: number): void {
  const at = table.events;
  const [firstLine, lastLine] = [source.firstLine[from], source.firstLine[to]];
  table.time.set(source.time.subarray(from, to), at);
  table.outageHours.set(source.outageHours.subarray(from, to), at);
  for (let event = from; event < to; event++) {
    const e = at + event - from;
    table.series[e] = e;
    table.flags[e] = source.flags[event * source.flagWords];
    table.firstLine[e + 1] = source.firstLine[event + 1] - firstLine + table.lines;
  }
  for (const name of LINE_NUMBERS) table[name].set(source[name].subarray(firstLine, lastLine), table.lines);
  for (const name of LINE_AMOUNTS) table[name].set(source[name].subarray(firstLine, lastLine), table.lines);
  table.events += to - from;
  table.lines += lastLine - firstLine;
}

/** Columns of a table, to be handed over instead of copied. */
export function columnsOf(table: EventTable): (Float64Array | Int32Array)[] {
  const { firstLine, time, series, flags, outageHours } = table;
  return [
    firstLine,
    time,
    series,
    flags,
    outageHours,
    ...LINE_NUMBERS.map((name) => table[name]),
    ...LINE_AMOUNTS.map((name) => table[name]),
  ];
}
