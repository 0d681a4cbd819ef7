import { companyTables } from '../company-shape.ts';
import type { Finding } from '../problem.ts';
import { circularReference, deputiesInCircle } from '../problems/row.ts';
import type { Leaf } from '../shape.ts';
import { rowsOf, textsOf } from './rows.ts';

type Link = { readonly table: string; readonly field: string; readonly leaf: Leaf };

/** The fields that lead to rows of their own table, found in the schema: `dependsOn` of systems, `deputy` of people. */
const LINKS: readonly Link[] = companyTables.flatMap(([table, { row }]) =>
  [...row.fields].flatMap(([field, leaf]) =>
    leaf.node === 'leaf' && leaf.meta.refersTo === table ? [{ table, field, leaf }] : [],
  ),
);

/** Finds rows that lead to themselves through others; each circle once, at its first member in the file. */
export function checkCircles(tree: unknown): Finding[] {
  return LINKS.flatMap((link) => circlesOf(tree, link));
}

function circlesOf(tree: unknown, { table, field, leaf }: Link): Finding[] {
  const rows = rowsOf(tree, table).flatMap(({ path, row }) =>
    typeof row.id === 'string' ? [{ at: path[1] as number, id: row.id, targets: textsOf(row[field]) }] : [],
  );
  // Of two rows with one id either may be the one that was meant, so the links of both count.
  const byId = Map.groupBy(rows, ({ id }) => id);
  const links = new Map([...byId].map(([id, same]) => [id, same.flatMap(({ targets }) => targets)]));
  const placeOf = (id: string) => byId.get(id)?.[0].at ?? 0;
  return circlesIn(links).map((circle) => {
    const first = circle.reduce((a, b) => (placeOf(b) < placeOf(a) ? b : a));
    const turn = circle.indexOf(first);
    const fromFirst = [...circle.slice(turn), ...circle.slice(0, turn)];
    const linking = byId.get(first)?.find(({ targets }) => targets.includes(fromFirst[1] ?? first));
    return { path: [table, linking?.at ?? 0, field], problem: problemOf(leaf, table, fromFirst) };
  });
}

/** People may well stand in for each other, so only somebody who stands in for himself is an error. */
function problemOf(leaf: Leaf, table: string, circle: readonly string[]) {
  return table === 'people' && circle.length > 1
    ? deputiesInCircle(leaf, circle)
    : circularReference(leaf, circle);
}

/**
 * Circles without a common member, at least one in every group of rows that reach each other. One walk with its own
 * stack: a chain of a hundred thousand rows neither overflows nor slows it.
 */
function circlesIn(links: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const told = new Set<string>();
  const done = new Set<string>();
  for (const start of links.keys()) {
    const way: { id: string; next: number }[] = [];
    const depth = new Map<string, number>();
    const enter = (id: string) => {
      if (done.has(id) || !links.has(id)) return;
      depth.set(id, way.length);
      way.push({ id, next: 0 });
    };
    enter(start);
    while (way.length > 0) {
      const here = way[way.length - 1];
      const target = links.get(here.id)?.[here.next++];
      if (target === undefined) {
        way.pop();
        depth.delete(here.id);
        done.add(here.id);
        continue;
      }
      const at = depth.get(target);
      if (at === undefined) {
        enter(target);
        continue;
      }
      if (told.has(target) || told.has(here.id)) continue;
      const circle = way.slice(at).map(({ id }) => id);
      if (circle.some((id) => told.has(id))) continue;
      for (const id of circle) told.add(id);
      circles.push(circle);
    }
  }
  return circles;
}
