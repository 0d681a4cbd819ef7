import { copyFirst } from '../../copy-first.ts';
import { binomialQuantile, poissonQuantile } from '../../random/counts.ts';
import type { QuantileTable } from '../../random/quantile-table.ts';
import { keySchedule } from '../../wasm/philox.ts';
import type { Graph } from '../graph.ts';
import type { FrameRun } from '../run.ts';
import { type EventColumns, eventsIn } from './events/places.ts';
import { type FrameSpec, type FramesLayout, MOMENTS } from './layout.ts';

/** A frame in the kernel, and where it reads: whoever writes there spares a copy. */
export type KernelFrame = FrameRun & {
  readonly parents: Int32Array;
  readonly indexes: Int32Array;
  readonly owners: Int32Array;
  readonly inputs: readonly Float64Array[];
};

/** The frames of a group in the kernel. */
export type KernelGroup = {
  readonly row: KernelFrame;
  readonly event: KernelFrame & EventWriter;
  readonly claim: (KernelFrame & ClaimWriter) | undefined;
};

export type EventWriter = {
  /** By event of the batch: when it is. */
  readonly moments: Float64Array;
  /** Lines an event can have of its own. */
  readonly lines: number;
  /** Adds events of the batch to those of the block. */
  write(from: number, to: number, claimed: number, small: number): void;
};

export type ClaimWriter = {
  /** By claim of the batch: the partner, and how many firms it stands for. */
  readonly partners: Int32Array;
  readonly weights: Float64Array;
  readonly lines: number;
  /** Adds claims of the batch to the event written last. */
  write(from: number, to: number, claim: number): void;
};

/** The events of a block in the memory of the kernel, column by column. */
export type KernelEvents = EventColumns & {
  /** How many events and lines there are. */
  readonly counts: Int32Array;
  /** Puts them in order; returns how many years have any. */
  sort(): number;
};

/** Addresses of draws that share block and slot. */
export type Addresses = {
  readonly index: Int32Array;
  readonly owner: Int32Array;
  readonly block: number;
  readonly slot: number;
};

/** Writes the first uniform of each of `count` addresses to `to`. */
export type Uniforms = (count: number, at: Addresses, to: Float64Array) => void;

export type KernelFrames = {
  readonly world: KernelFrame;
  readonly groups: readonly KernelGroup[];
  readonly events: KernelEvents;
  /** Weight of all years before each year of a block; filled by {@link drawYears}. */
  readonly before: Float64Array;
  drawYears(block: number): void;
  /** {@link drawYears} of a block whose weights are known. */
  takeYears(weights: Float64Array): void;
  /** Moments of up to {@link MOMENTS} events of a row, from the number `first` on. */
  moments(owner: number, block: number, first: number, count: number, clustered: boolean): Float64Array;
  readonly uniforms: Uniforms;
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
  const { places } = layout;
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
  const asked = {
    index: new Int32Array(buffer, calendar.asked.index, MOMENTS),
    owner: new Int32Array(buffer, calendar.asked.owner, MOMENTS),
    drawn: new Float64Array(buffer, calendar.asked.drawn, MOMENTS),
  };
  const instance = new WebAssembly.Instance(module, {
    env: { memory, poisson: poissonQuantile, binomial: binomialQuantile },
  });
  const code = instance.exports as Record<string, (...args: number[]) => number>;
  let number = 0;
  const next = (spec: FrameSpec) => frameRun(graph, spec, buffer, code[`frame${number++}`]);
  const world = next(layout.world);
  const groups = layout.groups.map(([row, event, claim]): KernelGroup => {
    const { rowNumbers, moments } = event.frame;
    if (event.writer?.kind === 'events')
      new Int32Array(buffer, rowNumbers, row.capacity).set(event.writer.rowNumbers);
    return {
      row: next(row),
      event: {
        lines: event.writer?.lines.length ?? 0,
        moments: new Float64Array(buffer, moments, event.capacity),
        write: code[`write${number}`],
        ...next(event),
      },
      claim: claim && {
        lines: claim.writer?.lines.length ?? 0,
        partners: new Int32Array(buffer, claim.frame.partners, claim.capacity),
        weights: new Float64Array(buffer, claim.frame.weights, claim.capacity),
        write: code[`write${number}`],
        ...next(claim),
      },
    };
  });
  return {
    world,
    groups,
    events: {
      ...eventsIn(buffer, places.events),
      counts: new Int32Array(buffer, places.events.counts, 2),
      sort: code.order,
    },
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
    uniforms: (count, { index, owner, block, slot }, to) => {
      for (let from = 0; from < count; from += MOMENTS) {
        const size = Math.min(MOMENTS, count - from);
        for (let i = 0; i < size; i++) {
          asked.index[i] = index[from + i];
          asked.owner[i] = owner[from + i];
        }
        code.uniforms(size, block, slot);
        for (let i = 0; i < size; i++) to[from + i] = asked.drawn[i];
      }
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
      if (level > 1) copyFirst(parents, parent, n);
      if (level !== 1) {
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
