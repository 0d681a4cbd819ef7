import type { DISCOUNT_RULES } from '../schema/index.ts';

/**
 * The one discount several come to, from 0 to 1, never above the cap.
 *
 * @example combineDiscounts([0.4, 0.3], 'add', 0.6) // 0.6
 * @example combineDiscounts([0.4, 0.3], 'multiply') // 0.58
 */
export function combineDiscounts(
  rates: readonly number[],
  rule: (typeof DISCOUNT_RULES)[number],
  cap = 1,
): number {
  const sum = rates.reduce((a, b) => a + b, 0);
  const product = 1 - rates.reduce((left, rate) => left * (1 - rate), 1);
  const together = { add: sum, multiply: product, best: Math.max(0, ...rates) }[rule];
  return Math.min(cap, 1, Number(together.toFixed(12)));
}
