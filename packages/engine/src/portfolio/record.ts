import { keyOf } from '../random/philox.ts';
import type { Blueprint } from './blueprint.ts';
import { layoutOf } from './kernel/layout.ts';
import { writeRecorder } from './kernel/write-recorder.ts';
import { createReference } from './reference.ts';

/** Events of one block, column by column: the year within the block, the amount or the amounts of the heads. */
export type RecordedBlock = {
  readonly events: number;
  readonly years: Int32Array;
  /** One column, or one a head. */
  readonly amounts: readonly Float32Array[];
};

/** Plays blocks into lists of events. The result is overwritten by the next call. */
export type Recorder = (block: number) => RecordedBlock;

/** A recorder: the kernel's, or the reference's where clusters bound no list. */
export function createRecorder(blueprint: Blueprint, seed: number): Recorder {
  const clustered = blueprint.scenarios.some((scenario) => scenario.clusterSizes !== undefined);
  return clustered ? referenceRecorder(blueprint, seed) : kernelRecorder(blueprint, seed);
}

function kernelRecorder(blueprint: Blueprint, seed: number): Recorder {
  const most = blueprint.scenarios.reduce(
    (sum, { counts }) => sum + counts.first + counts.cumulative.length,
    0,
  );
  // Whole groups of 32 events are written, the last of each scenario in part.
  const room = most + 32 * blueprint.scenarios.length;
  const columns = Math.max(1, blueprint.heads.length);
  const layout = layoutOf(blueprint, 1);
  const start = layout.pages * 65536;
  const columnBytes = (room * 4 + 63) & ~63;
  const pages = layout.pages + Math.ceil(((columns + 1) * columnBytes) / 65536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  layout.write(memory.buffer, ...keyOf(seed));
  const bytes = writeRecorder(blueprint, layout, { at: start, columnBytes }, pages);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const record = instance.exports.record as (block: number) => number;
  const column = (c: number) => start + c * columnBytes;
  return (block) => {
    const events = record(block);
    const years = new Int32Array(memory.buffer, column(0), events);
    for (let i = 0; i < events; i++) years[i] >>= 4;
    return {
      events,
      years,
      amounts: Array.from(
        { length: columns },
        (_, c) => new Float32Array(memory.buffer, column(c + 1), events),
      ),
    };
  };
}

function referenceRecorder(blueprint: Blueprint, seed: number): Recorder {
  const reference = createReference(blueprint, seed);
  const columns = Math.max(1, blueprint.heads.length);
  return (block) => {
    const years: number[] = [];
    const amounts: number[][] = Array.from({ length: columns }, () => []);
    reference.events(block, ({ year, gross, heads }) => {
      years.push(year);
      amounts.forEach((column, c) => {
        column.push(heads.length > 0 ? heads[c] : gross);
      });
    });
    return {
      events: years.length,
      years: Int32Array.from(years),
      amounts: amounts.map((column) => Float32Array.from(column)),
    };
  };
}
