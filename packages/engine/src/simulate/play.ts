import type { FrameModule, KernelFrames } from '../formula/kernel/frames.ts';
import { MOMENTS } from '../formula/kernel/layout.ts';
import { type Luck, prepareFrame } from '../formula/run.ts';
import type { Group, Model } from '../model/model.ts';
import { poissonQuantile } from '../random/counts.ts';
import { keyOf, philox, unit, words } from '../random/philox.ts';
import { gammaTable } from '../random/quantile-table.ts';
import { addEvent, clearEvents, reserveLines } from '../terms/lines.ts';
import { ALL_ONES, EVENT_SLOT, WORLD_OWNER } from './addresses.ts';
import { drawYearWeights, evenYears, momentAt, type YearWeights } from './calendar.ts';
import { chooseAll } from './claims.ts';
import { BATCH, type GroupFrames, prepareGroups } from './group-frames.ts';
import { createPlayedBlock, type PlayedBlock, reservePlayed, sortByTime } from './played-block.ts';
import { writeLine } from './write-line.ts';

export type Player = {
  /**
   * Plays the events of a block in a world, of all years or of those marked in `only`. The result is overwritten by
   * the next call.
   */
  play(block: number, world: number, only?: Uint8Array): PlayedBlock;
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
  const played = createPlayedBlock(flagWords, model.blockYears);
  const { table } = played;
  const even = evenYears(model.blockYears);
  const { groups, kernel } = prepareGroups(model, module, [key0, key1]);
  const clustered = kernel ? { before: kernel.before, years: model.blockYears } : evenYears(model.blockYears);
  const yearTable = model.yearShape > 0 ? gammaTable(model.yearShape) : undefined;
  const worldRefs = [...groups.flatMap((frames) => frames.refs), ...Object.values(model.worldNames)];
  const worldFrame = prepareFrame(model.graph, 0, worldRefs, 1);
  const drawn = new Float64Array(MOMENTS);
  const none: Float64Array[] = [];
  const zero = new Int32Array(1);

  const runWorld = (world: number): void => {
    const index = Int32Array.of(world);
    const owner = Int32Array.of(WORLD_OWNER);
    worldFrame.run(1, none, zero, none, { key0, key1, block: ALL_ONES, firstSlot: 0, index, owner });
  };

  return {
    worldValues: () =>
      Float64Array.from(Object.values(model.worldNames), ({ index }) => worldFrame.columns[index][0]),
    play: (block, world, only) => {
      clearEvents(table);
      runWorld(world);
      kernel?.setWorld(worldFrame.columns);
      if (yearTable && kernel) yearsOf(kernel, block);
      else if (yearTable) drawYearWeights(clustered, yearTable, block, key0, key1);
      for (const frames of groups) playGroup(frames, block, only);
      sortByTime(played);
      return played;
    },
  };

  /** The weights of the years of a block: drawn once, and known to whoever plays it again. */
  function yearsOf(kernel: KernelFrames, block: number): void {
    const known = calendars?.subarray(block * kernel.before.length, (block + 1) * kernel.before.length);
    if (known?.at(-1)) kernel.takeYears(known);
    else {
      kernel.drawYears(block);
      known?.set(kernel.before);
    }
  }

  function playGroup(frames: GroupFrames, block: number, only: Uint8Array | undefined): void {
    const { group, rowFrame, rowParent, events } = frames;
    const luck: Luck = { key0, key1, block, firstSlot: 0, index: rowParent, owner: rowParent };
    rowFrame.run(group.rows.length, worldFrame.columns, rowParent, group.inputs, luck);
    const rate = rowFrame.columns[group.rate.index];
    const weights = group.yearFactor && yearTable ? clustered : even;
    let n = 0;
    group.rows.forEach(({ hash }, r) => {
      philox(ALL_ONES, hash, block, 0, key0, key1);
      const count = poissonQuantile(unit(words[0], words[1]), rate[r] * weights.before[weights.years]);
      for (let first = 0; first < count; first += MOMENTS) {
        const size = Math.min(MOMENTS, count - first);
        const moments = momentsOf(hash, block, first, size, weights);
        for (let i = 0; i < size; i++) {
          if (only && only[Math.floor(moments[i])] === 0) continue;
          events.moment[n] = moments[i];
          events.row[n] = r;
          events.index[n] = first + i;
          events.owner[n] = hash;
          if (++n === BATCH) {
            computeBatch(frames, n, block);
            n = 0;
          }
        }
      }
    });
    if (n > 0) computeBatch(frames, n, block);
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

  function computeBatch(frames: GroupFrames, n: number, block: number): void {
    const { group, rowFrame, eventFrame, events, eventLines, flags, marks: marksOf } = frames;
    const { columns } = eventFrame;
    const luck: Luck = { key0, key1, block, firstSlot: EVENT_SLOT, index: events.index, owner: events.owner };
    eventFrame.run(n, rowFrame.columns, events.row, none, luck);
    const hours = group.outageHours && columns[group.outageHours.index];
    const severe = group.severe && columns[group.severe.index];
    const writeClaims = chooseAll(model, frames, n, { key0, key1, block });
    reservePlayed(played, n);
    const { rows } = group;
    const { row, index, moment } = events;
    for (let k = 0; k < n; k++) {
      const event = addEvent(table, moment[k], hours ? hours[k] : 0);
      played.row[event] = rows[row[k]].number;
      played.index[event] = index[k];
      played.severe[event] = severe && severe[k] !== 0 ? 1 : 0;
      reserveLines(table, eventLines.length);
      table.flags[event * flagWords] = flags ? flags[k] : factsOf(group, columns, k);
      if (marksOf) {
        for (let marks = marksOf[k]; marks !== 0; marks &= marks - 1) {
          const line = eventLines[31 - Math.clz32(marks & -marks)];
          writeLine(table, line, k, line.claim, -1, 1);
        }
      } else {
        for (const line of eventLines) writeLine(table, line, k, line.claim, -1, 1);
      }
      writeClaims?.(table, k);
      table.firstLine[event + 1] = table.lines;
    }
  }
}

/** The facts of event `k` of a batch, one bit each. */
function factsOf(group: Group, columns: readonly Float64Array[], k: number): number {
  let flags = 0;
  for (const { bit, ref } of group.facts) if (columns[ref.index][k] !== 0) flags |= 1 << bit;
  return flags;
}
