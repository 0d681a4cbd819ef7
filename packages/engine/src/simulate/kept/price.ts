import { exceededOf } from '../../measures/quantile.ts';
import { compileTerms } from '../../terms/kernel/compile.ts';
import { createTermKernel, type TermKernel } from '../../terms/kernel/run.ts';
import { flagWordsFor, type PredicateTable, setPredicates } from '../../terms/predicates.ts';
import { interpretedTerms, type Task } from '../block.ts';
import { blockOf, type Plan, placeOfYear } from '../plan.ts';
import type { YearTotals } from '../totals.ts';
import type { Kept, KeptYears } from './kept-years.ts';

/** What events meet: contracts and policies. */
export type Terms = Pick<Task, 'terms' | 'predicates'>;

/** All years of a simulation under some terms. */
export type Priced = YearTotals & {
  readonly worldRetained: readonly Float64Array[];
  readonly severeGross: Float64Array;
  readonly severeRetained: Float64Array;
};

/** Years taken at a time, so that their columns stay in the processor's cache and the memory of a kernel small. */
const STRETCH = 4096;

/** Prices all kept years under other terms: the same bits as playing them under these terms. */
export function priceKept(
  { pooled, rest }: Kept,
  plan: Plan,
  terms: Terms,
  probabilities: readonly number[],
): Priced {
  const run = kernelFor(terms);
  const severeGross: number[] = [];
  const severeRetained: number[] = [];
  const all = [pooled, rest].map((kept): YearTotals => {
    const totals = totalsOfSmall(kept);
    eachStretch(kept, (from, to) => {
      const firstEvent = kept.firstOfYear[from];
      const { table, order, firstOfYear } = stretchOf(kept, terms.predicates, from, to);
      const outcome = run(table, { order, firstOfYear });
      addYears(totals, kept, from, to, outcome.years);
      for (let i = from; i < to; i++) {
        for (let event = kept.firstOfYear[i]; event < kept.firstOfYear[i + 1]; event++) {
          if (kept.severe[event] === 0 || (kept === pooled && !isOfFirstBlock(plan, kept.open[i]))) continue;
          const e = event - firstEvent;
          severeGross.push(outcome.gross[e]);
          severeRetained.push(
            outcome.paid.reduce((left, paid) => left - paid[e], outcome.gross[e] - outcome.relieved[e]),
          );
        }
      }
    });
    return totals;
  });
  return {
    ...all[0],
    worldRetained: worldsOf(plan, all[0].retained, all[1].retained, probabilities),
    severeGross: Float64Array.from(severeGross),
    severeRetained: Float64Array.from(severeRetained),
  };
}

/** Whether a pooled year lies in the first block of its world, whose severe events stand for the world. */
function isOfFirstBlock(plan: Plan, year: number): boolean {
  return placeOfYear(plan, year).block < plan.worlds;
}

/** Totals that hold the small incidents only, which nobody but the company bears. */
export function totalsOfSmall({ small }: KeptYears): Readonly<Record<keyof YearTotals, Float64Array>> {
  return { gross: small.slice(), owed: small.slice(), retained: small.slice() };
}

/** Adds the totals of the open years from place `from` to below `to`. */
export function addYears(
  totals: YearTotals,
  { open }: KeptYears,
  from: number,
  to: number,
  years: YearTotals,
): void {
  for (let i = from; i < to; i++) {
    const year = open[i];
    totals.gross[year] += years.gross[i - from];
    totals.owed[year] += years.owed[i - from];
    totals.retained[year] += years.retained[i - from];
  }
}

/** The kernel of the terms, or the plain reference where only it can run them. */
export function kernelFor({ terms }: Terms): TermKernel {
  const module = compileTerms(terms);
  return module ? createTermKernel(terms, module) : interpretedTerms(terms);
}

/** Visits the open years a stretch at a time: from a place to below another. */
export function eachStretch(kept: KeptYears, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < kept.open.length; from += STRETCH)
    visit(from, Math.min(kept.open.length, from + STRETCH));
}

/** A stretch of open years as a table of its own: views on the columns, flags with their predicates. */
export function stretchOf(kept: KeptYears, predicates: readonly PredicateTable[], from: number, to: number) {
  const { table, firstOfYear: firsts } = kept;
  const [first, last] = [firsts[from], firsts[to]];
  const [line, lastLine] = [table.firstLine[first], table.firstLine[last]];
  const events = last - first;
  const flagWords = flagWordsFor(predicates.length);
  const flags = new Int32Array(events * flagWords);
  for (let e = 0; e < events; e++) {
    flags[e * flagWords] = table.flags[first + e];
    setPredicates(flags, e * flagWords, predicates, kept.row[first + e]);
  }
  return {
    order: Int32Array.from({ length: events }, (_, e) => e),
    firstOfYear: firsts.subarray(from, to + 1).map((event) => event - first),
    table: {
      events,
      firstLine: table.firstLine.subarray(first, last + 1).map((l) => l - line),
      time: table.time.subarray(first, last),
      series: Int32Array.from({ length: events }, (_, e) => e),
      flags,
      flagWords,
      outageHours: table.outageHours.subarray(first, last),
      lines: lastLine - line,
      slot: table.slot.subarray(line, lastLine),
      claim: table.claim.subarray(line, lastLine),
      partner: table.partner.subarray(line, lastLine),
      amount: table.amount.subarray(line, lastLine),
      units: table.units.subarray(line, lastLine),
      lineFlags: table.lineFlags.subarray(line, lastLine),
      weight: table.weight.subarray(line, lastLine),
      fromHour: table.fromHour.subarray(line, lastLine),
      toHour: table.toHour.subarray(line, lastLine),
      day: table.day.subarray(line, lastLine),
    },
  };
}

/** What each world exceeds with each probability, over the whole of its first block. */
function worldsOf(
  plan: Plan,
  pooled: Float64Array,
  rest: Float64Array,
  probabilities: readonly number[],
): Float64Array[] {
  const worlds = probabilities.map(() => new Float64Array(plan.worlds));
  const block = new Float64Array(plan.blockYears);
  let beyond = 0;
  for (let world = 0; world < plan.worlds; world++) {
    const first = blockOf(plan, world);
    block.set(pooled.subarray(first.offset, first.offset + first.pooled));
    const more = plan.blockYears - first.pooled;
    block.set(rest.subarray(beyond, beyond + more), first.pooled);
    beyond += more;
    exceededOf(block, probabilities).forEach((yen, p) => {
      worlds[p][world] = yen;
    });
  }
  return worlds;
}
