import type { Assembler } from '../../wasm/assembler.ts';
import type { Coder, Place, Value } from '../../wasm/coder.ts';
import { elementAt } from '../../wasm/element.ts';
import type { TermProgramme } from '../programme.ts';
import type { LineColumn, TermPlaces } from './layout.ts';

/** What is written: a programme, and where it finds its numbers. */
export type Context = {
  readonly module: Assembler;
  readonly programme: TermProgramme;
  readonly places: TermPlaces;
  /** Offsets of instructions whose amounts are read from memory instead of folded. */
  readonly open: ReadonlySet<number>;
  /** Columns that some instruction reads or writes. */
  readonly used: Set<LineColumn>;
};

/** One function being written, with the addresses of all columns. */
export type Scene = {
  readonly c: Coder;
  readonly context: Context;
  readonly addresses: ReadonlyMap<number, Value>;
};

/** Begins a function: all addresses are read at its head, so that every branch finds them. */
export function openScene(c: Coder, context: Context): Scene {
  const { columns, paid, keyed, byEvent, open } = context.places;
  const words = [...Object.values(columns), ...paid, ...keyed, byEvent, open];
  return { c, context, addresses: new Map(words.map((word) => [word, c.load('i', { base: word })])) };
}

/** The address that stands in a control word. */
export function address({ addresses }: Scene, word: number): Value {
  return addresses.get(word) as Value;
}

/** Where an element of a column stands. */
export function at({ c, context, addresses }: Scene, column: LineColumn, index: Value, shift: 2 | 3): Place {
  context.used.add(column);
  return { base: elementAt(c, addresses.get(context.places.columns[column]) as Value, index, shift) };
}

export function double(scene: Scene, column: LineColumn, index: Value): Value {
  return scene.c.load('d', at(scene, column, index, 3));
}

export function integer(scene: Scene, column: LineColumn, index: Value): Value {
  return scene.c.load('i', at(scene, column, index, 2));
}

export function setDouble(scene: Scene, column: LineColumn, index: Value, value: Value): void {
  scene.c.store('d', at(scene, column, index, 3), value);
}
