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

/** The head of what is not told by heads. */
const ALL_HEADS = 'all';

type Shown = { readonly heads: number; readonly causes: number; readonly rest: string };

/**
 * The gap map of one policy as a table: the heads and causes with the largest gaps, all others together, so that rows and
 * columns add up to the yen.
 *
 * @param place number of the policy in the map; −1 for no insurance at all
 */
export function gapView(map: GapMap, place: number, shown: Shown): GapView {
  const keptOf = (cell: GapMap['cells'][number]): GapOfPolicy =>
    place < 0 ? { policy: '', yen: cell.owed } : cell.kept[place];
  const order = (key: 'head' | 'cause') => {
    const sums = new Map<string, { kept: number; owed: number }>();
    for (const cell of map.cells) {
      const { kept, owed } = sums.get(cell[key]) ?? { kept: 0, owed: 0 };
      sums.set(cell[key], { kept: kept + keptOf(cell).yen, owed: owed + cell.owed });
    }
    const ids = [...sums].sort(([, a], [, b]) => b.kept - a.kept || b.owed - a.owed).map(([id]) => id);
    // Incidents nobody claims for are told without heads: they stand among the others.
    return [...ids.filter((id) => id !== ALL_HEADS), ...ids.filter((id) => id === ALL_HEADS)];
  };
  const nameOf = (key: 'head' | 'cause', id: string) =>
    map.cells.find((cell) => cell[key] === id)?.[`${key}Name`] ?? id;
  const [heads, causes] = [order('head'), order('cause')];
  const columns = grouped(heads, shown.heads, heads.includes(ALL_HEADS) ? 2 : 1);
  const lines = grouped(causes, shown.causes, 1);
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
      name: ids.length === 1 && ids[0] !== ALL_HEADS ? nameOf('head', ids[0]) : shown.rest,
    })),
    rows,
    totals: columns.map((_, column) => sum(rows.map(({ cells }) => cells[column].kept))),
    total: sum(rows.map(({ total }) => total)),
    most: Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ kept }) => kept))),
  };
}

/** The first ones alone and the others together, never a group of one; the last `together` are always among the others. */
function grouped(ids: readonly string[], alone: number, together: number): string[][] {
  if (ids.length <= alone + 1 && together <= 1) return ids.map((id) => [id]);
  const first = Math.min(alone, Math.max(0, ids.length - together));
  return [...ids.slice(0, first).map((id) => [id]), ids.slice(first)];
}

/** Shades from 0 (nothing) to 3, by order of magnitude below the largest. */
export function shadeOf(yen: number, most: number): 0 | 1 | 2 | 3 {
  if (yen <= 0 || most <= 0) return 0;
  const share = yen / most;
  return share > 0.4 ? 3 : share > 0.1 ? 2 : 1;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
