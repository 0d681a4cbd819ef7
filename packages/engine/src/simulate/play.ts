import type { Ref } from '../formula/graph.ts';
import { type FrameRun, type Luck, prepareFrame } from '../formula/run.ts';
import { BLOCK_YEARS, type Group, type Model } from '../model/model.ts';
import { binomialQuantile, poissonQuantile } from '../random/counts.ts';
import { keyOf, philox, unit, words } from '../random/philox.ts';
import { gammaTable } from '../random/quantile-table.ts';
import { addEvent, addLine, clearEvents, createEventTable, type EventTable } from '../terms/lines.ts';
import {
  ALL_ONES,
  CLAIM_COUNT_SLOT,
  CLAIM_DRAW_SLOT,
  claimOwner,
  EVENT_SLOT,
  WORLD_OWNER,
} from './addresses.ts';
import { drawYearWeights, evenYears, momentAt } from './calendar.ts';

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
};

export type Player = {
  /** Plays the events of a block in a world. The result is overwritten by the next call. */
  play(block: number, world: number): PlayedBlock;
  /** The values of the world frame in a world, by node; overwritten by the next call. */
  worldValues(world: number): Readonly<Record<number, number>>;
};

/** Events computed together; small enough for the columns of a frame to stay in the cache. */
const BATCH = 256;

/** Prepares a model for playing with a seed. Flag words beyond the first are left for predicates. */
export function createPlayer(model: Model, seed: number, flagWords = 1): Player {
  const [key0, key1] = keyOf(seed);
  const table = createEventTable(flagWords);
  const played: PlayedBlock = {
    table,
    row: new Int32Array(1024),
    index: new Int32Array(1024),
    severe: new Uint8Array(1024),
    order: new Int32Array(1024),
    firstOfYear: new Int32Array(BLOCK_YEARS + 1),
  };
  const even = evenYears(BLOCK_YEARS);
  const clustered = evenYears(BLOCK_YEARS);
  const yearTable = model.yearShape > 0 ? gammaTable(model.yearShape) : undefined;

  const frames = model.groups.map((group) => prepareGroup(model, group));
  const worldFrame = prepareFrame(
    model.graph,
    0,
    [...frames.flatMap((frame) => frame.refs), ...Object.values(model.worldNames)],
    1,
  );
  const none: Float64Array[] = [];
  const zero = new Int32Array(1);
  const luckOf = (block: number, firstSlot: number, index: Int32Array, owner: Int32Array): Luck => ({
    key0,
    key1,
    block,
    firstSlot,
    index,
    owner,
  });
  const runWorld = (world: number): void =>
    worldFrame.run(
      1,
      none,
      zero,
      none,
      luckOf(ALL_ONES, 0, Int32Array.of(world), Int32Array.of(WORLD_OWNER)),
    );

  return {
    worldValues: (world) => {
      runWorld(world);
      return Float64Array.from(worldFrame.columns, (column) => column[0]);
    },
    play: (block, world) => {
      clearEvents(table);
      runWorld(world);
      if (yearTable) drawYearWeights(clustered, yearTable, block, key0, key1);
      for (const frame of frames) playGroup(frame, block);
      sortByTime(played);
      return played;
    },
  };

  function playGroup(frame: GroupFrames, block: number): void {
    const { group, rowFrame, eventFrame } = frame;
    const rows = group.rows.length;
    rowFrame.run(
      rows,
      worldFrame.columns,
      frame.rowParent,
      group.inputs,
      luckOf(block, 0, frame.rowParent, zero),
    );
    const rate = rowFrame.columns[group.rate.index];
    const weights = group.yearFactor && yearTable ? clustered : even;
    let n = 0;
    const flush = (): void => {
      if (n === 0) return;
      eventFrame.run(
        n,
        rowFrame.columns,
        frame.eventRow,
        none,
        luckOf(block, EVENT_SLOT, frame.eventIndex, frame.eventOwner),
      );
      writeEvents(frame, n, block);
      n = 0;
    };
    for (let r = 0; r < rows; r++) {
      const { hash } = group.rows[r];
      philox(ALL_ONES, hash, block, 0, key0, key1);
      const count = poissonQuantile(unit(words[0], words[1]), rate[r] * weights.before[weights.years]);
      for (let i = 0; i < count; i++) {
        philox(i, hash, block, 0, key0, key1);
        frame.eventMoment[n] = momentAt(weights, unit(words[0], words[1]));
        frame.eventRow[n] = r;
        frame.eventIndex[n] = i;
        frame.eventOwner[n] = hash;
        if (++n === BATCH) flush();
      }
    }
    flush();
  }

  function writeEvents(frame: GroupFrames, n: number, block: number): void {
    const { group, eventFrame } = frame;
    const columns = eventFrame.columns;
    const hours = group.outageHours && columns[group.outageHours.index];
    const severe = group.severe && columns[group.severe.index];
    for (let k = 0; k < n; k++) {
      const e = addEvent(table, frame.eventMoment[k], hours ? hours[k] : 0);
      if (e >= played.row.length) growPlayed(played);
      played.row[e] = group.rows[frame.eventRow[k]].number;
      played.index[e] = frame.eventIndex[k];
      played.severe[e] = severe && severe[k] !== 0 ? 1 : 0;
      let flags = 0;
      for (const { bit, ref } of group.facts) if (columns[ref.index][k] !== 0) flags |= 1 << bit;
      table.flags[e * table.flagWords] = flags;
      for (const line of group.lines) writeLine(line, columns, k, line.claim, -1);
      if (group.claims) writeClaims(frame, k, block);
    }
  }

  function writeLine(
    line: Group['lines'][number],
    columns: readonly Float64Array[],
    k: number,
    claim: number,
    partner: number,
  ): void {
    const amount = Math.floor(columns[line.amount.index][k] + 0.5);
    if (!(amount > 0) && !line.keepEmpty) return;
    const units = line.units ? Math.floor(columns[line.units.index][k] + 0.5) : 0;
    const l = addLine(table, line.slot, claim, partner, amount, units, line.flags);
    if (line.toHour) table.toHour[l] = columns[line.toHour.index][k];
    if (line.fromHour) table.fromHour[l] = columns[line.fromHour.index][k];
  }

  /** Who claims, then what each claims. Claims of one event are few, so they are computed event by event. */
  function writeClaims(frame: GroupFrames, k: number, block: number): void {
    const { group, claimFrame, eventFrame } = frame;
    const claims = group.claims;
    if (!claims || !claimFrame) return;
    const row = group.rows[frame.eventRow[k]];
    const of = eventFrame.columns[claims.of.index][k];
    if (!(of > 0)) return;
    const n = chooseClaims(frame, row.partners, row.hash, frame.eventIndex[k], claims.choice, of, block);
    for (let from = 0; from < n; from += BATCH) {
      const size = Math.min(BATCH, n - from);
      for (let c = 0; c < size; c++) {
        frame.claimEvent[c] = k;
        frame.claimIndex[c] = frame.eventIndex[k];
        const partner = frame.claimPartner[from + c];
        frame.claimOwner[c] = claimOwner(
          row.hash,
          model.partners[partner].hash,
          frame.claimOrdinal[from + c],
        );
        for (let i = 0; i < claims.inputs.length; i++) frame.claimInputs[i][c] = claims.inputs[i][partner];
      }
      claimFrame.run(
        size,
        eventFrame.columns,
        frame.claimEvent,
        frame.claimInputs,
        luckOf(block, CLAIM_DRAW_SLOT, frame.claimIndex, frame.claimOwner),
      );
      for (let c = 0; c < size; c++) {
        // Claim 0 is the company's own cost; lines of the event may use 1 to 15.
        const claim = 16 + from + c;
        for (const line of claims.lines) {
          writeLine(line, claimFrame.columns, c, claim, line.own ? -1 : frame.claimPartner[from + c]);
        }
      }
    }
  }

  function chooseClaims(
    frame: GroupFrames,
    partners: readonly number[],
    rowHash: number,
    index: number,
    choice: 'each' | 'some',
    of: number,
    block: number,
  ): number {
    let n = 0;
    const add = (partner: number, ordinal: number): void => {
      if (n >= frame.claimPartner.length) growClaims(frame);
      frame.claimPartner[n] = partner;
      frame.claimOrdinal[n++] = ordinal;
    };
    if (choice === 'each') {
      for (const partner of partners) {
        const { count, hash } = model.partners[partner];
        philox(index, claimOwner(rowHash, hash, -1), block, CLAIM_COUNT_SLOT, key0, key1);
        const claiming = binomialQuantile(unit(words[0], words[1]), count, of);
        for (let j = 0; j < claiming; j++) add(partner, j);
      }
      return n;
    }
    let firms = 0;
    for (const partner of partners) firms += model.partners[partner].count;
    const hit = Math.min(firms, Math.floor(of + 0.5));
    // Selection sampling: each firm in turn is taken with the probability that leaves every choice equally likely.
    let wanted = hit;
    let rest = firms;
    for (const partner of partners) {
      const { count, hash } = model.partners[partner];
      for (let j = 0; j < count && wanted > 0; j++, rest--) {
        philox(index, claimOwner(rowHash, hash, j), block, CLAIM_COUNT_SLOT, key0, key1);
        if (unit(words[0], words[1]) * rest < wanted) {
          add(partner, j);
          wanted -= 1;
        }
      }
    }
    return n;
  }
}

type GroupFrames = {
  readonly group: Group;
  readonly refs: readonly Ref[];
  readonly rowFrame: FrameRun;
  readonly eventFrame: FrameRun;
  readonly claimFrame: FrameRun | undefined;
  readonly rowParent: Int32Array;
  readonly eventRow: Int32Array;
  readonly eventIndex: Int32Array;
  readonly eventOwner: Int32Array;
  readonly eventMoment: Float64Array;
  readonly claimEvent: Int32Array;
  readonly claimIndex: Int32Array;
  readonly claimOwner: Int32Array;
  readonly claimInputs: readonly Float64Array[];
  claimPartner: Int32Array;
  claimOrdinal: Int32Array;
};

function prepareGroup(model: Model, group: Group): GroupFrames {
  const refsOfLine = (line: Group['lines'][number]): Ref[] =>
    [line.amount, line.units, line.fromHour, line.toHour].filter((ref) => ref !== undefined);
  const refs: Ref[] = [
    group.rate,
    ...group.lines.flatMap(refsOfLine),
    ...group.facts.map((fact) => fact.ref),
    ...[group.outageHours, group.severe, group.claims?.of].filter((ref) => ref !== undefined),
    ...(group.claims?.lines.flatMap(refsOfLine) ?? []),
  ];
  return {
    group,
    refs,
    rowFrame: prepareFrame(model.graph, 1, refs, Math.max(1, group.rows.length)),
    eventFrame: prepareFrame(model.graph, 2, refs, BATCH),
    claimFrame: group.claims && prepareFrame(model.graph, 3, refs, BATCH),
    rowParent: new Int32Array(Math.max(1, group.rows.length)),
    eventRow: new Int32Array(BATCH),
    eventIndex: new Int32Array(BATCH),
    eventOwner: new Int32Array(BATCH),
    eventMoment: new Float64Array(BATCH),
    claimEvent: new Int32Array(BATCH),
    claimIndex: new Int32Array(BATCH),
    claimOwner: new Int32Array(BATCH),
    claimInputs: group.claims?.inputs.map(() => new Float64Array(BATCH)) ?? [],
    claimPartner: new Int32Array(BATCH),
    claimOrdinal: new Int32Array(BATCH),
  };
}

function growPlayed(played: PlayedBlock): void {
  const n = played.row.length * 2;
  const larger = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
    to.set(from);
    return to;
  };
  played.row = larger(played.row, new Int32Array(n));
  played.index = larger(played.index, new Int32Array(n));
  played.severe = larger(played.severe, new Uint8Array(n));
}

function growClaims(frame: GroupFrames): void {
  const partner = new Int32Array(frame.claimPartner.length * 2);
  partner.set(frame.claimPartner);
  frame.claimPartner = partner;
  const ordinal = new Int32Array(partner.length);
  ordinal.set(frame.claimOrdinal);
  frame.claimOrdinal = ordinal;
}

/** Counting sort by year, then insertion sort by time within the year; ties by row and index, never by place. */
function sortByTime(played: PlayedBlock): void {
  const { table, firstOfYear } = played;
  const n = table.events;
  if (played.order.length < n) played.order = new Int32Array(n * 2);
  const { order, row, index } = played;
  firstOfYear.fill(0);
  for (let e = 0; e < n; e++) firstOfYear[Math.floor(table.time[e]) + 1] += 1;
  for (let y = 0; y < BLOCK_YEARS; y++) firstOfYear[y + 1] += firstOfYear[y];
  const next = firstOfYear.slice(0, BLOCK_YEARS);
  for (let e = 0; e < n; e++) order[next[Math.floor(table.time[e])]++] = e;
  const after = (a: number, b: number): boolean =>
    table.time[a] > table.time[b] ||
    (table.time[a] === table.time[b] && (row[a] > row[b] || (row[a] === row[b] && index[a] > index[b])));
  for (let y = 0; y < BLOCK_YEARS; y++) {
    for (let i = firstOfYear[y] + 1; i < firstOfYear[y + 1]; i++) {
      const e = order[i];
      let j = i - 1;
      for (; j >= firstOfYear[y] && after(order[j], e); j--) order[j + 1] = order[j];
      order[j + 1] = e;
    }
  }
}
