/** One published premium (公表された保険料). */
export type PublishedPremium = {
  readonly industry: string;
  readonly revenue: number;
  readonly plan: string;
  readonly premium: number;
};

/** A multiplicative tariff: `base × industry × (revenue / at) ^ exponent × plan`, the first industry and plan being 1. */
export type FittedTariff = {
  readonly base: number;
  readonly industries: Readonly<Record<string, number>>;
  readonly at: number;
  readonly exponent: number;
  readonly plans: Readonly<Record<string, number>>;
  /** Largest deviation of the tariff from a published premium, as a share of it. */
  readonly worst: number;
};

/** Fits a multiplicative tariff to published premiums: least squares of the logarithms. */
export function fitTariff(rows: readonly PublishedPremium[], at: number): FittedTariff {
  const industries = [...new Set(rows.map((row) => row.industry))];
  const plans = [...new Set(rows.map((row) => row.plan))];
  const design = rows.map((row) => [
    1,
    ...industries.slice(1).map((industry) => (industry === row.industry ? 1 : 0)),
    ...plans.slice(1).map((plan) => (plan === row.plan ? 1 : 0)),
    Math.log(row.revenue / at),
  ]);
  const x = leastSquares(
    design,
    rows.map((row) => Math.log(row.premium)),
  );
  const factors = (names: readonly string[], from: number) =>
    Object.fromEntries(names.map((name, i) => [name, i === 0 ? 1 : Math.exp(x[from + i - 1])]));
  const fitted = {
    base: Math.exp(x[0]),
    industries: factors(industries, 1),
    at,
    exponent: x.at(-1) as number,
    plans: factors(plans, industries.length),
  };
  const worst = Math.max(...rows.map((row) => Math.abs(tariffPremium(fitted, row) / row.premium - 1)));
  return { ...fitted, worst };
}

/** What the tariff asks, before rounding. */
export function tariffPremium(
  tariff: Omit<FittedTariff, 'worst'>,
  { industry, revenue, plan }: Omit<PublishedPremium, 'premium'>,
): number {
  return (
    tariff.base * tariff.industries[industry] * (revenue / tariff.at) ** tariff.exponent * tariff.plans[plan]
  );
}

/** The x that makes |Ax − y|² least, by the normal equations: few columns, well apart. Throws where they are not. */
function leastSquares(a: readonly (readonly number[])[], y: readonly number[]): number[] {
  const n = a[0].length;
  const m = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (_, j) => a.reduce((sum, row) => sum + row[i] * row[j], 0)),
    a.reduce((sum, row, r) => sum + row[i] * y[r], 0),
  ]);
  for (let i = 0; i < n; i++) {
    const pivot = m
      .slice(i)
      .reduce((best, row, k) => (Math.abs(row[i]) > Math.abs(m[best][i]) ? i + k : best), i);
    [m[i], m[pivot]] = [m[pivot], m[i]];
    if (Math.abs(m[i][i]) < 1e-9) throw new Error('the published premiums do not tell the factors apart');
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const times = m[k][i] / m[i][i];
      for (let j = i; j <= n; j++) m[k][j] -= times * m[i][j];
    }
  }
  return m.map((row, i) => row[n] / row[i]);
}
