import { settleYen } from '@sonae/core';
import {
  addEvent,
  addLine,
  compileModel,
  createEventTable,
  createPlayer,
  type EventTable,
  type OnProgress,
} from '@sonae/engine';
import { type LossModel, type LossModelData, lossModel, type Subject } from '@sonae/loss';
import { bitOfFact } from '../task.ts';

/**
 * Years played once and kept, so that many policies can meet the very same events. Small incidents nobody claims for,
 * which no contract and no policy touches, are only summed up.
 */
export type PlayedYears = {
  readonly model: LossModel;
  readonly years: number;
  /** By year: yen of the incidents nobody claims for. */
  readonly small: Float64Array;
  /** All other events, year by year in the order of their times. */
  readonly table: EventTable;
  /** By event: number of its row of the model. */
  readonly row: Int32Array;
  readonly firstOfYear: Int32Array;
};

/**
 * Years of one world. Few years a world and many worlds: what nobody knows for sure then varies as much within these
 * years as it does in an assessment, and another choice of controls meets the same worlds and the same luck.
 */
const YEARS_OF_A_WORLD = 200;

export type PlayOptions = {
  readonly years: number;
  readonly seed: number;
  /** Told after each world, for whoever waits. */
  readonly onProgress?: OnProgress;
};

/** Plays a number of years of a subject, rounded up to whole worlds. */
export function playYears(
  data: LossModelData,
  subject: Subject,
  { years, seed, onProgress }: PlayOptions,
): PlayedYears {
  const model = lossModel({ ...data, blockYears: YEARS_OF_A_WORLD }, subject);
  const player = createPlayer(compileModel(model.source), seed);
  const unclaimed = 1 << bitOfFact(model, 'unclaimed');
  const worlds = Math.ceil(years / YEARS_OF_A_WORLD);
  const small = new Float64Array(worlds * YEARS_OF_A_WORLD);
  const firstOfYear = new Int32Array(small.length + 1);
  const table = createEventTable(1);
  const row: number[] = [];
  for (let world = 0; world < worlds; world++) {
    const played = player.play(world, world);
    for (let y = 0; y < YEARS_OF_A_WORLD; y++) {
      const year = world * YEARS_OF_A_WORLD + y;
      for (let i = played.firstOfYear[y]; i < played.firstOfYear[y + 1]; i++) {
        const event = played.order[i];
        if ((played.table.flags[event] & unclaimed) !== 0 && !hasPartner(played.table, event)) {
          small[year] += grossOf(played.table, event);
          continue;
        }
        copyEvent(played.table, event, table);
        row.push(played.row[event]);
      }
      firstOfYear[year + 1] = table.events;
    }
    onProgress?.({ done: world + 1, of: worlds });
  }
  return { model, years: small.length, small, table, row: Int32Array.from(row), firstOfYear };
}

/** Some of the years alone, numbered anew in the order given. */
export function someYears(played: PlayedYears, chosen: readonly number[]): PlayedYears {
  const table = createEventTable(1);
  const row: number[] = [];
  const firstOfYear = new Int32Array(chosen.length + 1);
  chosen.forEach((year, i) => {
    for (let event = played.firstOfYear[year]; event < played.firstOfYear[year + 1]; event++) {
      copyEvent(played.table, event, table);
      row.push(played.row[event]);
    }
    firstOfYear[i + 1] = table.events;
  });
  const small = Float64Array.from(chosen, (year) => played.small[year]);
  return { model: played.model, years: chosen.length, small, table, row: Int32Array.from(row), firstOfYear };
}

function hasPartner({ firstLine, partner }: EventTable, event: number): boolean {
  for (let l = firstLine[event]; l < firstLine[event + 1]; l++) if (partner[l] >= 0) return true;
  return false;
}

function grossOf({ firstLine, amount }: EventTable, event: number): number {
  let gross = 0;
  for (let l = firstLine[event]; l < firstLine[event + 1]; l++) gross += amount[l];
  return settleYen(gross);
}

function copyEvent(from: EventTable, event: number, to: EventTable): void {
  const e = addEvent(to, from.time[event], from.outageHours[event]);
  to.flags[e] = from.flags[event * from.flagWords];
  for (let l = from.firstLine[event]; l < from.firstLine[event + 1]; l++) {
    const line = addLine(
      to,
      from.slot[l],
      from.claim[l],
      from.partner[l],
      from.amount[l],
      from.units[l],
      from.lineFlags[l],
    );
    to.weight[line] = from.weight[l];
    to.fromHour[line] = from.fromHour[l];
    to.toHour[line] = from.toHour[l];
    to.day[line] = from.day[l];
  }
}
