import type { Coder, Place, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import { range } from '../../wasm/range.ts';
import type { LineColumn } from './layout.ts';
import { address, at, double, type Scene, setDouble } from './scene.ts';

/** An event at hand: its number, its place among the open ones of its year, and the stretch of its lines. */
export type Event = {
  readonly event: Value;
  readonly place: Value;
  readonly first: Value;
  readonly last: Value;
};
export type Lines = Pick<Event, 'first' | 'last'>;

/** The stretch of lines of an event. */
export function linesOf(scene: Scene, event: Value): Lines {
  const place = at(scene, 'firstLine', event, 2);
  return { first: scene.c.load('i', place), last: scene.c.load('i', { ...place, offset: 4 }) };
}

/** Where a policy writes what it pays for an event. */
export function paidPlace(scene: Scene, policy: number, event: Value): Place {
  return { base: elementAt(scene.c, address(scene, scene.context.places.paid[policy]), event, 3) };
}

export function eachLine(
  { c }: Scene,
  { first, last }: Lines,
  visit: (line: Value, leave: (condition?: Value) => void) => void,
): void {
  range(c, first, last, visit);
}

/** What the lines come to in a column. */
export function sumOf(scene: Scene, column: LineColumn, lines: Lines): Value {
  const { c } = scene;
  const sum = c.variable('d', c.f64(0));
  eachLine(scene, lines, (line) => addTo(c, sum, double(scene, column, line)));
  return sum;
}

export function addTo(c: Coder, sum: Value, amount: Value): void {
  c.set(sum, c.op('f64.add', sum, amount));
}

/** Lowers a line of the part at hand to a share of itself. */
export function scaleLine(scene: Scene, line: Value, factor: Value): void {
  setDouble(scene, 'current', line, scene.c.op('f64.mul', double(scene, 'current', line), factor));
}
