import { COS, EXP2, LOG, ROOT_HALF_BITS, SIN } from './coefficients.ts';

/**
 * Arithmetic in single precision, step by step what `wasm/singles.ts` writes for four lanes. A double holds the exact
 * result of one operation on singles closely enough that rounding it once gives the single the processor would.
 */
const f = Math.fround;
const bits = new Float32Array(1);
const words = new Int32Array(bits.buffer);

export function horner(x: number, coefficients: readonly number[]): number {
  let sum = coefficients[coefficients.length - 1];
  for (let i = coefficients.length - 2; i >= 0; i--) sum = f(f(sum * x) + coefficients[i]);
  return sum;
}

const HALF_TURN = f(Math.PI / 2 / 2147483648);
const TWO_LN2 = f(2 * Math.LN2);

/** Two standard normals from two words, see `normalPair` in `wasm/singles.ts`. */
export function normalPair(radiusWord: number, angleWord: number, into: Float32Array, at: number): void {
  bits[0] = f(f(radiusWord >>> 1) + 0.5);
  const e = (words[0] - ROOT_HALF_BITS) >> 23;
  words[0] -= e << 23;
  const m = bits[0];
  const s = f(f(m - 1) / f(m + 1));
  const r = f(Math.sqrt(f(f((31 - e) * TWO_LN2) + f(s * horner(f(s * s), LOG)))));
  const t = f(f(angleWord | 0) * HALF_TURN);
  const z = f(t * t);
  const cosine = horner(z, COS);
  into[at] = f(r * f(t * horner(z, SIN)));
  into[at + 1] = f(r * (angleWord & 1 ? -cosine : cosine));
}

/** 2^(x + whole), see `exp2` in `wasm/singles.ts`. */
export function exp2(x: number, rounder: number): number {
  bits[0] = f(x + rounder);
  const power = words[0] << 23;
  const r = f(x - f(bits[0] - rounder));
  bits[0] = horner(r, EXP2);
  words[0] += power;
  return bits[0];
}
