import type { FrameModule, KernelFrames, Uniforms } from '../formula/kernel/frames.ts';
import { MOMENTS } from '../formula/kernel/layout.ts';
import { type Luck, prepareFrame } from '../formula/run.ts';
import type { Model } from '../model/model.ts';
import { poissonQuantile } from '../random/counts.ts';
import { keyOf, philox, unit, words } from '../random/philox.ts';
import { gammaTable } from '../random/quantile-table.ts';
import { clearEvents, TableFull } from '../terms/lines.ts';
import { ALL_ONES, EVENT_SLOT, WORLD_OWNER } from './addresses.ts';
import { drawYearWeights, evenYears, momentAt, type YearWeights } from './calendar.ts';
import { chooseAll } from './claims.ts';
import { BATCH, type GroupFrames, prepareGroups } from './group-frames.ts';
import {
  createPlayedBlock,
  orderInKernel,
  type PlayedBlock,
  playedInKernel,
  sortByTime,
} from './played-block.ts';

export type Player = {
  /**
   * Plays the events of a block in a world. The result is overwritten by the next call.
   *
   * @param only the years to play, marked; all where missing
   * @param small facts, as bits, that shut an event out of every policy: unless it is severe or somebody claims for it, it is
   * only summed up by year, see `PlayedBlock.small`
   */
  play(block: number, world: number, only?: Uint8Array, small?: number): PlayedBlock;
  /** The named values of the world last played, in the order of `model.worldNames`. */
  worldValues(): Float64Array;
};

/**
 * Prepares a model for playing with a seed. Flag word 0 of an event holds its facts; the words beyond are left for
 * predicates.
 *
 * `calendars` keeps the weights of the years of each block (one more number than years, all 0 where they are not drawn yet).
 *
 * A block draws for each row one number of events, gives each event a moment, and computes what follows from it batch
 * by batch. Nothing is drawn year by year, so quiet years cost nothing.
 */
export function createPlayer(
  model: Model,
  seed: number,
  flagWords = 1,
  module?: FrameModule,
  calendars?: Float64Array,
): Player {
  const [key0, key1] = keyOf(seed);
  const even = evenYears(model.blockYears);
  const { groups, kernel } = prepareGroups(model, module, [key0, key1]);
  const played = kernel
    ? playedInKernel(kernel.events, flagWords, model.blockYears)
    : createPlayedBlock(flagWords, model.blockYears);
  const { table } = played;
  const clustered = kernel ? { before: kernel.before, years: model.blockYears } : evenYears(model.blockYears);
  const isClustered = model.yearShape > 0;
  const yearTable = isClustered && !kernel ? gammaTable(model.yearShape) : undefined;
  const worldRefs = [...groups.flatMap((frames) => frames.refs), ...Object.values(model.worldNames)];
  const worldFrame = kernel?.world ?? prepareFrame(model.graph, 0, worldRefs, 1);
  const named = Object.values(model.worldNames).map(({ index }) => worldFrame.columns[index]);
  const drawn = new Float64Array(MOMENTS);
  /** Plays what is too large for the memory of the kernel. */
  let reference: Player | undefined;
  const none: Float64Array[] = [];
  const zero = new Int32Array(1);
  const allYears = new Uint8Array(model.blockYears).fill(1);

  const runWorld = (world: number): void => {
    const index = Int32Array.of(world);
    const owner = Int32Array.of(WORLD_OWNER);
    worldFrame.run(1, none, zero, none, { key0, key1, block: ALL_ONES, firstSlot: 0, index, owner });
  };

  const uniforms: Uniforms =
    kernel?.uniforms ??
    ((count, { index, owner, block, slot }, to) => {
      for (let i = 0; i < count; i++) {
        philox(index[i], owner[i], block, slot, key0, key1);
        to[i] = unit(words[0], words[1]);
      }
    });

  return {
    worldValues: () => new Float64Array(named.map(([value]) => value)),
    play: (block, world, only = allYears, small = 0) => {
      try {
        return playBlock(block, world, only, small);
      } catch (error) {
        if (!(error instanceof TableFull)) throw error;
        reference ??= createPlayer(model, seed, flagWords);
        return reference.play(block, world, only, small);
      }
    },
  };

  function playBlock(block: number, world: number, only: Uint8Array, small: number): PlayedBlock {
    clearEvents(table);
    played.small.fill(0);
    runWorld(world);
    if (kernel && isClustered) yearsOf(kernel, block);
    else if (yearTable) drawYearWeights(clustered, yearTable, block, key0, key1);
    for (const frames of groups) playGroup(frames, block, only, small);
    if (kernel) orderInKernel(kernel.events, played);
    else sortByTime(played);
    return played;
  }

  /** The weights of the years of a block: drawn once, and known to whoever plays it again. */
  function yearsOf(kernel: KernelFrames, block: number): void {
    const known = calendars?.subarray(block * kernel.before.length, (block + 1) * kernel.before.length);
    if (known?.at(-1)) kernel.takeYears(known);
    else {
      kernel.drawYears(block);
      known?.set(kernel.before);
    }
  }

  function playGroup(frames: GroupFrames, block: number, only: Uint8Array, small: number): void {
    const { group, rowFrame, rowParent, rowLuck, events } = frames;
    const luck: Luck = { key0, key1, block, firstSlot: 0, index: rowParent, owner: rowParent };
    rowFrame.run(group.rows.length, worldFrame.columns, rowParent, group.inputs, luck);
    const rate = rowFrame.columns[group.rate.index];
    const weights = group.yearFactor && isClustered ? clustered : even;
    uniforms(
      group.rows.length,
      { index: rowLuck.index, owner: rowLuck.owner, block, slot: 0 },
      rowLuck.drawn,
    );
    let n = 0;
    group.rows.forEach(({ hash }, r) => {
      const count = poissonQuantile(rowLuck.drawn[r], rate[r] * weights.before[weights.years]);
      for (let first = 0; first < count; first += MOMENTS) {
        const size = Math.min(MOMENTS, count - first);
        const moments = momentsOf(hash, block, first, size, weights);
        for (let i = 0; i < size; i++) {
          if (only[Math.floor(moments[i])] === 0) continue;
          events.moment[n] = moments[i];
          events.row[n] = r;
          events.index[n] = first + i;
          events.owner[n] = hash;
          if (++n === BATCH) {
            computeBatch(frames, n, block, small);
            n = 0;
          }
        }
      }
    });
    if (n > 0) computeBatch(frames, n, block, small);
  }

  /** When some events of a row happen. Overwritten by the next call. */
  function momentsOf(
    hash: number,
    block: number,
    first: number,
    size: number,
    weights: YearWeights,
  ): Float64Array {
    if (kernel) return kernel.moments(hash, block, first, size, weights === clustered);
    for (let i = 0; i < size; i++) {
      philox(first + i, hash, block, 0, key0, key1);
      drawn[i] = momentAt(weights, unit(words[0], words[1]));
    }
    return drawn;
  }

  function computeBatch(frames: GroupFrames, n: number, block: number, small: number): void {
    const { rowFrame, eventFrame, events } = frames;
    const luck: Luck = { key0, key1, block, firstSlot: EVENT_SLOT, index: events.index, owner: events.owner };
    eventFrame.run(n, rowFrame.columns, events.row, none, luck);
    const claims = chooseAll(model, frames, n, { key0, key1, block }, uniforms);
    for (let from = 0; from < n; ) {
      const claimed = claims ? claims.nextFrom(from) : n;
      const to = Math.min(n, claimed + 1);
      frames.write(played, from, to, claimed, small);
      if (claimed < n) claims?.write(table, claimed);
      from = to;
    }
  }
}
