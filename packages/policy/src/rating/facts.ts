import type { Truth } from '@sonae/core';

/** What a tariff and its conditions of acceptance ask of a company. What is left out is unknown, never no. */
export type RatingFacts = {
  /** Industry of the vocabulary. */
  readonly industry?: string;
  /** Yearly revenue in yen. */
  readonly revenueYen?: number;
  /** The part of it from IT services, in yen. */
  readonly itRevenueYen?: number;
  /** By control of the vocabulary. */
  readonly controls?: Readonly<Record<string, Truth>>;
  /** Discounts the insurer granted on declaration, by id. */
  readonly declared?: Readonly<Record<string, Truth>>;
  /** What the company is beside its industry (公的機関 `public_body` and the like). */
  readonly kinds?: Readonly<Record<string, Truth>>;
};
