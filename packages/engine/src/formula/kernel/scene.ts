import type { Callee, Coder, Value } from '../../wasm/coder.ts';
import type { Doubles } from '../../wasm/doubles.ts';
import type { Graph } from '../graph.ts';
import type { FramePlaces, KernelPlaces } from './layout.ts';

/** Functions of the module that frames call. */
export type Helpers = {
  readonly binomial: Callee;
  readonly doubles: Doubles;
  readonly poisson: Callee;
  readonly draw: Callee;
};

/** Two elements of a frame being written. */
export type Scene = {
  readonly c: Coder;
  readonly graph: Graph;
  readonly frame: FramePlaces;
  readonly places: KernelPlaces;
  readonly helpers: Helpers;
  /** By slot of a draw: where its uniforms stand, two of four elements each. */
  readonly draws: ReadonlyMap<number, number>;
  /** The number of the first of the two, and which half of the four drawn together they are. */
  readonly element: Value;
  readonly half: Value;
};

/** The nodes written so far. */
export type Written = {
  value(node: number): Value;
  /** All ones where the node is not 0. */
  mask(node: number): Value;
};

/** A scalar function of both elements in turn. */
export function each(c: Coder, of: (lane: 0 | 1) => Value): Value {
  const low = c.op('f64x2.splat', of(0));
  return c.replace('f64x2', low, 1, of(1));
}
