import type { Truth } from '@sonae/core';

/** A truth with the unknown facts that decide it, and what is presumed while it is open. */
export type Answer = {
  readonly truth: Truth;
  readonly presumed: boolean;
  readonly deciding: readonly string[];
};

export const YES: Answer = { truth: 'yes', presumed: true, deciding: [] };
export const NO: Answer = { truth: 'no', presumed: false, deciding: [] };

/** Known for sure. */
export const sure = (value: boolean): Answer => (value ? YES : NO);

/** Open until some facts are known. */
export const open = (presumed: boolean, ...deciding: string[]): Answer => ({
  truth: 'unknown',
  presumed,
  deciding,
});

/** Kleene's conjunction. */
export function both(a: Answer, b: Answer): Answer {
  if (a.truth === 'no' || b.truth === 'no') return NO;
  if (a.truth === 'yes' && b.truth === 'yes') return YES;
  return { truth: 'unknown', presumed: a.presumed && b.presumed, deciding: [...a.deciding, ...b.deciding] };
}

/** Kleene's disjunction. */
export function either(a: Answer, b: Answer): Answer {
  return negate(both(negate(a), negate(b)));
}

export function negate({ truth, presumed, deciding }: Answer): Answer {
  if (truth === 'unknown') return { truth, presumed: !presumed, deciding };
  return truth === 'yes' ? NO : YES;
}

/** The answer with another presumption. */
export function presuming(answer: Answer, presumed: boolean): Answer {
  return answer.truth === 'unknown' ? { ...answer, presumed } : answer;
}
