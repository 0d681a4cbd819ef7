import type { GapMap, GapOfPolicy } from '@sonae/assessment';

export type GapCellView = {
  readonly owed: number;
  readonly kept: number;
  /** How the wording stands to the head; undefined where several heads stand together. */
  readonly state: GapOfPolicy['state'];
};
export type GapView = {
  readonly heads: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly cells: readonly GapCellView[];
    readonly total: number;
  }[];
  readonly totals: readonly number[];
  readonly total: number;
  /** Largest cell, for the shades. */
  readonly most: number;
};

type Shown = { readonly heads: number; readonly causes: number; readonly rest: string };

/**
 * The gap map of one policy as a table: the largest heads and causes, all others together, so that rows and columns
 * add up to the yen.
 *
 * @param place number of the policy in the map; −1 for no insurance at all
 */
export function gapView(map: GapMap, place: number, shown: Shown): GapView {
  const keptOf = (cell: GapMap['cells'][number]): GapOfPolicy =>
    place < 0 ? { policy: '', yen: cell.owed } : cell.kept[place];
  const order = (key: 'head' | 'cause') => {
    const sums = new Map<string, number>();
    for (const cell of map.cells) sums.set(cell[key], (sums.get(cell[key]) ?? 0) + cell.owed);
    return [...sums].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  };
  const nameOf = (key: 'head' | 'cause', id: string) =>
    map.cells.find((cell) => cell[key] === id)?.[`${key}Name`] ?? id;
  const [heads, causes] = [order('head'), order('cause')];
  const columns = grouped(heads, shown.heads);
  const lines = grouped(causes, shown.causes);
  const rows = lines.map((ids) => {
    const cells = columns.map((headIds): GapCellView => {
      const inside = map.cells.filter(({ cause, head }) => ids.includes(cause) && headIds.includes(head));
      const states = new Set(inside.map((cell) => keptOf(cell).state));
      return {
        owed: sum(inside.map(({ owed }) => owed)),
        kept: sum(inside.map((cell) => keptOf(cell).yen)),
        state: states.size === 1 ? [...states][0] : undefined,
      };
    });
    const one = ids.length === 1;
    return {
      id: ids.join('+'),
      name: one ? nameOf('cause', ids[0]) : shown.rest,
      cells,
      total: sum(cells.map(({ kept }) => kept)),
    };
  });
  return {
    heads: columns.map((ids) => ({
      id: ids.join('+'),
      name: ids.length === 1 ? nameOf('head', ids[0]) : shown.rest,
    })),
    rows,
    totals: columns.map((_, column) => sum(rows.map(({ cells }) => cells[column].kept))),
    total: sum(rows.map(({ total }) => total)),
    most: Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ kept }) => kept))),
  };
}

/** The first ones alone and the others together; never a group of one. */
function grouped(ids: readonly string[], alone: number): string[][] {
  if (ids.length <= alone + 1) return ids.map((id) => [id]);
  return [...ids.slice(0, alone).map((id) => [id]), ids.slice(alone)];
}

/** Shades from 0 (nothing) to 3, by order of magnitude below the largest. */
export function shadeOf(yen: number, most: number): 0 | 1 | 2 | 3 {
  if (yen <= 0 || most <= 0) return 0;
  const share = yen / most;
  return share > 0.4 ? 3 : share > 0.1 ? 2 : 1;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
