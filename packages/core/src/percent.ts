/**
 * An exact share, kept as whole parts per million: 0.9 is 900,000. Six decimals are enough for every wording seen;
 * a share that needs more is refused, not rounded.
 */
export type Ppm = number;

export const PPM = 1_000_000;

/** The share as parts per million, or undefined where it cannot be held exactly or is not finite. */
export function ppmOf(share: number): Ppm | undefined {
  const ppm = Math.round(share * PPM);
  return Number.isFinite(share) && Math.abs(share * PPM - ppm) < 1e-6 ? ppm : undefined;
}

/**
 * `amount × share`, exact for whole amounts below 9 × 10^15: the product is split so that no step leaves the
 * integers a double can hold.
 */
export function applyPpm(amount: number, ppm: Ppm): number {
  const whole = Math.floor(amount / PPM);
  return whole * ppm + ((amount - whole * PPM) * ppm) / PPM;
}
