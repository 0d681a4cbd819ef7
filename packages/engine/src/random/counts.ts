import { exp, log } from './elementary.ts';
import { normalQuantile } from './normal.ts';
import { gammaTail, logGamma } from './special.ts';

/** Below this mean the probabilities are added one by one, until they no longer count. */
export const POISSON_LIMITS = { sequentialMean: 40, negligible: 1e-18 } as const;

/**
 * The Poisson quantile: the smallest k whose distribution function reaches u. Inversion keeps counts monotone in the
 * mean, so that two set-ups with different rates share their luck: the lower rate sees a prefix of the same events.
 */
export function poissonQuantile(u: number, mean: number): number {
  if (!(mean > 0)) return 0;
  if (mean < POISSON_LIMITS.sequentialMean) return smallPoisson(u, mean);
  const z = normalQuantile(u);
  let k = Math.max(0, Math.floor(mean + Math.sqrt(mean) * z + (z * z - 1) / 6));
  // P(N ≤ k) = Q(k + 1, mean); walk from the guess, at most a few steps.
  let cdf = gammaTail(k + 1, mean);
  let pmf = exp(k * log(mean) - mean - logGamma(k + 1));
  if (cdf < u) {
    while (cdf < u && pmf > 0) {
      k += 1;
      pmf *= mean / k;
      cdf += pmf;
    }
    return k;
  }
  while (k > 0 && cdf - pmf >= u) {
    cdf -= pmf;
    pmf *= k / mean;
    k -= 1;
  }
  return k;
}

/** The binomial quantile for n trials of probability p; by the normal law where neither side can be counted out. */
export function binomialQuantile(u: number, n: number, p: number): number {
  if (n <= 0 || !(p > 0)) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomialQuantile(1 - u, n, 1 - p);
  const none = exp(n * log(1 - p));
  if (none < 1e-280) {
    const k = Math.floor(n * p + Math.sqrt(n * p * (1 - p)) * normalQuantile(u) + 0.5);
    return Math.max(0, Math.min(n, k));
  }
  const odds = p / (1 - p);
  let k = 0;
  let pmf = none;
  let cdf = pmf;
  while (cdf < u && k < n) {
    k += 1;
    pmf *= (odds * (n - k + 1)) / k;
    cdf += pmf;
    if (pmf < 1e-18 && k > n * p) break;
  }
  return k;
}

function smallPoisson(u: number, mean: number): number {
  let k = 0;
  let pmf = exp(-mean);
  let cdf = pmf;
  while (cdf < u) {
    k += 1;
    pmf *= mean / k;
    cdf += pmf;
    // Past the mean, a term this small cannot close the gap: rounding holds the sum below u.
    if (pmf < POISSON_LIMITS.negligible && k > mean) break;
  }
  return k;
}
