import type { Place, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import { range } from '../../wasm/range.ts';
import { KEY } from '../programme.ts';
import type { Event } from './event.ts';
import { address, integer, type Scene } from './scene.ts';

/** Clears what lives for an event or a period, for a number of open events. */
export function clearCells(scene: Scene, open: Value): void {
  const { c, context } = scene;
  const { programme, places } = context;
  const { cells } = programme;
  const zero = (base: Value, doubles: Value) =>
    range(c, c.i32(0), doubles, (i) => c.store('d', { base: elementAt(c, base, i, 3) }, c.f64(0)));
  if (cells.some(({ key, life }) => key === KEY.event && life === 'event')) {
    zero(address(scene, places.byEvent), c.op('i32.mul', open, c.i32(cells.length)));
  }
  cells.forEach(({ key, life }, cell) => {
    if (key === KEY.event) {
      if (life === 'period') c.store('d', { base: places.single + cell * 8 }, c.f64(0));
      return;
    }
    const base = address(scene, places.keyed[cell]);
    if (key === KEY.series) {
      zero(base, open);
      return;
    }
    const keys = c.load('i', { base: places.keyCounts + cell * 4 });
    zero(base, life === 'event' ? c.op('i32.mul', open, keys) : keys);
  });
}

/** Where a cell keeps its amount for the group that begins with a line. */
export function cellPlace(scene: Scene, cell: number, { place }: Event, line: Value): Place {
  const { c, context } = scene;
  const { programme, places } = context;
  const { key, life } = programme.cells[cell];
  if (key === KEY.event) {
    if (life !== 'event') return { base: places.single + cell * 8 };
    const index = c.op('i32.add', c.op('i32.mul', place, c.i32(programme.cells.length)), c.i32(cell));
    return { base: elementAt(c, address(scene, places.byEvent), index, 3) };
  }
  const base = address(scene, places.keyed[cell]);
  // Every event played is a series of its own.
  if (key === KEY.series) return { base: elementAt(c, base, place, 3) };
  const own =
    key === KEY.partner
      ? c.op('i32.add', integer(scene, 'partner', line), c.i32(1))
      : integer(scene, 'claim', line);
  const keys = c.load('i', { base: places.keyCounts + cell * 4 });
  const index = life === 'event' ? c.op('i32.add', c.op('i32.mul', place, keys), own) : own;
  return { base: elementAt(c, base, index, 3) };
}
