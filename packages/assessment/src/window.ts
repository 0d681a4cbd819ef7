import { exceededOf, type Simulation } from '@sonae/engine';

/** Half-width of the window in probability: the years around the return period, not the one year at it. */
const HALF_WIDTH = 0.1;

/** The years whose retained total ranks within ± 10 % of the return period's probability. */
export type Window = {
  /** Numbers of the years, ascending. */
  readonly years: readonly number[];
  /** Ranks from the worst year, 1 the worst. */
  readonly from: number;
  readonly to: number;
};

/** The ranks of a window among a number of years, 1 the worst. */
export function ranksOf(years: number, returnPeriod: number): { readonly from: number; readonly to: number } {
  const rank = years / returnPeriod;
  const from = Math.max(1, Math.round(rank * (1 - HALF_WIDTH)) + 1);
  return { from, to: Math.min(years, Math.max(from, Math.round(rank * (1 + HALF_WIDTH)))) };
}

/**
 * Chooses the window. Percentiles do not add up, averages over one and the same set of years do: so a waterfall is
 * computed on the years around the return period.
 */
export function windowOf({ retained, gross }: Simulation, returnPeriod: number): Window {
  const n = retained.length;
  const { from, to } = ranksOf(n, returnPeriod);
  const [most, least] = exceededOf(
    retained,
    [from, to].map((rank) => (rank - 1) / n),
  );
  // Limits and deductibles make many years alike; among them the order is by loss, then by number.
  const candidates: number[] = [];
  let worse = 0;
  for (let year = 0; year < n; year++) {
    if (retained[year] > most) worse += 1;
    else if (retained[year] >= least) candidates.push(year);
  }
  candidates.sort((a, b) => retained[b] - retained[a] || gross[b] - gross[a] || a - b);
  const chosen = candidates.slice(from - 1 - worse, to - worse);
  return { years: chosen.sort((a, b) => a - b), from, to };
}
