import { compileTerms, createResidentKernel } from '../../terms/kernel-run.ts';
import { openAmounts } from '../../terms/shape.ts';
import type { YearTotals } from '../totals.ts';
import { type KeptYears, someOpenYears } from './kept-years.ts';
import { addYears, eachStretch, kernelFor, stretchOf, type Terms, totalsOfSmall } from './price.ts';

/**
 * Kept years held between two terms, the ends of a slider: the years that no position of it can change are settled,
 * the others stay loaded and are priced at one position after the other.
 */
export type Hold = {
  /** Numbers of the years that a position changes. */
  readonly years: Int32Array;
  /** Totals of all years at the low end; those of {@link years} change with the position. */
  readonly settled: YearTotals;
  /** Totals of {@link years} under the terms of a position, in their order; overwritten by the next call. */
  at(terms: Terms): YearTotals;
};

/**
 * Holds kept years between two terms. A payment that grows or falls with a number, and is the same at both ends, is
 * the same in between: so a year is settled where no event is relieved or paid differently at the ends.
 *
 * @param monotone false where the terms make no promise of that kind: every year with events then stays open
 */
export function holdBetween(kept: KeptYears, low: Terms, high: Terms, monotone: boolean): Hold {
  const settled = totalsOfSmall(kept);
  const changed: number[] = [];
  const runHigh = kernelFor(high);
  eachStretch(kept, low.predicates, kernelFor(low), (outcome, from, to, firstEvent) => {
    addYears(settled, kept, from, to, outcome.years);
    const { table, order, firstOfYear } = stretchOf(kept, high.predicates, from, to);
    const other = monotone ? runHigh(table, { order, firstOfYear }) : undefined;
    for (let i = from; i < to; i++) {
      const differs = (e: number) =>
        other === undefined ||
        outcome.gross[e] !== other.gross[e] ||
        outcome.relieved[e] !== other.relieved[e] ||
        outcome.paid.some((paid, p) => paid[e] !== other.paid[p][e]);
      for (let e = kept.firstOfYear[i]; e < kept.firstOfYear[i + 1]; e++)
        if (differs(e - firstEvent)) {
          changed.push(i);
          break;
        }
    }
  });
  const some = someOpenYears(kept, Int32Array.from(changed));
  const run = resident(some, low, high);
  const small = Float64Array.from(some.open, (year) => kept.small[year]);
  return {
    years: some.open,
    settled,
    at: (terms) => {
      const years = run(terms);
      for (let i = 0; i < small.length; i++) {
        years.gross[i] += small[i];
        years.owed[i] += small[i];
        years.retained[i] += small[i];
      }
      return years;
    },
  };
}

/** Loads years once where the ends differ in amounts alone; else, or where no kernel runs the terms, prices them anew. */
function resident(some: KeptYears, low: Terms, high: Terms): (terms: Terms) => YearTotals {
  const { table, order, firstOfYear } = stretchOf(some, low.predicates, 0, some.open.length);
  const open = openAmounts(low.terms, high.terms);
  const module = open && compileTerms(low.terms, open);
  if (!module) {
    return (terms) => {
      const stretch = stretchOf(some, terms.predicates, 0, some.open.length);
      return kernelFor(terms)(stretch.table, stretch).years;
    };
  }
  const kernel = createResidentKernel(low.terms, module);
  kernel.load(table, { order, firstOfYear });
  return ({ terms }) => {
    kernel.take(terms);
    return kernel.run().years;
  };
}
