import data from '../build/tax-rates.json' with { type: 'json' };
import type { TaxRate } from './types.ts';

export type { TaxRate } from './types.ts';

/** Rates of consumption tax (消費税の税率), the usual one first. */
export const taxRates = data as unknown as readonly TaxRate[];

/**
 * The rates that hold on a day, the usual one first.
 *
 * @param day `yyyy-mm-dd`
 * @example taxRatesOn('2026-11-22').map(({ ppm }) => ppm) // [100000, 80000]
 */
export function taxRatesOn(day: string): readonly TaxRate[] {
  return taxRates.filter(({ from, until }) => from <= day && (until === undefined || day <= until));
}
