/** Columns of the events of a block that the kernel writes, whole numbers or doubles, in the names of `terms/lines.ts`. */
const COLUMNS = {
  small: ['d', 'year'],
  firstOfYear: ['i', 'year'],
  next: ['i', 'year'],
  open: ['i', 'year'],
  firstOfOpen: ['i', 'year'],
  firstLine: ['i', 'event'],
  time: ['d', 'event'],
  series: ['i', 'event'],
  facts: ['i', 'event'],
  outageHours: ['d', 'event'],
  row: ['i', 'event'],
  index: ['i', 'event'],
  severe: ['i', 'event'],
  order: ['i', 'event'],
  slot: ['i', 'line'],
  claim: ['i', 'line'],
  partner: ['i', 'line'],
  amount: ['d', 'line'],
  units: ['d', 'line'],
  lineFlags: ['i', 'line'],
  weight: ['d', 'line'],
  fromHour: ['d', 'line'],
  toHour: ['d', 'line'],
  day: ['d', 'line'],
} as const;
type Columns = typeof COLUMNS;
export type EventColumn = keyof Columns;

/** Room for the events of a block. A block with more is left to the reference; what is not used costs no memory. */
export const MOST_EVENTS = 1 << 15;
export const MOST_LINES = 1 << 18;

/** Where the events of a block stand, and two words that count events and lines. */
export type EventPlaces = {
  readonly years: number;
  readonly counts: number;
  readonly columns: Readonly<Record<EventColumn, number>>;
};

export function layoutEvents(years: number, take: (bytes: number) => number): EventPlaces {
  const counts = take(8);
  const columns = eachColumn((kind, of) => take(lengthOf(of, years) * (kind === 'd' ? 8 : 4)));
  return { years, counts, columns };
}

/** The columns themselves, in a memory. */
export type EventColumns = {
  readonly [K in EventColumn]: Columns[K][0] extends 'd' ? Float64Array : Int32Array;
};

export function eventsIn(buffer: ArrayBuffer, { years, columns }: EventPlaces): EventColumns {
  return eachColumn((kind, of, name) =>
    kind === 'd'
      ? new Float64Array(buffer, columns[name], lengthOf(of, years))
      : new Int32Array(buffer, columns[name], lengthOf(of, years)),
  ) as EventColumns;
}

function eachColumn<T>(
  make: (kind: 'i' | 'd', of: 'year' | 'event' | 'line', name: EventColumn) => T,
): Record<EventColumn, T> {
  const made = Object.entries(COLUMNS).map(([name, [kind, of]]) => [
    name,
    make(kind, of, name as EventColumn),
  ]);
  return Object.fromEntries(made);
}

/** One more than there are: some columns say where the next one begins. */
function lengthOf(of: 'year' | 'event' | 'line', years: number): number {
  return { year: years, event: MOST_EVENTS, line: MOST_LINES }[of] + 1;
}
