import { createTerms } from '../task.ts';
import type { PlayedYears } from './play.ts';
import { byYear, runTerms } from './run.ts';

type Liabilities = Parameters<typeof createTerms>[1];

/**
 * Years from the worst on, by what is left after contracts and before any policy: an order that no policy has a hand
 * in, so that all policies meet the same years. Ties go by number.
 */
export function worstFirst(
  played: PlayedYears,
  liabilities: Liabilities,
): { readonly order: number[]; readonly owed: Float64Array } {
  const outcome = runTerms(played, createTerms(played.model, liabilities, []));
  const owed = byYear(played, (event) => outcome.gross[event] - outcome.relieved[event], played.small);
  return { order: orderOf(owed), owed };
}

/** Numbers of the years from the largest amount on. */
export function orderOf(owed: Float64Array): number[] {
  const years: number[] = [];
  const quiet: number[] = [];
  owed.forEach((yen, year) => {
    (yen > 0 ? years : quiet).push(year);
  });
  return [...years.sort((a, b) => owed[b] - owed[a] || a - b), ...quiet];
}
