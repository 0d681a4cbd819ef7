/**
 * Money is integer yen held in a JavaScript number, within ±9,007,199,254,740,991.
 * Fractions arise inside a calculation (a percentage, a spread) and are settled once, by {@link settleYen}.
 */
export type Yen = number;

/** Whether an amount was written without or with consumption tax, or lies outside it (税抜・税込・不課税). */
export type TaxBasis = 'excluded' | 'included' | 'exempt';

/** Whether a value can be an amount of money as this product keeps it. */
export function isYen(value: unknown): value is Yen {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

/**
 * The one rounding rule, named `yen-down` (円未満切捨て): a calculated amount is rounded down to whole yen, once,
 * when it is settled.
 *
 * A sum of binary fractions may fall short of the whole yen it stands for (0.29 × 100 = 28.999…), so a shortfall
 * below one millionth of a yen, or below the resolution of the sum itself but at most a quarter of a yen, counts as
 * none. A share in parts per million leaves whole millionths: 0.999999 yen is no yen.
 *
 * @example settleYen(28.999999999999996) // 29
 * @example settleYen(28.9) // 28
 */
export function settleYen(amount: number): Yen {
  return Math.floor(amount + Math.min(0.25, Math.max(5e-7, Math.abs(amount) * 2 ** -46)));
}

/**
 * Spreads whole yen over weights so that the parts add up to the yen: largest remainder, ties to the earlier part.
 *
 * @param total whole yen, not negative
 * @param weights not negative; all zero puts everything on the first part
 * @example spreadYen(100, [1, 1, 1]) // [34, 33, 33]
 */
export function spreadYen(total: Yen, weights: readonly number[]): Yen[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((a, b) => a + b, 0);
  if (!(sum > 0)) return weights.map((_, i) => (i === 0 ? total : 0));
  const exact = weights.map((w) => (total * w) / sum);
  const parts = exact.map(Math.floor);
  let rest = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((x, i) => ({ i, remainder: x - parts[i] }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder) {
    if (rest <= 0) break;
    parts[i] += 1;
    rest -= 1;
  }
  return parts;
}

/**
 * The amount without tax, settled by `yen-down`.
 * @param rate consumption tax in parts per million, 100,000 for 10 %
 */
export function withoutTax(amount: Yen, basis: TaxBasis, rate: number): Yen {
  return basis === 'included' ? settleYen((amount * 1_000_000) / (1_000_000 + rate)) : amount;
}
