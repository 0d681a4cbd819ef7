import type { QuantileTable } from '../../random/quantile-table.ts';
import { KEY_BYTES } from '../../wasm/philox.ts';
import type { Graph, Level, Ref } from '../graph.ts';
import { OP } from '../graph.ts';
import { neededNodes } from '../run.ts';

/** A frame to compile: what is asked of it and by whom. */
export type FrameSpec = {
  readonly level: Level;
  readonly capacity: number;
  /** Everything that is needed of the frame, and of those below it. */
  readonly outputs: readonly Ref[];
  readonly firstSlot: number;
  /** Facts of an event by their bit, and the amounts of its lines in their order, −1 for one that is always kept. */
  readonly facts: readonly { readonly bit: number; readonly node: number }[];
  readonly lines: readonly number[];
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
  readonly flags: number;
  readonly lines: number;
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
  readonly pages: number;
};

/** What a group asks of its three frames. */
export type GroupSpec = {
  readonly refs: readonly Ref[];
  readonly rows: number;
  readonly batch: number;
  readonly inputs: readonly [number, number];
  readonly firstSlots: readonly [number, number];
  readonly hasClaims: boolean;
  readonly facts: FrameSpec['facts'];
  readonly lines: FrameSpec['lines'];
};

export type FramesLayout = {
  readonly places: KernelPlaces;
  /** By group: its row, event and claim frames. */
  readonly groups: readonly (readonly FrameSpec[])[];
  /** Columns of the world frame that rows read, by node. */
  readonly world: ReadonlyMap<number, number>;
};

export function layoutFrames(
  graph: Graph,
  groups: readonly GroupSpec[],
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
    table: take(shape?.cubic.byteLength ?? 0),
    hasShape: shape !== undefined,
  };
  const world = new Map<number, number>();

  const specs = groups.map((group) => {
    const levels: Level[] = group.hasClaims ? [1, 2, 3] : [1, 2];
    let above: ReadonlyMap<number, number> = world;
    return levels.map((level): FrameSpec => {
      const capacity = level === 1 ? group.rows : group.batch;
      // Two elements are computed at a time, four drawn at a time.
      const room = (capacity + 7) & ~3;
      const needed = neededNodes(graph, level, group.refs);
      if (level === 1) {
        for (const i of needed) {
          const node = graph.frames[1].nodes[i];
          if (node.op === OP.lift && !world.has(node.value)) world.set(node.value, take(8));
        }
      }
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
        flags: take(room * 4),
        lines: take(room * 4),
      };
      above = frame.columns;
      return {
        level,
        capacity,
        outputs: group.refs,
        firstSlot: level === 1 ? 0 : group.firstSlots[level - 2],
        facts: level === 2 ? group.facts : [],
        lines: level === 2 ? group.lines : [],
        frame,
      };
    });
  });
  return {
    places: { keys, draws, numbers, quantiles, calendar, pages: Math.ceil(end / 65536) },
    groups: specs,
    world,
  };
}
