import { createEventTable, type EventTable } from '../terms/lines.ts';

/** The events of one block, with what the terms and the measures need to know of each. */
export type PlayedBlock = {
  readonly table: EventTable;
  /** By event: number of its row among all rows, its index within row and block, and whether it is severe. */
  row: Int32Array;
  index: Int32Array;
  severe: Uint8Array;
  /** Order of events by time; those of year y are `order[firstOfYear[y] … firstOfYear[y + 1])`. */
  order: Int32Array;
  readonly firstOfYear: Int32Array;
  /** Scratch of {@link sortByTime}. */
  readonly next: Int32Array;
};

const FIRST_ROOM = 1024;

export function createPlayedBlock(flagWords: number, years: number): PlayedBlock {
  return {
    table: createEventTable(flagWords, FIRST_ROOM),
    row: new Int32Array(FIRST_ROOM),
    index: new Int32Array(FIRST_ROOM),
    severe: new Uint8Array(FIRST_ROOM),
    order: new Int32Array(FIRST_ROOM),
    firstOfYear: new Int32Array(years + 1),
    next: new Int32Array(years + 1),
  };
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
}

function grow(played: PlayedBlock): void {
  const n = played.row.length * 2;
  const larger = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
    to.set(from);
    return to;
  };
  played.row = larger(played.row, new Int32Array(n));
  played.index = larger(played.index, new Int32Array(n));
  played.severe = larger(played.severe, new Uint8Array(n));
}
