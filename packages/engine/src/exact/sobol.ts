import { DIRECTIONS } from './sobol-directions.ts';

const BITS = 32;
export const MOST_DIMENSIONS = DIRECTIONS.length + 1;

/**
 * Points of the Sobol sequence, shifted digit by digit: every shift gives an unbiased estimate of its own, so a few
 * of them tell the error.
 *
 * @param shift one word a dimension
 * @returns by dimension, the points as numbers strictly between 0 and 1
 */
export function sobolPoints(count: number, shift: Uint32Array): Float64Array[] {
  return Array.from(shift, (word, dimension) => {
    const directions = directionsOf(dimension);
    const points = new Float64Array(count);
    let x = word;
    for (let i = 0; i < count; i++) {
      points[i] = ((x >>> 0) + 0.5) / 4294967296;
      // Gray code order: one direction flips from each point to the next.
      x ^= directions[Math.min(BITS - 1, trailingOnes(i))];
    }
    return points;
  });
}

function trailingOnes(i: number): number {
  return 31 - Math.clz32(~i & -~i);
}

const memory = new Map<number, Int32Array>();

function directionsOf(dimension: number): Int32Array {
  let v = memory.get(dimension);
  if (v) return v;
  v = new Int32Array(BITS);
  if (dimension === 0) {
    for (let i = 0; i < BITS; i++) v[i] = 1 << (31 - i);
  } else {
    const [polynomial, ...first] = DIRECTIONS[dimension - 1];
    const degree = first.length;
    for (let i = 0; i < degree; i++) v[i] = first[i] << (31 - i);
    for (let i = degree; i < BITS; i++) {
      v[i] = v[i - degree] ^ (v[i - degree] >>> degree);
      for (let k = 1; k < degree; k++) if ((polynomial >> (degree - k)) & 1) v[i] ^= v[i - k];
    }
  }
  memory.set(dimension, v);
  return v;
}
