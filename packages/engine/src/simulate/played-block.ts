import type { KernelEvents } from '../formula/kernel/frames.ts';
import { createEventTable, type EventTable } from '../terms/lines.ts';

/** The events of one block, with what the terms and the measures need to know of each. */
export type PlayedBlock = {
  readonly table: EventTable;
  /** By event: number of its row among all rows, its index within row and block, and whether it is severe. */
  row: Int32Array;
  index: Int32Array;
  severe: Int32Array;
  /** Order of events by time; those of year y are `order[firstOfYear[y] … firstOfYear[y + 1])`. */
  order: Int32Array;
  readonly firstOfYear: Int32Array;
  /** By year: yen of the events that were only summed up. */
  readonly small: Float64Array;
  /** Years that have events of their own: how many, their numbers, and the first of `order` of each. */
  openYears: number;
  readonly open: Int32Array;
  readonly firstOfOpen: Int32Array;
  /** Scratch of {@link sortByTime}. */
  readonly next: Int32Array;
};

const FIRST_ROOM = 1024;

export function createPlayedBlock(flagWords: number, years: number): PlayedBlock {
  return {
    table: createEventTable(flagWords, FIRST_ROOM),
    row: new Int32Array(FIRST_ROOM),
    index: new Int32Array(FIRST_ROOM),
    severe: new Int32Array(FIRST_ROOM),
    order: new Int32Array(FIRST_ROOM),
    firstOfYear: new Int32Array(years + 1),
    small: new Float64Array(years),
    openYears: 0,
    open: new Int32Array(years),
    firstOfOpen: new Int32Array(years + 1),
    next: new Int32Array(years + 1),
  };
}

/** The events of a block in the memory of a kernel; there must be one flag word for the facts, and more for predicates. */
export function playedInKernel(events: KernelEvents, flagWords: number, years: number): PlayedBlock {
  const { facts, small, firstOfYear, open, firstOfOpen, next, row, index, severe, order, ...columns } =
    events;
  const flags = flagWords === 1 ? facts : new Int32Array(facts.length * flagWords);
  return {
    table: { ...columns, events: 0, lines: 0, flags, flagWords },
    row,
    index,
    severe,
    order,
    openYears: 0,
    small: small.subarray(0, years),
    firstOfYear,
    open,
    firstOfOpen,
    next,
  };
}

/** Puts the events of a block that the kernel wrote in order, their facts among their flags. */
export function orderInKernel({ counts, facts, sort }: KernelEvents, played: PlayedBlock): void {
  const { table } = played;
  counts[0] = table.events;
  played.openYears = sort();
  if (table.flagWords === 1) return;
  table.flags.fill(0, 0, table.events * table.flagWords);
  for (let e = 0; e < table.events; e++) table.flags[e * table.flagWords] = facts[e];
}

/** Makes room for what is noted of some events more. */
export function reservePlayed(played: PlayedBlock, events: number): void {
  while (played.table.events + events > played.row.length) grow(played);
}

/** Counting sort by year, then insertion sort by time within the year; ties by row and index, never by place. */
export function sortByTime(played: PlayedBlock): void {
  const { table, firstOfYear, next, row, index } = played;
  const { time } = table;
  const n = table.events;
  if (played.order.length < n) played.order = new Int32Array(n * 2);
  const { order } = played;
  const years = firstOfYear.length - 1;
  firstOfYear.fill(0);
  for (let e = 0; e < n; e++) firstOfYear[Math.floor(time[e]) + 1] += 1;
  for (let y = 0; y < years; y++) firstOfYear[y + 1] += firstOfYear[y];
  next.set(firstOfYear);
  for (let e = 0; e < n; e++) order[next[Math.floor(time[e])]++] = e;
  const after = (a: number, b: number): boolean =>
    time[a] > time[b] ||
    (time[a] === time[b] && (row[a] > row[b] || (row[a] === row[b] && index[a] > index[b])));
  for (let y = 0; y < years; y++) {
    if (firstOfYear[y + 1] - firstOfYear[y] < 2) continue;
    for (let i = firstOfYear[y] + 1; i < firstOfYear[y + 1]; i++) {
      const e = order[i];
      let j = i - 1;
      for (; j >= firstOfYear[y] && after(order[j], e); j--) order[j + 1] = order[j];
      order[j + 1] = e;
    }
  }
  noteOpenYears(played);
}

function noteOpenYears(played: PlayedBlock): void {
  const { firstOfYear, open, firstOfOpen } = played;
  let count = 0;
  for (let year = 0; year < open.length; year++) {
    if (firstOfYear[year] === firstOfYear[year + 1]) continue;
    open[count++] = year;
    firstOfOpen[count] = firstOfYear[year + 1];
  }
  played.openYears = count;
}

function grow(played: PlayedBlock): void {
  const n = played.row.length * 2;
  const larger = (from: Int32Array): Int32Array => {
    const to = new Int32Array(n);
    to.set(from);
    return to;
  };
  played.row = larger(played.row);
  played.index = larger(played.index);
  played.severe = larger(played.severe);
}
