import type { Value } from '../../wasm/coder.ts';
import { both } from '../../wasm/doubles.ts';
import { type Node, OP } from '../graph.ts';
import { band, pick, tableEntry } from './choices.ts';
import { category, quantile, triangular } from './distributions.ts';
import { each, type Scene, type Written } from './scene.ts';

/** Writes a node that is a number. */
export function writeValue(scene: Scene, node: Node, { value, mask }: Written): Value {
  const { c, helpers } = scene;
  const { doubles } = helpers;
  const { op, args } = node;
  const [i0, i1, i2, i3] = args;
  const a = () => value(i0);
  const b = () => value(i1);
  const rest = () => args.slice(1).map(value);
  const laneOf = (v: Value, lane: number) => c.lane('f64x2', v, lane);
  switch (op) {
    case OP.constant:
      return both(c, node.value);
    case OP.input:
      return input(scene, node.value);
    case OP.lift:
      return lift(scene, node.value);
    case OP.unit:
      return unit(scene, node.value);
    case OP.normal:
      return c.call(doubles.normal, a());
    case OP.add:
      return c.op('f64x2.add', a(), b());
    case OP.subtract:
      return c.op('f64x2.sub', a(), b());
    case OP.multiply:
      return c.op('f64x2.mul', a(), b());
    case OP.divide:
      return c.op('f64x2.div', a(), b());
    case OP.min:
      return c.op('f64x2.pmin', b(), a());
    case OP.max:
      return c.op('f64x2.pmax', b(), a());
    case OP.choose:
      return c.op('v128.bitselect', b(), value(i2), mask(i0));
    case OP.exp:
      return c.call(doubles.exp, a());
    case OP.log:
      return c.call(doubles.log, a());
    case OP.log10:
      return c.op('f64x2.div', c.call(doubles.log, a()), both(c, Math.LN10));
    case OP.sqrt:
      return c.op('f64x2.sqrt', a());
    case OP.pow:
      return c.call(doubles.pow, a(), b());
    case OP.floor:
      return c.op('f64x2.floor', a());
    case OP.round:
      return c.op('f64x2.floor', c.op('f64x2.add', a(), both(c, 0.5)));
    case OP.band:
      return band(c, a(), rest());
    case OP.pick:
      return pick(c, a(), rest());
    case OP.table:
      return tableEntry(scene, a(), node.value);
    case OP.triangular:
      return triangular(c, a(), b(), value(i2), value(i3));
    case OP.quantile:
      return quantile(scene, a(), node.value);
    case OP.poisson:
      return each(c, (lane) => c.call(helpers.poisson, laneOf(a(), lane), laneOf(b(), lane)));
    case OP.binomial:
      return each(c, (lane) =>
        c.call(helpers.binomial, laneOf(a(), lane), laneOf(b(), lane), laneOf(value(i2), lane)),
      );
    case OP.category:
      return category(c, a(), rest());
    default:
      throw new Error(`operation ${op} has no form in a kernel`);
  }
}

function input({ c, element, frame }: Scene, column: number): Value {
  return c.load('v', {
    base: c.op('i32.shl', element, c.i32(3)),
    offset: frame.inputs + column * frame.inputBytes,
  });
}

/** A value of the frame above: of the one element there is, or of the parent of each of the two. */
function lift({ c, element, frame: { above, parent } }: Scene, node: number): Value {
  const column = above.get(node) as number;
  if (parent === undefined) return c.op('f64x2.splat', c.load('d', { base: column }));
  const four = c.op('i32.shl', element, c.i32(2));
  return each(c, (lane) => {
    const number = c.load('i', { base: four, offset: parent + lane * 4 });
    return c.load('d', { base: c.op('i32.shl', number, c.i32(3)), offset: column });
  });
}

/** A uniform: two share a slot, which holds them for four elements. */
function unit({ c, half, draws }: Scene, number: number): Value {
  return c.load('v', {
    base: c.op('i32.shl', half, c.i32(4)),
    offset: (draws.get(number >> 1) as number) + (number & 1) * 32,
  });
}
