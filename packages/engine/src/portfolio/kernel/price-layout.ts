/** Words at the bottom of the memory of an event-loss table. */
export const PRICE = {
  /** Amounts from which each measure is kept. */
  keep: 0,
  columnEnds: 24,
  beyond: 48,
  /** Running sums of what is insured, two lanes. */
  insured: 64,
  /** Deductible, limit and share of an event, deductible and limit of a year. */
  terms: 96,
  found: 1024,
  start: 16384,
} as const;
