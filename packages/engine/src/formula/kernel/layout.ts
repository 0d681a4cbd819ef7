import type { QuantileTable } from '../../random/quantile-table.ts';
import { KEY_BYTES } from '../../wasm/philox.ts';
import type { Graph, Level, Ref } from '../graph.ts';
import { OP } from '../graph.ts';
import { neededNodes } from '../run.ts';
import { type EventPlaces, layoutEvents } from './events/places.ts';
import type { ClaimWriterSpec, EventWriterSpec, WriterSpec } from './events/write.ts';

/** A frame to compile: what is asked of it and by whom. */
export type FrameSpec = {
  readonly level: Level;
  readonly capacity: number;
  /** Everything that is needed of the frame, and of those below it. */
  readonly outputs: readonly Ref[];
  readonly firstSlot: number;
  /** Facts of an event by their bit. */
  readonly facts: readonly { readonly bit: number; readonly node: number }[];
  /** How its events or claims are written. */
  readonly writer: WriterSpec | undefined;
  readonly frame: FramePlaces;
};

/** Where a frame reads and writes. */
export type FramePlaces = {
  readonly index: number;
  readonly owner: number;
  /** Words with the number of the element above; undefined where there is one for all. */
  readonly parent: number | undefined;
  readonly inputs: number;
  readonly inputCount: number;
  readonly inputBytes: number;
  /** Columns of this frame that are stored, by node, and those of the frame above. */
  readonly columns: ReadonlyMap<number, number>;
  readonly above: ReadonlyMap<number, number>;
  /** By element, of events: when they are, their facts, and what their lines come to. */
  readonly moments: number;
  readonly flags: number;
  readonly sums: number;
  /** By element of the frame above: its number among all rows. */
  readonly rowNumbers: number;
  /** By element, of claims: the partner, and how many firms it stands for. */
  readonly partners: number;
  readonly weights: number;
};

/** Where the weights of years and the moments of events stand. */
export type CalendarPlaces = {
  readonly years: number;
  /** Weight of all years before each year. */
  readonly before: number;
  /** By share of the weight in {@link GUIDES} steps: the year it falls in. */
  readonly guide: number;
  /** Room for {@link MOMENTS} moments. */
  readonly moments: number;
  readonly scratch: number;
  /** Addresses of up to {@link MOMENTS} draws asked for one by one, and what was drawn. */
  readonly asked: { readonly index: number; readonly owner: number; readonly drawn: number };
  /** Room for the uniforms and the scores of all years, and for where those in the tails stand. */
  readonly luck: number;
  readonly scores: number;
  readonly tails: number;
  /** Cubics of the gamma factor of a year, where it has one. */
  readonly table: number;
  readonly hasShape: boolean;
  readonly yearOwner: number;
};

/** Steps of the guide to the years; a power of two, so that a step is an exact share. */
export const GUIDES = 1024;

/** Moments drawn at a time. */
export const MOMENTS = 1024;

export type CalendarSpec = {
  readonly years: number;
  readonly yearOwner: number;
  /** The gamma factor of a year. */
  readonly shape: QuantileTable | undefined;
};

export type KernelPlaces = {
  readonly keys: number;
  readonly draws: number;
  readonly numbers: readonly number[];
  readonly quantiles: readonly number[];
  readonly calendar: CalendarPlaces;
  readonly events: EventPlaces;
  readonly pages: number;
};

/** What a group asks of its three frames. */
export type GroupSpec = {
  readonly refs: readonly Ref[];
  readonly rows: number;
  readonly batch: number;
  readonly inputs: readonly [number, number];
  readonly firstSlots: readonly [number, number];
  readonly facts: FrameSpec['facts'];
  readonly events: EventWriterSpec;
  readonly claims: ClaimWriterSpec | undefined;
};

export type FramesLayout = {
  readonly places: KernelPlaces;
  readonly world: FrameSpec;
  /** By group: its row, event and claim frames. */
  readonly groups: readonly (readonly FrameSpec[])[];
};

export function layoutFrames(
  graph: Graph,
  groups: readonly GroupSpec[],
  worldOutputs: readonly Ref[],
  { years, yearOwner, shape }: CalendarSpec,
): FramesLayout {
  let end = 0;
  const take = (bytes: number): number => {
    const at = end;
    end = (end + bytes + 63) & ~63;
    return at;
  };
  const keys = take(KEY_BYTES);
  const mostDraws = Math.max(
    1,
    ...graph.frames.map((frame) =>
      frame.nodes.reduce((most, node) => (node.op === OP.unit ? Math.max(most, node.value + 1) : most), 0),
    ),
  );
  const draws = take((mostDraws + 2) * 32);
  const numbers = graph.numbers.map((values) => take(values.byteLength));
  const quantiles = graph.quantiles.map((table) => take(table.cubic.byteLength));
  const calendar: CalendarPlaces = {
    years,
    yearOwner,
    before: take((years + 9) * 8),
    guide: take(GUIDES * 4),
    moments: take((MOMENTS + 4) * 8),
    scratch: take(64),
    asked: { index: take(MOMENTS * 4), owner: take(MOMENTS * 4), drawn: take((MOMENTS + 4) * 8) },
    luck: take((years + 8) * 8),
    scores: take((years + 8) * 8),
    tails: take((years + 9) * 4),
    table: take(shape?.cubic.byteLength ?? 0),
    hasShape: shape !== undefined,
  };
  const world = layoutWorld(graph, [...groups.flatMap(({ refs }) => refs), ...worldOutputs], take);

  const specs = groups.map((group) => {
    const levels: Level[] = group.claims ? [1, 2, 3] : [1, 2];
    let above: ReadonlyMap<number, number> = world.frame.columns;
    return levels.map((level): FrameSpec => {
      const capacity = level === 1 ? group.rows : group.batch;
      // Two elements are computed at a time, four drawn at a time.
      const room = (capacity + 7) & ~3;
      const stored = new Set(group.refs.filter((ref) => ref.level === level).map((ref) => ref.index));
      if (level < 3) {
        for (const i of neededNodes(graph, (level + 1) as Level, group.refs)) {
          const node = graph.frames[level + 1].nodes[i];
          if (node.op === OP.lift) stored.add(node.value);
        }
      }
      const inputCount = level === 1 ? group.inputs[0] : level === 3 ? group.inputs[1] : 0;
      const inputBytes = room * 8;
      const frame: FramePlaces = {
        index: take(room * 4),
        owner: take(room * 4),
        parent: level === 1 ? undefined : take(room * 4),
        inputs: take(inputCount * inputBytes),
        inputCount,
        inputBytes,
        columns: new Map([...stored].sort((a, b) => a - b).map((node) => [node, take(room * 8)])),
        above,
        moments: take(level === 2 ? room * 8 : 0),
        flags: take(room * 4),
        sums: take(level === 2 ? room * 8 : 0),
        rowNumbers: take(level === 2 ? group.rows * 4 : 0),
        partners: take(level === 3 ? room * 4 : 0),
        weights: take(level === 3 ? room * 8 : 0),
      };
      above = frame.columns;
      return {
        level,
        capacity,
        outputs: group.refs,
        firstSlot: level === 1 ? 0 : group.firstSlots[level - 2],
        facts: level === 2 ? group.facts : [],
        writer: level === 1 ? undefined : level === 2 ? group.events : group.claims,
        frame,
      };
    });
  });
  // Last: most of it is never touched.
  const events = layoutEvents(years, take);
  return {
    places: { keys, draws, numbers, quantiles, calendar, events, pages: Math.ceil(end / 65536) },
    groups: specs,
    world,
  };
}

/** The frame of the one world there is at a time. */
function layoutWorld(graph: Graph, outputs: readonly Ref[], take: (bytes: number) => number): FrameSpec {
  const lifted = neededNodes(graph, 1, outputs)
    .map((i) => graph.frames[1].nodes[i])
    .filter(({ op }) => op === OP.lift)
    .map(({ value }) => value);
  const stored = new Set([
    ...outputs.filter(({ level }) => level === 0).map(({ index }) => index),
    ...lifted,
  ]);
  // Four elements are computed where one is asked for.
  const room = 4;
  return {
    level: 0,
    capacity: 1,
    outputs,
    firstSlot: 0,
    facts: [],
    writer: undefined,
    frame: {
      index: take(room * 4),
      owner: take(room * 4),
      parent: undefined,
      inputs: 0,
      inputCount: 0,
      inputBytes: 0,
      columns: new Map([...stored].sort((a, b) => a - b).map((node) => [node, take(room * 8)])),
      above: new Map(),
      moments: 0,
      flags: 0,
      sums: 0,
      rowNumbers: 0,
      partners: 0,
      weights: 0,
    },
  };
}
