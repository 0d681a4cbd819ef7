/**
 * Philox4x32-10 (Salmon et al. 2011, Random123): a counter-based generator. A draw is a function of the seed and of
 * its address, so any event can be replayed alone, and results do not depend on threads or order.
 *
 * The address of a draw is (index, owner, block, slot); its four words are left in {@link words}.
 */
export const words = new Uint32Array(4);

const M0_LOW = 0x1f53;
const M0_HIGH = 0xd251;
const M1_LOW = 0x8d57;
const M1_HIGH = 0xcd9e;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** Fills {@link words} for one counter and key, all taken modulo 2^32. */
export function philox(c0: number, c1: number, c2: number, c3: number, key0: number, key1: number): void {
  let x0 = c0 | 0;
  let x1 = c1 | 0;
  let x2 = c2 | 0;
  let x3 = c3 | 0;
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  for (let round = 0; round < 10; round++) {
    // 32 × 32 → 64-bit products by 16-bit parts: JavaScript has no high multiply.
    const l0 = x0 & 0xffff;
    const h0 = x0 >>> 16;
    const p0 = Math.imul(l0, M0_LOW);
    const q0 = Math.imul(l0, M0_HIGH);
    const r0 = Math.imul(h0, M0_LOW);
    const middle0 = ((p0 >>> 16) + (q0 & 0xffff) + (r0 & 0xffff)) | 0;
    const high0 = (Math.imul(h0, M0_HIGH) + (q0 >>> 16) + (r0 >>> 16) + (middle0 >>> 16)) | 0;
    const l2 = x2 & 0xffff;
    const h2 = x2 >>> 16;
    const p2 = Math.imul(l2, M1_LOW);
    const q2 = Math.imul(l2, M1_HIGH);
    const r2 = Math.imul(h2, M1_LOW);
    const middle2 = ((p2 >>> 16) + (q2 & 0xffff) + (r2 & 0xffff)) | 0;
    const high2 = (Math.imul(h2, M1_HIGH) + (q2 >>> 16) + (r2 >>> 16) + (middle2 >>> 16)) | 0;
    x0 = high2 ^ x1 ^ k0;
    x2 = high0 ^ x3 ^ k1;
    x1 = (middle2 << 16) | (p2 & 0xffff);
    x3 = (middle0 << 16) | (p0 & 0xffff);
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  words[0] = x0;
  words[1] = x1;
  words[2] = x2;
  words[3] = x3;
}

/** Two words as a number strictly between 0 and 1: 52 bits and half a step, so that both ends stay outside. */
export function unit(high: number, low: number): number {
  return ((high >>> 6) * 67108864 + (low >>> 6) + 0.5) * 2.220446049250313e-16;
}

/** A key from a seed of up to 53 bits. */
export function keyOf(seed: number): readonly [number, number] {
  return [seed >>> 0, Math.floor(seed / 4294967296) >>> 0];
}
