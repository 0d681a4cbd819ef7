import { settleYen } from '@sonae/core';
import type { EventTable } from '../../terms/lines.ts';
import { blockOf, type Plan } from '../plan.ts';
import type { PlayedBlock } from '../played-block.ts';
import { addEvents, createTable } from './event-columns.ts';

/** Years with the events that terms can touch, so that other terms can meet the very same events. */
export type KeptYears = {
  readonly years: number;
  /** By year: yen of the incidents no term ever touches, which are summed up. */
  readonly small: Float64Array;
  /** Numbers of the years that have events, ascending. */
  readonly open: Int32Array;
  /** First event of each open year; one more entry than open years. */
  readonly firstOfYear: Int32Array;
  /** The events, year by year in the order of their times; only the facts are among their flags. */
  readonly table: EventTable;
  /** By event: number of its row of the model, and whether it is severe. */
  readonly row: Int32Array;
  readonly severe: Uint8Array;
};

/** The years of a simulation with their events: those that are pooled, and what is left of the first block of each world. */
export type Kept = { readonly pooled: KeptYears; readonly rest: KeptYears };

/**
 * Takes down the events of a played block.
 *
 * @param untouched facts, as bits, that shut an event out of every policy; without partners it is then only summed up
 */
export function keepBlock(played: PlayedBlock, untouched: number): KeptYears {
  const { table, order, firstOfYear } = played;
  const years = firstOfYear.length - 1;
  const small = played.small.slice();
  const chosen: number[] = [];
  const open: number[] = [];
  const firsts = [0];
  for (let year = 0; year < years; year++) {
    for (let i = firstOfYear[year]; i < firstOfYear[year + 1]; i++) {
      const event = order[i];
      if (isSmall(played, event, untouched)) small[year] += grossOf(table, event);
      else chosen.push(event);
    }
    if (chosen.length > firsts[firsts.length - 1]) {
      open.push(year);
      firsts.push(chosen.length);
    }
  }
  const kept = createTable(table, chosen);
  for (const event of chosen) addEvents(kept, table, event, event + 1);
  return {
    years,
    small,
    open: Int32Array.from(open),
    firstOfYear: Int32Array.from(firsts),
    table: kept,
    row: Int32Array.from(chosen, (event) => played.row[event]),
    severe: Uint8Array.from(chosen, (event) => played.severe[event]),
  };
}

/** Puts the blocks of a plan, in their order, together: pooled years by their numbers, the others world by world. */
export function gatherKept(plan: Plan, blocks: readonly KeptYears[]): Kept {
  const planned = blocks.map((kept, block) => ({ kept, ...blockOf(plan, block) }));
  const pooled = planned.toSorted((a, b) => a.offset - b.offset || a.block - b.block);
  return {
    pooled: join(pooled.map(({ kept, pooled }) => ({ kept, from: 0, to: pooled }))),
    rest: join(
      planned
        .filter(({ first }) => first)
        .map(({ kept, pooled }) => ({ kept, from: pooled, to: plan.blockYears })),
    ),
  };
}

type Stretch = { readonly kept: KeptYears; readonly from: number; readonly to: number };

/** Stretches of years one after the other, numbered anew. */
function join(stretches: readonly Stretch[]): KeptYears {
  const small = new Float64Array(stretches.reduce((sum, { from, to }) => sum + to - from, 0));
  const places = stretches.map(({ kept, from, to }) => {
    const [first, last] = [
      kept.open.findIndex((year) => year >= from),
      kept.open.findLastIndex((year) => year < to),
    ];
    const some = first >= 0 && last >= first;
    return {
      first,
      last: some ? last : first - 1,
      events: some ? ([kept.firstOfYear[first], kept.firstOfYear[last + 1]] as const) : ([0, 0] as const),
    };
  });
  const count = places.reduce((sum, { events: [from, to] }) => sum + to - from, 0);
  const openYears = places.reduce((sum, { first, last }) => sum + Math.max(0, last - first + 1), 0);
  const lines = stretches.reduce((sum, { kept: { table } }, s) => {
    const [from, to] = places[s].events;
    return sum + table.firstLine[to] - table.firstLine[from];
  }, 0);
  const joined: KeptYears = {
    years: small.length,
    small,
    open: new Int32Array(openYears),
    firstOfYear: new Int32Array(openYears + 1),
    table: createTable(stretches[0]?.kept.table, count, lines),
    row: new Int32Array(count),
    severe: new Uint8Array(count),
  };
  let year = 0;
  let place = 0;
  stretches.forEach(({ kept, from, to }, s) => {
    small.set(kept.small.subarray(from, to), year);
    const { first, last, events } = places[s];
    const event = joined.table.events;
    joined.row.set(kept.row.subarray(...events), event);
    joined.severe.set(kept.severe.subarray(...events), event);
    addEvents(joined.table, kept.table, ...events);
    for (let i = first; i <= last && i >= 0; i++) {
      joined.open[place] = kept.open[i] - from + year;
      joined.firstOfYear[++place] = kept.firstOfYear[i + 1] - events[0] + event;
    }
    year += to - from;
  });
  return joined;
}

/** Some of the open years alone, by their places among the open years. */
export function someOpenYears(kept: KeptYears, places: Int32Array): KeptYears {
  const { firstOfYear, table } = kept;
  const events: number[] = [];
  const firsts = new Int32Array(places.length + 1);
  places.forEach((place, i) => {
    for (let e = firstOfYear[place]; e < firstOfYear[place + 1]; e++) events.push(e);
    firsts[i + 1] = events.length;
  });
  const chosen = createTable(table, events);
  for (const event of events) addEvents(chosen, table, event, event + 1);
  return {
    years: kept.years,
    small: kept.small,
    open: places.map((place) => kept.open[place]),
    firstOfYear: firsts,
    table: chosen,
    row: Int32Array.from(events, (event) => kept.row[event]),
    severe: Uint8Array.from(events, (event) => kept.severe[event]),
  };
}

function isSmall({ table, severe }: PlayedBlock, event: number, untouched: number): boolean {
  if ((table.flags[event * table.flagWords] & untouched) === 0 || severe[event] !== 0) return false;
  for (let l = table.firstLine[event]; l < table.firstLine[event + 1]; l++)
    if (table.partner[l] >= 0) return false;
  return true;
}

function grossOf({ firstLine, amount }: EventTable, event: number): number {
  let gross = 0;
  for (let l = firstLine[event]; l < firstLine[event + 1]; l++) gross += amount[l];
  return settleYen(gross);
}
