import { COS, EXP2, LOG, ROOT_HALF_BITS, SIN } from '../portfolio/coefficients.ts';
import type { Coder, Value } from './coder.ts';

/** Arithmetic on four singles; `portfolio/singles.ts` does the same steps in plain TypeScript. */

export function lanesOf(c: Coder, value: number): Value {
  const [word] = new Uint32Array(Float32Array.of(value).buffer);
  return c.words(word, word, word, word);
}

export function horner(c: Coder, x: Value, coefficients: readonly number[]): Value {
  let sum = lanesOf(c, coefficients.at(-1) as number);
  for (let i = coefficients.length - 2; i >= 0; i--) {
    sum = c.op('f32x4.add', c.op('f32x4.mul', sum, x), lanesOf(c, coefficients[i]));
  }
  return sum;
}

/**
 * Two standard normals from two words (Box–Muller): 31 bits make the radius, the other word the angle within a half
 * circle and, by its lowest bit, on which half.
 */
export function normalPair(c: Coder, radiusWord: Value, angleWord: Value): [Value, Value] {
  const i = (n: number) => c.words(n, n, n, n);
  // −2 ln u of u = (w + ½) / 2^31
  const u = c.op(
    'f32x4.add',
    c.op('f32x4.convert_i32x4_s', c.op('i32x4.shr_u', radiusWord, c.i32(1))),
    lanesOf(c, 0.5),
  );
  const e = c.op('i32x4.shr_s', c.op('i32x4.sub', u, i(ROOT_HALF_BITS)), c.i32(23));
  const m = c.op('i32x4.sub', u, c.op('i32x4.shl', e, c.i32(23)));
  const s = c.op('f32x4.div', c.op('f32x4.sub', m, lanesOf(c, 1)), c.op('f32x4.add', m, lanesOf(c, 1)));
  const exponent = c.op('f32x4.convert_i32x4_s', c.op('i32x4.sub', i(31), e));
  const square = c.op(
    'f32x4.add',
    c.op('f32x4.mul', exponent, lanesOf(c, 2 * Math.LN2)),
    c.op('f32x4.mul', s, horner(c, c.op('f32x4.mul', s, s), LOG)),
  );
  const r = c.op('f32x4.sqrt', square);
  const t = c.op('f32x4.mul', c.op('f32x4.convert_i32x4_s', angleWord), lanesOf(c, Math.PI / 2 / 2147483648));
  const z = c.op('f32x4.mul', t, t);
  const sine = c.op('f32x4.mul', t, horner(c, z, SIN));
  const cosine = c.op('v128.xor', horner(c, z, COS), c.op('i32x4.shl', angleWord, c.i32(31)));
  return [c.op('f32x4.mul', r, sine), c.op('f32x4.mul', r, cosine)];
}

/** 2^(x + whole) for a `rounder` of ROUNDER + whole: the whole part costs nothing. */
export function exp2(c: Coder, x: Value, rounder: Value): Value {
  const rounded = c.op('f32x4.add', x, rounder);
  const r = c.op('f32x4.sub', x, c.op('f32x4.sub', rounded, rounder));
  return c.op('i32x4.add', horner(c, r, EXP2), c.op('i32x4.shl', rounded, c.i32(23)));
}
