import type { Terms } from '@sonae/engine';

/**
 * The terms at a position between the ends of a lever, without compiling the wordings anew: where a number of the
 * programme is the value itself at both ends, it is the value in between; where any other number differs between the
 * ends, `compile` has to say.
 */
export function termsBetween(
  low: { readonly value: number; readonly terms: Terms },
  high: { readonly value: number; readonly terms: Terms },
  compile: (value: number) => Terms,
): (value: number) => Terms {
  const code = valuesOf(low.terms.terms.code, high.terms.terms.code, low.value, high.value);
  const partners = valuesOf(
    low.terms.terms.partnerTable,
    high.terms.terms.partnerTable,
    low.value,
    high.value,
  );
  if (!code || !partners) return compile;
  return (value) => ({
    predicates: low.terms.predicates,
    terms: {
      ...low.terms.terms,
      code: withValue(low.terms.terms.code, code, value),
      partnerTable: withValue(low.terms.terms.partnerTable, partners, value),
    },
  });
}

/** Places where both ends hold their value; undefined where they differ in another way. */
function valuesOf(a: Float64Array, b: Float64Array, low: number, high: number): number[] | undefined {
  if (a.length !== b.length) return undefined;
  const places: number[] = [];
  for (let i = 0; i < a.length; i++) {
    if (Object.is(a[i], b[i])) continue;
    if (a[i] !== low || b[i] !== high) return undefined;
    places.push(i);
  }
  return places;
}

function withValue(numbers: Float64Array, places: readonly number[], value: number): Float64Array {
  const copy = numbers.slice();
  for (const place of places) copy[place] = value;
  return copy;
}
