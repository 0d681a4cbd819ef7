export * from './discounts.ts';
export * from './eligibility.ts';
export type { RatingFacts } from './facts.ts';
export * from './fit.ts';
export * from './rate.ts';
export * from './variants.ts';
