import { exp, log, sinCos } from '../random/elementary.ts';
import { transformOf } from './fft.ts';

/** How often events happen, with the probabilities of their amounts on a grid: amount k × step. */
export type GridEvents = {
  readonly frequency:
    | { readonly kind: 'poisson'; readonly mean: number }
    | { readonly kind: 'negbin'; readonly mean: number; readonly size: number };
  readonly masses: Float64Array;
};

/** How strongly the far end of the grid is damped; what wraps around is damped by e^−TILT. */
const TILT = 20;

/**
 * The distribution of the yearly sum on the grid. Amounts beyond its end never come back into it: the sum is tilted
 * by e^(−TILT k / n) before the transform and back afterwards, so wrapping round costs e^−20.
 */
export function compound(events: readonly GridEvents[], n: number): Float64Array {
  const transform = transformOf(n);
  const tilt = Float64Array.from({ length: n }, (_, k) => exp((-TILT * k) / n));
  // Logarithm of the transform of the sum, added up over the independent parts.
  const sumRe = new Float64Array(n);
  const sumIm = new Float64Array(n);
  for (const { frequency, masses } of events) {
    const re = masses.map((mass, k) => mass * tilt[k]);
    const im = new Float64Array(n);
    transform.run(re, im, -1);
    if (frequency.kind === 'poisson') {
      for (let k = 0; k < n; k++) {
        sumRe[k] += frequency.mean * (re[k] - 1);
        sumIm[k] += frequency.mean * im[k];
      }
      continue;
    }
    const { mean, size } = frequency;
    for (let k = 0; k < n; k++) {
      // (1 + mean/size × (1 − φ))^−size; its base has a positive real part, so the principal branch is right.
      const a = 1 + (mean / size) * (1 - re[k]);
      const b = -(mean / size) * im[k];
      sumRe[k] -= (size / 2) * log(a * a + b * b);
      sumIm[k] -= size * Math.atan2(b, a);
    }
  }
  for (let k = 0; k < n; k++) {
    const radius = exp(sumRe[k]);
    const [s, c] = sinCos(sumIm[k]);
    sumRe[k] = radius * c;
    sumIm[k] = radius * s;
  }
  transform.run(sumRe, sumIm, 1);
  for (let k = 0; k < n; k++) sumRe[k] = Math.max(0, sumRe[k] / n / tilt[k]);
  return sumRe;
}

/** Probabilities on a grid that keep the mean: linear between neighbouring points. */
export function discretise(limited: (x: number) => number, step: number, n: number): Float64Array {
  const masses = new Float64Array(n);
  let before = 0;
  let here = limited(step);
  masses[0] = Math.max(0, 1 - here / step);
  for (let k = 1; k < n; k++) {
    const next = limited((k + 1) * step);
    masses[k] = Math.max(0, (2 * here - before - next) / step);
    before = here;
    here = next;
  }
  return masses;
}
