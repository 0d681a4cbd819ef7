import data from '../build/cases.json' with { type: 'json' };
import type { DisclosedCase } from './types.ts';

export type { DisclosedCase } from './types.ts';

/** Disclosed cases (事案), in the order of the file: Japan by year, then trade secrets, then abroad. */
export const cases = data as unknown as readonly DisclosedCase[];

/**
 * A case by its id.
 *
 * @example caseOf('benesse_2014')?.totalCostYen // 26039000000
 */
export function caseOf(id: string): DisclosedCase | undefined {
  return cases.find((row) => row.id === id);
}
