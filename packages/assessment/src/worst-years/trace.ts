import type { Liability } from '@sonae/contract';
import { LINE_FLAG } from '@sonae/engine';
import {
  type LossEvent,
  type LossLine,
  type PayResult,
  type Policy,
  pay,
  simulatedEvent,
  simulatedLine,
} from '@sonae/policy';
import { type PlayedYears, someYears } from '../played-years/play.ts';
import { worstFirst } from '../played-years/rank.ts';
import { createDetail, runTerms } from '../played-years/run.ts';
import { bitOfFact, createTerms, rowFacts } from '../task.ts';

/** A worst year through one policy, step by step of the wording. */
export type YearTrace = {
  readonly policy: string;
  readonly rank: number;
  /** What the wording's evaluator says: total, parts, kept with reasons, and the trace of every step. */
  readonly result: PayResult;
  /** By event of the result: the scenario it is, and what the compiled programme paid of it. */
  readonly events: readonly { readonly id: string; readonly scenario: string; readonly paid: number }[];
};

/** The middle of a policy's period, or of no year in particular: when the events of a played year take place. */
const SOME_DAY = Date.UTC(2026, 6, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Tells one of the worst years as facts, as they are left after contracts, and asks the evaluator of the wording: an
 * account, clause by clause, of what the compiled programme paid. What a simulation does not draw is taken as in a
 * comparison: notice, consent and time limits are met.
 *
 * @param rank from 1, the worst; of the order {@link worstYears} shows
 */
export function traceYear(
  played: PlayedYears,
  liabilities: ReadonlyMap<string, Liability>,
  policy: Policy,
  rank: number,
): YearTrace {
  const { order } = worstFirst(played, liabilities);
  const some = someYears(played, [order[rank - 1]]);
  const terms = createTerms(some.model, liabilities, [policy]);
  const detail = createDetail(some, terms);
  const outcome = runTerms(some, terms, detail);
  const at = middleOf(policy);
  const numbers = Array.from({ length: some.table.events }, (_, event) => event);
  return {
    policy: policy.id,
    rank,
    result: pay(
      [policy],
      numbers.map((event) => told(some, detail.owed, event, at)),
    ),
    events: numbers.map((event) => ({
      id: idOf(event),
      scenario: some.model.scenarios[some.row[event]].id,
      paid: outcome.paid[0][event],
    })),
  };
}

const idOf = (event: number): string => `event-${event + 1}`;

/** An event of a played year as a wording sees it. */
function told({ model, table, row }: PlayedYears, owed: Float64Array, event: number, at: number): LossEvent {
  const flags = table.flags[event * table.flagWords];
  const holds = (fact: string) => (flags & (1 << bitOfFact(model, fact))) !== 0;
  const drawn = (holds('intent') ? 1 : 0) | (holds('gross_negligence') ? 2 : 0);
  const scenario = model.scenarios[row[event]];
  const base = simulatedEvent(rowFacts(scenario), drawn);
  const lines = Array.from(
    { length: table.firstLine[event + 1] - table.firstLine[event] },
    (_, i) => table.firstLine[event] + i,
  );
  const when = { occurredAt: at, discoveredAt: at, reportedAt: at };
  const outage = { start: at, end: at + table.outageHours[event] * HOUR };
  return {
    ...base,
    id: idOf(event),
    name: scenario.id,
    series: idOf(event),
    facts: { ...base.facts, ...when, knownBefore: false, suspicionOnly: false, places: ['JP'], outage },
    lines: lines.filter((line) => owed[line] > 0).map((line) => toldLine(table, line, owed[line], at)),
  };
}

function toldLine(table: PlayedYears['table'], l: number, owed: number, begin: number): LossLine {
  const line = simulatedLine(table.slot[l], (table.lineFlags[l] & LINE_FLAG.contractualOnly) !== 0);
  const at = begin + table.day[l] * DAY;
  const { cost, claim } = line.facts as { readonly cost?: object; readonly claim?: object };
  const [fromHour, toHour] = [table.fromHour[l], table.toHour[l]];
  return {
    ...line,
    id: `${line.head}-${l}`,
    amount: Math.round(owed),
    claim: table.claim[l],
    units: table.units[l],
    consent: 'prior_written',
    at,
    claimMadeAt: begin,
    claimForum: 'JP',
    facts: {
      ...line.facts,
      ...(cost && { cost: { ...cost, consent: 'prior_written', at } }),
      ...(claim && { claim: { ...claim, forum: 'JP', madeAt: begin } }),
    },
    ...(toHour > 0 && { profile: [{ fromHour, toHour, weight: 1 }] }),
  };
}

function middleOf({ period }: Policy): number {
  if (!period) return SOME_DAY;
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  return Math.floor((from + to) / 2);
}
