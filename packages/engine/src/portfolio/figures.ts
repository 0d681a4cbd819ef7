/** Probabilities of exceedance that are always measured: 1 in 100 and 1 in 200 years. */
export const PROBABILITIES = [0.01, 0.005] as const;
export const LEVELS = ['0.99', '0.995'] as const;
export type ByLevel = Readonly<Record<(typeof LEVELS)[number], number>>;

/** What is told of one yearly amount, in yen, with the standard error of every figure. */
export type Figures = {
  readonly mean: number;
  readonly var: ByLevel;
  readonly tvar: ByLevel;
  readonly se: { readonly mean: number; readonly var: ByLevel; readonly tvar: ByLevel };
};

/** The three amounts of a year: all loss, what the terms pay, what stays. */
export const MEASURES = ['gross', 'insured', 'retained'] as const;
export type Measure = (typeof MEASURES)[number];
export type PortfolioFigures = Readonly<Record<Measure, Figures>>;

export function byLevel(value: (probability: number, i: number) => number): ByLevel {
  return { '0.99': value(PROBABILITIES[0], 0), '0.995': value(PROBABILITIES[1], 1) };
}
