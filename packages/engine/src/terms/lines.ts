/**
 * The events of one or more periods with their lines, column by column. Lines of an event are contiguous, those of
 * one claim within it too, and claims of one partner are neighbours.
 */
export type EventTable = {
  events: number;
  /** First line of each event; one more entry than events. */
  firstLine: Int32Array;
  /** Position within the period, for the order of events; ties by number. */
  time: Float64Array;
  /** Series of the event within its period (claims of one cause), its own number by default. */
  series: Int32Array;
  /** Flag words of the event, `flagWords` each. */
  flags: Int32Array;
  flagWords: number;
  /** Hours the outage lasted, 0 where there was none. */
  outageHours: Float64Array;

  lines: number;
  slot: Int32Array;
  claim: Int32Array;
  /** Partner of the line, −1 for none. */
  partner: Int32Array;
  amount: Float64Array;
  /** Persons, cards or firms the amount is for. */
  units: Float64Array;
  lineFlags: Int32Array;
  /** Like claims the line stands for: terms counted per claim count as often. 1 but for crowds of claimants. */
  weight: Float64Array;
  /** Hours after the start of the outage between which the loss of the line arises evenly. */
  fromHour: Float64Array;
  toHour: Float64Array;
  /** Days after the start of the window at which the cost arose. */
  day: Float64Array;
};

/** There is no more room for events, and none can be made. */
export class TableFull extends Error {}

/** Most a line may hold, 10 trillion yen: sums over the lines of a year stay whole numbers a double can hold. */
export const MOST_LINE = 1e13;

/** Flags of a line that policies and contracts ask for. */
export const LINE_FLAG = {
  /** Owed only because it was promised: agreed penalty beyond the loss, guarantees. */
  contractualOnly: 1,
  noConsent: 2,
  notOutsourced: 4,
} as const;

/** An empty table with room for a number of events and lines; it grows as needed. */
export function createEventTable(flagWords: number, events = 1024, lines = 8192): EventTable {
  return {
    events: 0,
    firstLine: new Int32Array(events + 1),
    time: new Float64Array(events),
    series: new Int32Array(events),
    flags: new Int32Array(events * flagWords),
    flagWords,
    outageHours: new Float64Array(events),
    lines: 0,
    slot: new Int32Array(lines),
    claim: new Int32Array(lines),
    partner: new Int32Array(lines),
    amount: new Float64Array(lines),
    units: new Float64Array(lines),
    lineFlags: new Int32Array(lines),
    weight: new Float64Array(lines),
    fromHour: new Float64Array(lines),
    toHour: new Float64Array(lines),
    day: new Float64Array(lines),
  };
}

/** Forgets the content and keeps the room. */
export function clearEvents(table: EventTable): void {
  table.events = 0;
  table.lines = 0;
}

/** Adds an event without lines; returns its number. */
export function addEvent(table: EventTable, time: number, outageHours: number): number {
  const e = table.events++;
  if (e >= table.time.length) growEvents(table);
  table.time[e] = time;
  table.series[e] = e;
  table.outageHours[e] = outageHours;
  for (let w = 0; w < table.flagWords; w++) table.flags[e * table.flagWords + w] = 0;
  table.firstLine[e] = table.lines;
  table.firstLine[e + 1] = table.lines;
  return e;
}

/** Adds a line to the last event; returns its number. */
export function addLine(
  table: EventTable,
  slot: number,
  claim: number,
  partner: number,
  amount: number,
  units = 0,
  lineFlags = 0,
): number {
  reserveLines(table, 1);
  const l = table.lines++;
  table.slot[l] = slot;
  table.claim[l] = claim;
  table.partner[l] = partner;
  table.amount[l] = amount;
  table.units[l] = units;
  table.lineFlags[l] = lineFlags;
  table.weight[l] = 1;
  table.fromHour[l] = 0;
  table.toHour[l] = 0;
  table.day[l] = 0;
  table.firstLine[table.events] = table.lines;
  return l;
}

type Column = Float64Array | Int32Array;

function grown<T extends Column>(column: T, length: number): T {
  const larger = new (column.constructor as new (length: number) => T)(length);
  larger.set(column as never);
  return larger;
}

function growEvents(table: EventTable): void {
  const n = table.time.length * 2;
  table.firstLine = grown(table.firstLine, n + 1);
  table.time = grown(table.time, n);
  table.series = grown(table.series, n);
  table.flags = grown(table.flags, n * table.flagWords);
  table.outageHours = grown(table.outageHours, n);
}

/** Makes room for some lines more. */
export function reserveLines(table: EventTable, lines: number): void {
  while (table.lines + lines > table.slot.length) growLines(table);
}

function growLines(table: EventTable): void {
  const n = table.slot.length * 2;
  table.slot = grown(table.slot, n);
  table.claim = grown(table.claim, n);
  table.partner = grown(table.partner, n);
  table.amount = grown(table.amount, n);
  table.units = grown(table.units, n);
  table.lineFlags = grown(table.lineFlags, n);
  table.weight = grown(table.weight, n);
  table.fromHour = grown(table.fromHour, n);
  table.toHour = grown(table.toHour, n);
  table.day = grown(table.day, n);
}
