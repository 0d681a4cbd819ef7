import { PPM } from '@sonae/core';
import type { Coder, Value } from '../../wasm/coder.ts';
import type { TermProgramme } from '../programme.ts';

/** One rounding, as `settleYen`: down to whole yen, but a shortfall below the resolution of the sum is none. */
export function settled(c: Coder, { wholeYen }: TermProgramme, amount: Value): Value {
  if (!wholeYen) return amount;
  const resolution = c.op('f64.mul', c.op('f64.abs', amount), c.f64(2 ** -46));
  const shortfall = c.op('f64.min', c.f64(0.25), c.op('f64.max', c.f64(5e-7), resolution));
  return c.op('f64.floor', c.op('f64.add', amount, shortfall));
}

/** As `applyPpm`: whole millions apart, so that no step leaves the integers a double can hold. */
export function sharedOf(c: Coder, x: Value, ppm: Value): Value {
  const whole = c.op('f64.floor', c.op('f64.div', x, c.f64(PPM)));
  const rest = c.op('f64.sub', x, c.op('f64.mul', whole, c.f64(PPM)));
  const ofRest = c.op('f64.div', c.op('f64.mul', rest, ppm), c.f64(PPM));
  return c.op('f64.add', c.op('f64.mul', whole, ppm), ofRest);
}
