import { compileTerms } from '../../terms/kernel/compile.ts';
import { type BlockOutcome, createResidentKernel, type TermModule } from '../../terms/kernel/run.ts';
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
 * @param between terms within the ends, to be looked at too: where wordings make no such promise, a year that is the same
 * there as well is taken to be settled
 */
export function holdBetween(kept: KeptYears, low: Terms, high: Terms, between: readonly Terms[] = []): Hold {
  const settled = totalsOfSmall(kept);
  const changed: number[] = [];
  const open = openAmounts(low.terms, high.terms);
  const module = open && compileTerms(low.terms, open);
  const others = [high, ...between];
  const run =
    module && others.every((terms) => openAmounts(low.terms, terms.terms) !== undefined)
      ? ofOneShape(low, others, module)
      : ofAnyShape(low, others);
  eachStretch(kept, (from, to) => {
    const first = kept.firstOfYear[from];
    const isOpen = new Uint8Array(to - from);
    const one = run(kept, from, to, (one, other) => {
      for (let i = from; i < to; i++)
        for (let e = kept.firstOfYear[i] - first; e < kept.firstOfYear[i + 1] - first; e++)
          if (isOpen[i - from] === 0 && differs(one, other, e)) isOpen[i - from] = 1;
    });
    addYears(settled, kept, from, to, one.years);
    for (let i = from; i < to; i++) if (isOpen[i - from] === 1) changed.push(i);
  });
  const some = someOpenYears(kept, Int32Array.from(changed));
  const price = resident(some, low, module);
  const small = Float64Array.from(some.open, (year) => kept.small[year]);
  return {
    years: some.open,
    settled,
    at: (terms) => {
      const years = price(terms);
      for (let i = 0; i < small.length; i++) {
        years.gross[i] += small[i];
        years.owed[i] += small[i];
        years.retained[i] += small[i];
      }
      return years;
    },
  };
}

function differs(a: BlockOutcome, b: BlockOutcome, event: number): boolean {
  return (
    a.gross[event] !== b.gross[event] ||
    a.relieved[event] !== b.relieved[event] ||
    a.paid.some((paid, p) => paid[event] !== b.paid[p][event])
  );
}

/** Runs a stretch of years at the low end, and compares it with every other position; returns the low end. */
type Compare = (
  kept: KeptYears,
  from: number,
  to: number,
  compare: (low: BlockOutcome, other: BlockOutcome) => void,
) => BlockOutcome;

/** Loads each stretch once and runs it with the amounts of each position. */
function ofOneShape(low: Terms, others: readonly Terms[], module: TermModule): Compare {
  const kernel = createResidentKernel(low.terms, module);
  return (kept, from, to, compare) => {
    const { table, order, firstOfYear } = stretchOf(kept, low.predicates, from, to);
    kernel.load(table, { order, firstOfYear });
    kernel.take(low.terms);
    const { gross, relieved, paid, years } = kernel.run();
    // The next run overwrites what this one has brought.
    const one = {
      gross: gross.slice(),
      relieved: relieved.slice(),
      paid: paid.map((each) => each.slice()),
      years: { gross: years.gross.slice(), owed: years.owed.slice(), retained: years.retained.slice() },
    };
    for (const { terms } of others) {
      kernel.take(terms);
      compare(one, kernel.run());
    }
    return one;
  };
}

function ofAnyShape(low: Terms, others: readonly Terms[]): Compare {
  const [first, ...rest] = [low, ...others].map((terms) => ({ run: kernelFor(terms), terms }));
  return (kept, from, to, compare) => {
    const at = ({ run, terms }: typeof first) => {
      const { table, order, firstOfYear } = stretchOf(kept, terms.predicates, from, to);
      return run(table, { order, firstOfYear });
    };
    const one = at(first);
    for (const other of rest) compare(one, at(other));
    return one;
  };
}

/** Loads years once where the ends differ in amounts alone; else, or where no kernel runs the terms, prices them anew. */
function resident(some: KeptYears, low: Terms, module: TermModule | undefined): (terms: Terms) => YearTotals {
  if (!module) {
    return (terms) => {
      const stretch = stretchOf(some, terms.predicates, 0, some.open.length);
      return kernelFor(terms)(stretch.table, stretch).years;
    };
  }
  const { table, order, firstOfYear } = stretchOf(some, low.predicates, 0, some.open.length);
  const kernel = createResidentKernel(low.terms, module);
  kernel.load(table, { order, firstOfYear });
  return ({ terms }) => {
    kernel.take(terms);
    return kernel.run().years;
  };
}
