import type { Graph, Ranked, RankedNode } from './ranks.ts';

type Point = readonly [number, number];
export type Route = {
  readonly points: readonly Point[];
  readonly back: boolean;
  readonly labelAt: Point;
  readonly labelEnd: boolean;
};

const MARGIN = 24;
/** Room between lines that run side by side. */
const LANE = 14;
const STUB = 14;

/** Lines of right angles: down between the rows, and for loops back up along the right side. */
export function routesOf(
  { nodes, via, back }: Ranked,
  edges: Graph['edges'],
): { readonly edges: readonly Route[]; readonly width: number; readonly height: number } {
  const place = new Map(nodes.map((node) => [node.id, node]));
  const right = Math.max(...nodes.map(({ x, width }) => x + width / 2));
  let lanes = 0;
  const routes = edges.map(({ from, to }, i): Route => {
    const [a, b] = [place.get(from), place.get(to)];
    if (!a || !b) return { points: [], back: false, labelAt: [0, 0], labelEnd: false };
    if (back[i]) return around(a, b, right + LANE * ++lanes);
    return down([a, ...via[i].flatMap((id) => place.get(id) ?? []), b]);
  });
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height));
  return { edges: routes, width: Math.ceil(right + LANE * lanes + MARGIN), height: bottom + MARGIN };
}

/** A step aside of less than this is no bend: the line stays straight. */
const STRAIGHT = 12;

function down(stops: readonly RankedNode[]): Route {
  const points: Point[] = [[stops[0].x, stops[0].y + stops[0].height]];
  for (const stop of stops.slice(1)) {
    const [x, y] = points[points.length - 1];
    const last = stop === stops.at(-1);
    const to = Math.abs(stop.x - x) <= STRAIGHT ? x : stop.x;
    // The bend is close above the row, so that lines into one node meet there.
    const bend = Math.max(y + STUB / 2, stop.y - STUB);
    if (to !== x) points.push([x, bend], [to, bend]);
    points.push([to, stop.y + (last ? 0 : stop.height)]);
  }
  return { points, back: false, ...labelOf(points) };
}

/** Labels stand where a line has left those it began with: over the end of its first bend, or beside it. */
function labelOf(points: readonly Point[]): Pick<Route, 'labelAt' | 'labelEnd'> {
  const [[x, y], , turn] = points;
  if (turn === undefined || turn[0] === x) return { labelAt: [x + 5, y + STUB], labelEnd: false };
  const right = turn[0] > x;
  return { labelAt: [turn[0] + (right ? -2 : 2), turn[1] - 4], labelEnd: right };
}

function around(a: RankedNode, b: RankedNode, lane: number): Route {
  const from: Point = [a.x, a.y + a.height];
  const low = a.y + a.height + STUB;
  const into = b.y + Math.round(b.height / 2);
  return {
    points: [from, [a.x, low], [lane, low], [lane, into], [b.x + b.width / 2, into]],
    back: true,
    labelAt: [a.x + 6, low],
    labelEnd: false,
  };
}
