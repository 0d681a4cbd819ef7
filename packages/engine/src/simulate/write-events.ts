import { MOST_EVENTS, MOST_LINES } from '../formula/kernel/events/places.ts';
import type { ClaimWriter, EventWriter, KernelEvents } from '../formula/kernel/frames.ts';
import type { Group, Line } from '../model/model.ts';
import { addEvent, type EventTable, reserveLines, TableFull } from '../terms/lines.ts';
import type { ClaimBatch, EventBatch } from './group-frames.ts';
import { type PlayedBlock, reservePlayed } from './played-block.ts';
import { columnsOfLine, settledLine, writeLine } from './write-line.ts';

/**
 * Adds events of a batch, from place `from` to below `to`, with their own lines to those of the block. An event with a fact of
 * `small` is only summed up, unless it is severe or at place `claimed`: that one somebody claims for.
 */
export type WriteEvents = (
  played: PlayedBlock,
  from: number,
  to: number,
  claimed: number,
  small: number,
) => void;

/** The plain reference of the writer. */
export function referenceWriter(
  group: Group,
  { row, index, moment }: EventBatch,
  columns: readonly Float64Array[],
): WriteEvents {
  const lines = group.lines.map((line) => columnsOfLine(line, columns));
  const hours = group.outageHours && columns[group.outageHours.index];
  const severe = group.severe && columns[group.severe.index];
  const sumOf = (k: number): number => {
    const amounts = lines.map((line) => settledLine(line, k, 1));
    return amounts.reduce((sum, amount) => (amount > 0 ? sum + amount : sum), 0);
  };
  return (played, from, to, claimed, small) => {
    const { table } = played;
    reservePlayed(played, to - from);
    for (let k = from; k < to; k++) {
      const facts = factsOf(group, columns, k);
      const isSevere = severe !== undefined && severe[k] !== 0;
      if ((facts & small) !== 0 && !isSevere && k !== claimed) {
        played.small[Math.floor(moment[k])] += sumOf(k);
        continue;
      }
      const event = addEvent(table, moment[k], hours ? hours[k] : 0);
      played.row[event] = group.rows[row[k]].number;
      played.index[event] = index[k];
      played.severe[event] = isSevere ? 1 : 0;
      table.flags[event * table.flagWords] = facts;
      reserveLines(table, lines.length);
      for (const line of lines) writeLine(table, line, k, line.claim, -1, 1);
      table.firstLine[event + 1] = table.lines;
    }
  };
}

/** Adds the claims at places `from` to below `to`, numbered from `claim` on, to the event written last. */
export type WriteClaims = (table: EventTable, from: number, to: number, claim: number) => void;

/** The plain reference of the writer of claims. */
export function referenceClaimWriter(
  lines: readonly Line[],
  { partners, weights }: Pick<ClaimBatch, 'partners' | 'weights'>,
  columns: readonly Float64Array[],
): WriteClaims {
  const all = lines.map((line) => columnsOfLine(line, columns));
  return (table, from, to, claim) => {
    reserveLines(table, (to - from) * all.length);
    for (let k = from; k < to; k++)
      for (const line of all)
        writeLine(table, line, k, claim + k - from, line.own ? -1 : partners[k], weights[k]);
    table.firstLine[table.events] = table.lines;
  };
}

/** The kernel as the writer of events into its own memory, as long as there is room. */
export function kernelWriter({ write, lines }: EventWriter, { counts }: KernelEvents): WriteEvents {
  return ({ table }, from, to, claimed, small) => {
    const events = to - from;
    if (table.events + events > MOST_EVENTS) throw new TableFull();
    enter(table, counts, events * lines);
    write(from, to, claimed, small);
    leave(table, counts);
  };
}

/** The same for claims. */
export function kernelClaimWriter({ write, lines }: ClaimWriter, { counts }: KernelEvents): WriteClaims {
  return (table, from, to, claim) => {
    enter(table, counts, (to - from) * lines);
    write(from, to, claim);
    leave(table, counts);
  };
}

function enter(table: EventTable, counts: Int32Array, lines: number): void {
  if (table.lines + lines > MOST_LINES) throw new TableFull();
  counts[0] = table.events;
  counts[1] = table.lines;
}

function leave(table: EventTable, counts: Int32Array): void {
  table.events = counts[0];
  table.lines = counts[1];
}

/** The facts of event `k` of a batch, one bit each. */
function factsOf(group: Group, columns: readonly Float64Array[], k: number): number {
  let flags = 0;
  for (const { bit, ref } of group.facts) if (columns[ref.index][k] !== 0) flags |= 1 << bit;
  return flags;
}
