import type { Coder, Place, Value } from './coder.ts';

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const ROUNDS = 10;
/** Bytes of the keys of all rounds, each spread over four lanes. */
export const KEY_BYTES = ROUNDS * 32;

/** The keys of all rounds as the kernels read them from memory. */
export function keySchedule(key0: number, key1: number): Uint32Array {
  const words = new Uint32Array(ROUNDS * 8);
  for (let round = 0; round < ROUNDS; round++) {
    words.fill(key0 + round * 0x9e3779b9, round * 8, round * 8 + 4);
    words.fill(key1 + round * 0xbb67ae85, round * 8 + 4, round * 8 + 8);
  }
  return words;
}

const LOW_WORDS = [0, 2, 4, 6] as const;
const HIGH_WORDS = [1, 3, 5, 7] as const;

/** Four words of a counter or of a draw, four addresses side by side. */
export type Lanes = [Value, Value, Value, Value];

/** Four draws of Philox4x32-10 side by side: each lane of the four counter words is an address of its own. */
export function philoxLanes(c: Coder, counter: Lanes, keys: Place): Lanes {
  return philoxTogether(c, [counter], keys)[0];
}

/** The same for several counters at a time, round by round: while one waits for its products, another goes on. */
export function philoxTogether(c: Coder, counters: readonly Lanes[], keys: Place): Lanes[] {
  const m0 = c.words(M0, M0, M0, M0);
  const m1 = c.words(M1, M1, M1, M1);
  let states = counters.map((counter): Lanes => [...counter]);
  for (let round = 0; round < ROUNDS; round++) {
    const key = (which: number) =>
      c.load('v', { ...keys, offset: (keys.offset ?? 0) + round * 32 + which * 16 });
    const [k0, k1] = [key(0), key(1)];
    const products = states.map(([x0, , x2]) => [
      c.op('i64x2.extmul_low_i32x4_u', x0, m0),
      c.op('i64x2.extmul_high_i32x4_u', x0, m0),
      c.op('i64x2.extmul_low_i32x4_u', x2, m1),
      c.op('i64x2.extmul_high_i32x4_u', x2, m1),
    ]);
    states = states.map(([, x1, , x3], i): Lanes => {
      const [a, b, d, e] = products[i];
      return [
        c.op('v128.xor', c.shuffle(d, e, HIGH_WORDS), c.op('v128.xor', x1, k0)),
        c.shuffle(d, e, LOW_WORDS),
        c.op('v128.xor', c.shuffle(a, b, HIGH_WORDS), c.op('v128.xor', x3, k1)),
        c.shuffle(a, b, LOW_WORDS),
      ];
    });
  }
  return states;
}

/** One draw of Philox4x32-10 on whole words. */
export function philoxOne(
  c: Coder,
  counter: readonly [Value, Value, Value, Value],
  keys: Place,
): [Value, Value, Value, Value] {
  let [x0, x1, x2, x3] = counter;
  const wide = (x: Value, factor: number) =>
    c.op('i64.mul', c.op('i64.extend_i32_u', x), c.i64(BigInt(factor)));
  const high = (product: Value) => c.op('i32.wrap_i64', c.op('i64.shr_u', product, c.i64(32n)));
  for (let round = 0; round < ROUNDS; round++) {
    const key = (which: number) =>
      c.load('i', { ...keys, offset: (keys.offset ?? 0) + round * 32 + which * 16 });
    const a = wide(x0, M0);
    const b = wide(x2, M1);
    x0 = c.op('i32.xor', high(b), c.op('i32.xor', x1, key(0)));
    x2 = c.op('i32.xor', high(a), c.op('i32.xor', x3, key(1)));
    x1 = c.op('i32.wrap_i64', b);
    x3 = c.op('i32.wrap_i64', a);
  }
  return [x0, x1, x2, x3];
}
