import {
  createInterpreter,
  createOutcome,
  type Detail,
  type EventTable,
  flagWordsFor,
  type Outcome,
  setPredicates,
} from '@sonae/engine';
import type { Terms } from '../task.ts';
import type { PlayedYears } from './play.ts';

/** What contracts and policies make of the events of played years, by event. */
export function runTerms(played: PlayedYears, { terms, predicates }: Terms, detail?: Detail): Outcome {
  const table = withPredicates(played, predicates);
  const policies = terms.stages.filter((stage) => stage.kind === 'policy').length;
  const outcome = { ...createOutcome(table.events, policies), detail };
  const interpreter = createInterpreter(terms);
  const order = Int32Array.from({ length: table.events }, (_, event) => event);
  const { firstOfYear } = played;
  for (let year = 0; year < played.years; year++) {
    const [from, to] = [firstOfYear[year], firstOfYear[year + 1]];
    if (from < to) interpreter.runPeriod(table, { order, from, to }, outcome);
  }
  return outcome;
}

/** Room for the reasons of every line of played years. */
export function createDetail({ table }: PlayedYears, { terms }: Terms): Detail {
  return {
    gross: new Float64Array(table.lines),
    owed: new Float64Array(table.lines),
    kept: new Float64Array(table.lines),
    reasons: new Float64Array(table.lines * terms.reasons.length),
  };
}

/** Sums an amount by event over the events of each year, on top of what the year begins with. */
export function byYear(
  { years, firstOfYear }: PlayedYears,
  amountOf: (event: number) => number,
  start?: Float64Array,
): Float64Array {
  const sums = start?.slice() ?? new Float64Array(years);
  for (let year = 0; year < years; year++)
    for (let event = firstOfYear[year]; event < firstOfYear[year + 1]; event++) sums[year] += amountOf(event);
  return sums;
}

/** What stays with the company of an event. */
export function keptOfEvent({ gross, relieved, paid }: Outcome, event: number): number {
  return paid.reduce((left, payment) => left - payment[event], gross[event] - relieved[event]);
}

function withPredicates(played: PlayedYears, predicates: Terms['predicates']): EventTable {
  const { table, row } = played;
  const flagWords = flagWordsFor(predicates.length);
  const flags = new Int32Array(table.events * flagWords);
  for (let event = 0; event < table.events; event++) {
    flags[event * flagWords] = table.flags[event];
    setPredicates(flags, event * flagWords, predicates, row[event]);
  }
  return { ...table, flags, flagWords };
}
