import type { Coder, Value } from '../../wasm/coder.ts';
import { lanesOf } from '../../wasm/singles.ts';
import type { Layer } from '../model.ts';

/** min(max(x − deductible, 0), limit) × share of four singles, leaving out what does nothing. */
export function singlesLayer(c: Coder, x: Value, layer: Layer, withShare: boolean): Value {
  const { deductible, limit, share } = layer;
  let y = x;
  if (deductible > 0)
    y = c.op('f32x4.pmax', c.words(0, 0, 0, 0), c.op('f32x4.sub', y, lanesOf(c, deductible)));
  if (limit < Number.POSITIVE_INFINITY) y = c.op('f32x4.pmin', lanesOf(c, limit), y);
  return withShare && share !== 1 ? c.op('f32x4.mul', y, lanesOf(c, share)) : y;
}

/** The same of the right one of two doubles: gross stays as it is, what is insured goes through the layer. */
export function insuredLayer(c: Coder, pair: Value, { deductible, limit, share }: Layer): Value {
  let y = pair;
  if (deductible > 0) {
    const less = c.op('f64x2.sub', y, pairOf(c, 0, deductible));
    y = c.op('f64x2.pmax', c.words(0, 0, 0, 0), less);
  }
  if (limit < Number.POSITIVE_INFINITY) y = c.op('f64x2.pmin', pairOf(c, Number.POSITIVE_INFINITY, limit), y);
  return share === 1 ? y : c.op('f64x2.mul', y, pairOf(c, 1, share));
}

/** Two doubles as one constant. */
function pairOf(c: Coder, left: number, right: number): Value {
  const [a, b, d, e] = new Uint32Array(Float64Array.of(left, right).buffer);
  return c.words(a, b, d, e);
}
