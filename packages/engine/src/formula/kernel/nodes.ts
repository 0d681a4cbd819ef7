import type { Coder, Value } from '../../wasm/coder.ts';
import { both } from '../../wasm/doubles.ts';
import { type Level, type Node, OP } from '../graph.ts';
import type { Scene, Written } from './scene.ts';
import { writeValue } from './values.ts';

/** Writes the nodes of a frame for two elements, in an order in which every argument comes first. */
export function writeNodes(scene: Scene, level: Level, order: readonly number[]): Written {
  const { c, graph } = scene;
  const values = new Map<number, Value>();
  const masks = new Map<number, Value>();
  const value = (node: number): Value => {
    let known = values.get(node);
    if (!known) {
      // Only a comparison is kept as a mask alone.
      known = c.op('v128.and', masks.get(node) as Value, both(c, 1));
      values.set(node, known);
    }
    return known;
  };
  const mask = (node: number): Value => {
    let known = masks.get(node);
    if (!known) {
      known = c.op('f64x2.ne', value(node), both(c, 0));
      masks.set(node, known);
    }
    return known;
  };
  const written: Written = { value, mask };
  for (const i of order) {
    const node = graph.frames[level].nodes[i];
    const truth = maskOf(c, node, written);
    if (truth) {
      masks.set(i, truth);
      // Written here, so that it stands before any branch that may need it.
      value(i);
    } else values.set(i, writeValue(scene, node, written));
  }
  return written;
}

/** A node that is true or false; undefined for one that is a number. */
function maskOf(c: Coder, { op, args: [a, b] }: Node, { value, mask }: Written): Value | undefined {
  switch (op) {
    case OP.less:
      return c.op('f64x2.lt', value(a), value(b));
    case OP.lessEqual:
      return c.op('f64x2.le', value(a), value(b));
    case OP.equal:
      return c.op('f64x2.eq', value(a), value(b));
    case OP.and:
      return c.op('v128.and', mask(a), mask(b));
    case OP.or:
      return c.op('v128.or', mask(a), mask(b));
    case OP.not:
      return c.op('v128.not', mask(a));
    default:
      return undefined;
  }
}
