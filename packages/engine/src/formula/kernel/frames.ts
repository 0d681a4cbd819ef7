import { binomialQuantile, poissonQuantile } from '../../random/counts.ts';
import type { QuantileTable } from '../../random/quantile-table.ts';
import { keySchedule } from '../../wasm/philox.ts';
import type { Graph } from '../graph.ts';
import type { FrameRun } from '../run.ts';
import { type FrameSpec, type FramesLayout, MOMENTS } from './layout.ts';

/** The frames of a group in the kernel, and what it tells of each event beside the columns. */
export type KernelGroup = {
  readonly row: FrameRun;
  readonly event: FrameRun;
  readonly claim: FrameRun | undefined;
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

function frameRun(
  graph: Graph,
  { level, capacity, frame }: FrameSpec,
  buffer: ArrayBuffer,
  run: (n: number, block: number) => void,
): FrameRun {
  const indexes = new Int32Array(buffer, frame.index, capacity);
  const owners = new Int32Array(buffer, frame.owner, capacity);
  const parents = frame.parent === undefined ? undefined : new Int32Array(buffer, frame.parent, capacity);
  const columns = graph.frames[level].nodes.map((_, node) => {
    const at = frame.columns.get(node);
    return at === undefined ? EMPTY : new Float64Array(buffer, at, capacity);
  });
  return {
    capacity,
    columns,
    run: (n, _above, parent, inputs, luck) => {
      parents?.set(parent.length === n ? parent : parent.subarray(0, n));
      if (level > 1) {
        indexes.set(luck.index.length === n ? luck.index : luck.index.subarray(0, n));
        owners.set(luck.owner.length === n ? luck.owner : luck.owner.subarray(0, n));
      }
      inputs.forEach((input, column) => {
        new Float64Array(buffer, frame.inputs + column * frame.inputBytes, n).set(
          input.length === n ? input : input.subarray(0, n),
        );
      });
      run(n, luck.block);
    },
  };
}
