/** Three-valued truth: a fact nobody has stated is `unknown`, which is never `no`. */
export type Truth = 'yes' | 'no' | 'unknown';

/** Kleene's conjunction: one `no` decides, else one `unknown` leaves it open. */
export function and(...values: readonly Truth[]): Truth {
  if (values.includes('no')) return 'no';
  return values.includes('unknown') ? 'unknown' : 'yes';
}

/** Kleene's disjunction: one `yes` decides, else one `unknown` leaves it open. */
export function or(...values: readonly Truth[]): Truth {
  if (values.includes('yes')) return 'yes';
  return values.includes('unknown') ? 'unknown' : 'no';
}

/** Kleene's negation. */
export function not(value: Truth): Truth {
  if (value === 'unknown') return 'unknown';
  return value === 'yes' ? 'no' : 'yes';
}

/** A boolean that may be missing, as a truth. */
export function truthOf(value: boolean | undefined): Truth {
  if (value === undefined) return 'unknown';
  return value ? 'yes' : 'no';
}
