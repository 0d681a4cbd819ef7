import { copyFirst } from '../../copy-first.ts';
import { binomialQuantile, poissonQuantile } from '../../random/counts.ts';
import type { QuantileTable } from '../../random/quantile-table.ts';
import { keySchedule } from '../../wasm/philox.ts';
import type { Graph } from '../graph.ts';
import type { FrameRun } from '../run.ts';
import { type FrameSpec, type FramesLayout, MOMENTS } from './layout.ts';

/** A frame in the kernel, and where it reads: whoever writes there spares a copy. */
export type KernelFrame = FrameRun & {
  readonly parents: Int32Array;
  readonly indexes: Int32Array;
  readonly owners: Int32Array;
  readonly inputs: readonly Float64Array[];
};

/** The frames of a group in the kernel, and what it tells of each event beside the columns. */
export type KernelGroup = {
  readonly row: KernelFrame;
  readonly event: KernelFrame;
  readonly claim: KernelFrame | undefined;
  /** By event of the batch: its facts, and which of its lines are more than nothing. */
  readonly flags: Int32Array;
  readonly lines: Int32Array;
};

export type KernelFrames = {
  readonly groups: readonly KernelGroup[];
  /** Weight of all years before each year of a block; filled by {@link drawYears}. */
  readonly before: Float64Array;
  drawYears(block: number): void;
  /** {@link drawYears} of a block whose weights are known. */
  takeYears(weights: Float64Array): void;
  /** Moments of up to {@link MOMENTS} events of a row, from the number `first` on. */
  moments(owner: number, block: number, first: number, count: number, clustered: boolean): Float64Array;
  /** Hands the columns of the world frame to the rows. */
  setWorld(columns: readonly Float64Array[]): void;
};

/** The module of a model's frames, to be instantiated in every thread. */
export type FrameModule = {
  readonly module: WebAssembly.Module;
  readonly layout: FramesLayout;
  readonly shape: QuantileTable | undefined;
};

export function createKernelFrames(
  graph: Graph,
  { module, layout, shape }: FrameModule,
  key0: number,
  key1: number,
): KernelFrames {
  const { places, world } = layout;
  const memory = new WebAssembly.Memory({ initial: places.pages, maximum: places.pages });
  const { buffer } = memory;
  const keys = keySchedule(key0, key1);
  new Uint32Array(buffer, places.keys, keys.length).set(keys);
  graph.numbers.forEach((values, i) => {
    new Float64Array(buffer, places.numbers[i], values.length).set(values);
  });
  graph.quantiles.forEach(({ cubic }, i) => {
    new Float64Array(buffer, places.quantiles[i], cubic.length).set(cubic);
  });
  const { calendar } = places;
  if (shape) new Float64Array(buffer, calendar.table, shape.cubic.length).set(shape.cubic);
  const before = new Float64Array(buffer, calendar.before, calendar.years + 1);
  const moments = new Float64Array(buffer, calendar.moments, MOMENTS);
  const instance = new WebAssembly.Instance(module, {
    env: { memory, poisson: poissonQuantile, binomial: binomialQuantile },
  });
  const code = instance.exports as Record<string, (...args: number[]) => void>;
  let number = 0;
  const groups = layout.groups.map((specs): KernelGroup => {
    const [row, event, claim] = specs.map((spec) => frameRun(graph, spec, buffer, code[`frame${number++}`]));
    const { flags, lines } = specs[1].frame;
    const { capacity } = specs[1];
    return {
      row,
      event,
      claim,
      flags: new Int32Array(buffer, flags, capacity),
      lines: new Int32Array(buffer, lines, capacity),
    };
  });
  const cells = [...world].map(([node, at]) => ({ node, cell: new Float64Array(buffer, at, 1) }));
  return {
    groups,
    before,
    drawYears: (block) => {
      code.years(block);
      code.guides();
    },
    takeYears: (weights) => {
      before.set(weights);
      code.guides();
    },
    moments: (owner, block, first, count, clustered) => {
      code.moments(owner, block, first, count, clustered ? 1 : 0);
      return moments;
    },
    setWorld: (columns) => {
      for (const { node, cell } of cells) cell[0] = columns[node][0];
    },
  };
}

const EMPTY = new Float64Array(0);
const NONE = new Int32Array(0);

function frameRun(
  graph: Graph,
  { level, capacity, frame }: FrameSpec,
  buffer: ArrayBuffer,
  run: (n: number, block: number) => void,
): KernelFrame {
  const integers = (at: number | undefined) =>
    at === undefined ? NONE : new Int32Array(buffer, at, capacity);
  const doubles = (at: number | undefined) =>
    at === undefined ? EMPTY : new Float64Array(buffer, at, capacity);
  const indexes = integers(frame.index);
  const owners = integers(frame.owner);
  const parents = integers(frame.parent);
  const inputs = Array.from({ length: frame.inputCount }, (_, i) =>
    doubles(frame.inputs + i * frame.inputBytes),
  );
  const columns = graph.frames[level].nodes.map((_, node) => doubles(frame.columns.get(node)));
  return {
    capacity,
    columns,
    parents,
    indexes,
    owners,
    inputs,
    run: (n, _above, parent, given, luck) => {
      if (level > 1) {
        copyFirst(parents, parent, n);
        copyFirst(indexes, luck.index, n);
        copyFirst(owners, luck.owner, n);
      }
      inputs.forEach((to, i) => {
        copyFirst(to, given[i], n);
      });
      run(n, luck.block);
    },
  };
}
