import { companyTables } from '../company-shape.ts';
import type { Finding } from '../problem.ts';
import { circularReference } from '../problems/row.ts';
import type { Leaf } from '../shape.ts';
import { rowsOf, textsOf } from './rows.ts';

/** Finds systems that depend on themselves through others; each circle once, at its first member in the file. */
export function checkCircles(tree: unknown): Finding[] {
  const leaf = companyTables.find(([name]) => name === 'systems')?.[1].row.fields.get('dependsOn') as Leaf;
  const links = new Map<string, readonly string[]>();
  const place = new Map<string, number>();
  for (const { path, row } of rowsOf(tree, 'systems')) {
    if (typeof row.id !== 'string' || links.has(row.id)) continue;
    links.set(row.id, textsOf(row.dependsOn));
    place.set(row.id, path[1] as number);
  }
  const placeOf = (id: string) => place.get(id) ?? 0;
  return circlesIn(links).map((circle) => {
    const first = circle.reduce((a, b) => (placeOf(b) < placeOf(a) ? b : a));
    const turn = circle.indexOf(first);
    const fromFirst = [...circle.slice(turn), ...circle.slice(0, turn)];
    return { path: ['systems', placeOf(first), 'dependsOn'], problem: circularReference(leaf, fromFirst) };
  });
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
