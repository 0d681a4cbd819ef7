/**
 * Polynomials of single precision, near-minimax on the ranges named, lowest power first. The WebAssembly kernel and the
 * TypeScript engine do the same steps with the same singles, so they agree to the bit.
 */

/** −2 ln((1 + s) / (1 − s)) / s in powers of s², for mantissas within √½ … √2. Relative error 7e-10. */
export const LOG = [-4, -1.333336353302002, -0.7994970083236694, -0.5984877943992615] as const;
/** sin(t) / t in powers of t², for |t| ≤ π/2. Error 7e-9. */
export const SIN = [
  1, -0.16666658222675323, 0.008333049714565277, -0.0001980901724891737, 0.0000026051077384181553,
] as const;
/** cos(t) in powers of t², for |t| ≤ π/2. Error 2e-10. */
export const COS = [
  1, -0.5, 0.04166663438081741, -0.0013888360699638724, 0.000024760109226917848, -2.6050656742881984e-7,
] as const;
/** 2^r for |r| ≤ ½. Relative error 1e-7. */
export const EXP2 = [
  1.0000001192092896, 0.6931471824645996, 0.2402210682630539, 0.055503569543361664, 0.009676031768321991,
  0.0013390863314270973,
] as const;

/** The bits of √½ as a single: mantissas are brought into [√½, √2). */
export const ROOT_HALF_BITS = 0x3f3504f3;
/** Added and taken off again, it rounds a single to a whole number and leaves that number in its low bits. */
export const ROUNDER = 12582912;
