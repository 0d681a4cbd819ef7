import { type Cell, KEY } from './programme.ts';

/** The memory of a term programme: how much each cell has given or borne, by key where it has one. */
export type Cells = {
  get(cell: number, place: number, key: number): number;
  add(cell: number, place: number, key: number, amount: number): void;
  /** Clears what lives for an event or a period, and makes room for the events of the next period. */
  newPeriod(events: number): void;
};

/**
 * Cells of kind `event` are kept once for each event of the period, because parts with different trigger dates may
 * take turns with other events. Keyed cells live in maps: few keys are ever touched.
 */
export function createCells(cells: readonly Cell[]): Cells {
  const count = cells.length;
  const perEvent = cells.map((cell) => cell.life === 'event');
  const keyed = cells.map((cell) => cell.key !== KEY.event);
  const single = new Float64Array(count);
  let byEvent = new Float64Array(0);
  const byKey = cells.map(() => new Map<number, number>());

  // A key is below 2^31; an event cell adds the place of its event.
  const keyOf = (cell: number, place: number, key: number) => (perEvent[cell] ? place * 2 ** 31 + key : key);

  return {
    get: (cell, place, key) => {
      if (keyed[cell]) return byKey[cell].get(keyOf(cell, place, key)) ?? 0;
      return perEvent[cell] ? byEvent[place * count + cell] : single[cell];
    },
    add: (cell, place, key, amount) => {
      if (keyed[cell]) {
        const at = keyOf(cell, place, key);
        byKey[cell].set(at, (byKey[cell].get(at) ?? 0) + amount);
      } else if (perEvent[cell]) {
        byEvent[place * count + cell] += amount;
      } else {
        single[cell] += amount;
      }
    },
    newPeriod: (events) => {
      if (byEvent.length < events * count) byEvent = new Float64Array(events * count * 2);
      else byEvent.fill(0, 0, events * count);
      for (let c = 0; c < count; c++) {
        if (cells[c].life === 'forever') continue;
        single[c] = 0;
        if (byKey[c].size > 0) byKey[c].clear();
      }
    },
  };
}
