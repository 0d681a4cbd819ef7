/** A graph whose nodes have sizes. */
export type Graph = {
  readonly nodes: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
};

/** A node at its place: `x` is its middle, `y` its upper edge. Long edges pass through points of their own. */
export type RankedNode = {
  readonly id: string;
  readonly rank: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Ranked = {
  readonly nodes: readonly RankedNode[];
  /** For each edge the points it passes, none for edges that lead back. */
  readonly via: readonly (readonly string[])[];
  readonly back: readonly boolean[];
  readonly breaks: readonly number[];
};

/** Room beside and below a node. */
const GAP_X = 28;
const GAP_Y = 44;
const MARGIN = 24;
const SWEEPS = 12;

/** Layered drawing (Sugiyama): loops aside, longest path from above, few crossings by barycentres, columns as straight as they can be. */
export function rankGraph({ nodes, edges }: Graph): Ranked {
  const back = backEdges(
    nodes.map(({ id }) => id),
    edges,
  );
  const rank = ranksOf(
    nodes.map(({ id }) => id),
    edges,
    back,
  );
  const rows: Cell[][] = [];
  const cellOf = new Map<string, Cell>();
  const put = (cell: Cell) => {
    for (let row = rows.length; row <= cell.rank; row++) rows.push([]);
    rows[cell.rank].push(cell);
    cellOf.set(cell.id, cell);
    return cell;
  };
  for (const { id, width, height } of nodes)
    put({ id, rank: rank.get(id) ?? 0, width, height, x: 0, up: [], down: [] });
  const via = edges.map(({ from, to }, i) => {
    if (back[i]) return [];
    const [top, bottom] = [cellOf.get(from), cellOf.get(to)];
    if (!top || !bottom) return [];
    const points: string[] = [];
    let above = top;
    for (let row = top.rank + 1; row < bottom.rank; row++) {
      const point = put({ id: `${i} via ${row}`, rank: row, width: 8, height: 0, x: 0, up: [], down: [] });
      link(above, point);
      points.push(point.id);
      above = point;
    }
    link(above, bottom);
    return points;
  });
  orderRows(rows);
  placeColumns(rows);
  return { ...placeRows(rows), via, back };
}

type Cell = {
  readonly id: string;
  readonly rank: number;
  readonly width: number;
  readonly height: number;
  x: number;
  readonly up: Cell[];
  readonly down: Cell[];
};

function link(above: Cell, below: Cell): void {
  above.down.push(below);
  below.up.push(above);
}

/** Edges that close a loop on a walk in depth, in the order of the graph. */
function backEdges(ids: readonly string[], edges: Graph['edges']): boolean[] {
  const out = new Map<string, number[]>(ids.map((id) => [id, []]));
  for (const [i, { from }] of edges.entries()) out.get(from)?.push(i);
  const back = edges.map(() => false);
  const state = new Map<string, 'open' | 'done'>();
  for (const root of ids) {
    const stack = state.has(root) ? [] : [{ id: root, at: 0 }];
    if (stack.length > 0) state.set(root, 'open');
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const i = out.get(top.id)?.[top.at++];
      if (i === undefined) {
        state.set(top.id, 'done');
        stack.pop();
        continue;
      }
      const { to } = edges[i];
      if (state.get(to) === 'open') back[i] = true;
      else if (!state.has(to)) {
        state.set(to, 'open');
        stack.push({ id: to, at: 0 });
      }
    }
  }
  return back;
}

/** The longest way to each node. */
function ranksOf(
  ids: readonly string[],
  edges: Graph['edges'],
  back: readonly boolean[],
): Map<string, number> {
  const rank = new Map(ids.map((id) => [id, 0]));
  for (let changed = true, rounds = 0; changed && rounds <= ids.length; rounds++) {
    changed = false;
    for (const [i, { from, to }] of edges.entries()) {
      const wanted = (rank.get(from) ?? 0) + 1;
      if (back[i] || (rank.get(to) ?? 0) >= wanted) continue;
      rank.set(to, wanted);
      changed = true;
    }
  }
  return rank;
}

/** Each row in the order of the middles of its neighbours, down and up again, kept where crossings became fewer. */
function orderRows(rows: Cell[][]): void {
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const downward = sweep % 2 === 0;
    const order = downward ? rows : [...rows].reverse();
    for (const row of order) {
      const place = placesIn(rows);
      const wanted = new Map(
        row.map((cell, i) => [cell, middle(downward ? cell.up : cell.down, place) ?? i]),
      );
      row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
    }
    const now = crossings(rows);
    if (now >= fewest) continue;
    fewest = now;
    best = rows.map((row) => [...row]);
  }
  for (const [i, row] of best.entries()) rows[i] = row;
}

const placesIn = (rows: readonly Cell[][]) =>
  new Map(rows.flatMap((row) => row.map((cell, i) => [cell, i] as const)));

function middle(cells: readonly Cell[], place: ReadonlyMap<Cell, number>): number | undefined {
  if (cells.length === 0) return undefined;
  return cells.reduce((sum, cell) => sum + (place.get(cell) ?? 0), 0) / cells.length;
}

function crossings(rows: readonly Cell[][]): number {
  const place = placesIn(rows);
  return rows.reduce((sum, row) => {
    const lines = row.flatMap((cell, i) => cell.down.map((below) => [i, place.get(below) ?? 0] as const));
    let crossed = 0;
    for (const [a, b] of lines) for (const [c, d] of lines) if (a < c && b > d) crossed++;
    return sum + crossed;
  }, 0);
}

/** Sweeps that place columns: long chains settle slowly. */
const SETTLING = 80;
/** How much more a long edge wants to be straight than a step wants to stand under its neighbours. */
const STRAIGHT = 8;

/** Moves every row as near to the middles of its neighbours as the order and the widths allow. */
function placeColumns(rows: readonly Cell[][]): void {
  for (const row of rows)
    settle(
      row,
      row.map((_, i) => i),
    );
  for (let sweep = 0; sweep < SETTLING; sweep++) {
    const downward = sweep % 2 === 0;
    for (const row of downward ? rows : [...rows].reverse())
      settle(
        row,
        row.map((cell) =>
          wantedBy(
            cell,
            sweep < SETTLING / 4 ? (downward ? cell.up : cell.down) : [...cell.up, ...cell.down],
          ),
        ),
      );
  }
}

function wantedBy(cell: Cell, near: readonly Cell[]): number {
  let [sum, weights] = [0, 0];
  for (const other of near) {
    const weight = cell.height === 0 && other.height === 0 ? STRAIGHT : 1;
    sum += other.x * weight;
    weights += weight;
  }
  return weights === 0 ? cell.x : sum / weights;
}

/** Least squares under the order of the row: neighbours that would overlap are moved as one block. */
function settle(row: readonly Cell[], wanted: readonly number[]): void {
  let offset = 0;
  const offsets = row.map((cell, i) => {
    if (i > 0) offset += (row[i - 1].width + cell.width) / 2 + GAP_X;
    return offset;
  });
  const blocks: { sum: number; count: number }[] = [];
  for (const [i, x] of wanted.entries()) {
    let block = { sum: x - offsets[i], count: 1 };
    for (
      let last = blocks.at(-1);
      last && last.sum / last.count >= block.sum / block.count;
      last = blocks.at(-1)
    ) {
      block = { sum: block.sum + last.sum, count: block.count + last.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  let i = 0;
  for (const { sum, count } of blocks)
    for (let k = 0; k < count; k++, i++) row[i].x = sum / count + offsets[i];
}

function placeRows(rows: readonly Cell[][]): Pick<Ranked, 'nodes' | 'breaks'> {
  const left = Math.min(...rows.flat().map(({ x, width }) => x - width / 2));
  const nodes: RankedNode[] = [];
  const breaks: number[] = [];
  let y = MARGIN;
  for (const row of rows) {
    const height = Math.max(...row.map((cell) => cell.height));
    for (const { id, rank, x, width, height: own } of row)
      nodes.push({
        id,
        rank,
        x: Math.round(x - left + MARGIN),
        y,
        width,
        height: own,
      });
    y += height + GAP_Y;
    breaks.push(y - GAP_Y / 2);
  }
  return { nodes, breaks };
}
