/**
 * A portfolio: scenarios with a frequency and a severity, terms for each event and each year. The plain form that
 * brokers and actuaries exchange and that other engines compute, beside the full loss model of a company.
 */
export type Portfolio = {
  readonly scenarios: readonly PortfolioScenario[];
  readonly terms: PortfolioTerms;
  /** Heads of loss of every event; without them the severity is the loss itself. */
  readonly heads: readonly Head[];
  /** Correlation of the normal scores: the severity first, then the heads. Identity where nothing is said. */
  readonly correlation: readonly (readonly number[])[];
};

export type PortfolioScenario = {
  /** The luck of a scenario hangs on its id, not on its place. */
  readonly id: string;
  readonly frequency: Frequency;
  readonly severity: Severity;
};

/** Events a year. The negative binomial has variance mean + mean² / size. */
export type Frequency =
  | { readonly kind: 'poisson'; readonly rate: number }
  | { readonly kind: 'negbin'; readonly mean: number; readonly size: number };

/** Yen of one event. */
export type Severity =
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number }
  /** Pareto of the first kind from `scale` on, cut off at `max` where given. */
  | { readonly kind: 'pareto'; readonly scale: number; readonly shape: number; readonly max?: number }
  | { readonly kind: 'gamma'; readonly shape: number; readonly mean: number }
  | { readonly kind: 'pert'; readonly min: number; readonly mode: number; readonly max: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'constant'; readonly value: number }
  /** Each of the values with its weight, equal weights where none are given. */
  | { readonly kind: 'empirical'; readonly values: readonly number[]; readonly weights?: readonly number[] }
  | {
      readonly kind: 'mixture';
      readonly parts: readonly { readonly weight: number; readonly severity: Severity }[];
    };

/** Every event pays min(max(x − deductible, 0), limit) × share; a year pays at most the annual limit. */
export type PortfolioTerms = {
  readonly event: Layer;
  readonly annual: { readonly deductible: number; readonly limit: number };
};
export type Layer = { readonly deductible: number; readonly limit: number; readonly share: number };

/** One head of loss of an event, and what of it enters the sum the event terms meet. */
export type Head = {
  readonly id: string;
  readonly amount: HeadAmount;
  readonly terms: Layer;
};

export type HeadAmount =
  /** severity × exp(mu + sigma z): costs by record. */
  | { readonly kind: 'proportional'; readonly mu: number; readonly sigma: number }
  /** median of the severity × exp(mu + sigma z): grows with the scenario, not with the event. */
  | { readonly kind: 'median'; readonly mu: number; readonly sigma: number }
  /** Any severity of its own. */
  | { readonly kind: 'own'; readonly severity: Severity };

/** Years a block plays, unless they hold too many events. Changing either changes every simulated number. */
const BLOCK_YEARS = 4096;
const BLOCK_EVENTS = 1 << 20;
/** The kernel takes years in groups of eight. */
const FEWEST_YEARS = 8;

/** Years a block of this portfolio plays: a power of two, fewer where events are many. */
export function blockYearsOf({ scenarios }: Portfolio): number {
  const events = scenarios.reduce((sum, scenario) => sum + eventsAYear(scenario), 0);
  let years = BLOCK_YEARS;
  while (years > FEWEST_YEARS && years * events > BLOCK_EVENTS) years /= 2;
  return years;
}

/** Mean number of events a year. */
export function eventsAYear({ frequency }: PortfolioScenario): number {
  return frequency.kind === 'poisson' ? frequency.rate : frequency.mean;
}
