import { eventFactOf } from '@sonae/knowledge/event-facts';
import type { LossEvent } from '../event/event.ts';
import { isMonotone } from '../monotone.ts';
import type { Policy } from '../schema/index.ts';
import type { Gate } from './gate.ts';
import { type Outcome, type Prepared, runTurns } from './run.ts';
import { type Assumed, turnsOf } from './turns.ts';

/** Lowest and highest payment, whole and by event, over everything nobody has stated. */
export type Range = {
  readonly low: number;
  readonly high: number;
  readonly byEvent: readonly { readonly low: number; readonly high: number }[];
  /** `exact` where every completion was tried, `bounds` where none can lie outside. */
  readonly kind: 'exact' | 'bounds';
};

/** Yes-or-no facts tried one by one, and completions tried at most. */
const MOST_FACTS = 6;
const MOST_RUNS = 1024;

/**
 * The range over the unknown facts. Yes-or-no facts of the events are tried in every combination, so that one fact that
 * decides several terms decides them together; each question that is still open (a date, a list, a consent) is tried
 * both ways. Where that is too many: for policies whose payment can only fall when a term takes something out, the two
 * extremes; else nothing and all that the terms may leave.
 */
export function rangeOf(
  policies: readonly Policy[],
  events: readonly LossEvent[],
  base: readonly Prepared[],
  presumed: Outcome,
): Range {
  const range = new Bounds(events.length);
  // Where two parties must prove the same fact, what is presumed may be what no single truth would bring.
  range.include(presumed);
  if (openKeys(base).length === 0) return range.result('exact');
  const facts = openFacts(base);
  const tried = facts.length <= MOST_FACTS ? facts : [];
  const runs = assignments(tried).map((assumed) => {
    const prepared =
      tried.length === 0
        ? base
        : policies.map((policy) => ({ policy, turns: turnsOf(policy, events, assumed) }));
    return { prepared, keys: openKeys(prepared) };
  });
  const count = runs.reduce((sum, { keys }) => sum + 2 ** keys.length, 0);
  if (count <= MOST_RUNS) {
    for (const { prepared, keys } of runs)
      for (let combination = 0; combination < 2 ** keys.length; combination++) {
        const bitten = new Set(keys.filter((_, i) => (combination >> i) & 1));
        range.include(runTurns(events, prepared, (gate) => isBitten(gate, (key) => bitten.has(key))));
      }
    return range.result('exact');
  }
  range.include(runTurns(events, base, (gate) => isBitten(gate, () => true)));
  range.include(runTurns(events, base, (gate) => isBitten(gate, () => false)));
  if (!isMonotone(policies)) range.widen(base);
  return range.result('bounds');
}

/** The truth of a gate, or what is tried for it. */
export function isBitten({ answer, key }: Gate, tried: (key: string) => boolean): boolean {
  return answer.truth === 'unknown' ? tried(key) : answer.truth === 'yes';
}

class Bounds {
  readonly low: number[];
  readonly high: number[];
  total = { low: Number.POSITIVE_INFINITY, high: 0 };

  constructor(events: number) {
    this.low = new Array<number>(events).fill(Number.POSITIVE_INFINITY);
    this.high = new Array<number>(events).fill(0);
  }

  include({ payments }: Outcome): void {
    const byEvent = this.low.map(() => 0);
    for (const { place, yen } of payments) byEvent[place] += yen;
    byEvent.forEach((yen, i) => {
      this.low[i] = Math.min(this.low[i], yen);
      this.high[i] = Math.max(this.high[i], yen);
    });
    const total = byEvent.reduce((sum, yen) => sum + yen, 0);
    this.total = { low: Math.min(this.total.low, total), high: Math.max(this.total.high, total) };
  }

  /** Nothing, up to all that any part may take in. */
  widen(prepared: readonly Prepared[]): void {
    const lines = new Set(
      prepared.flatMap(({ turns }) =>
        turns.flatMap(({ taken, place }) => taken.map(({ line }) => ({ line, place }))),
      ),
    );
    const seen = new Set<unknown>();
    this.low.fill(0);
    this.high.fill(0);
    for (const { line, place } of lines) {
      if (!seen.has(line)) this.high[place] += line.amount;
      seen.add(line);
    }
    this.total = { low: 0, high: this.high.reduce((sum, yen) => sum + yen, 0) };
  }

  result(kind: Range['kind']): Range {
    return { ...this.total, byEvent: this.low.map((low, i) => ({ low, high: this.high[i] })), kind };
  }
}

/** Yes-or-no facts of events that decide something, as pairs of event and fact. */
function openFacts(prepared: readonly Prepared[]): { place: number; fact: string }[] {
  const found = new Map<string, { place: number; fact: string }>();
  for (const { turns } of prepared)
    for (const { gates, place } of turns)
      for (const { answer } of gates)
        for (const fact of answer.truth === 'unknown' ? answer.deciding : [])
          if (eventFactOf(fact)?.type === 'boolean') found.set(`${place}/${fact}`, { place, fact });
  return [...found.values()];
}

/** Every combination of the facts. */
function assignments(facts: readonly { place: number; fact: string }[]): Assumed[] {
  return Array.from({ length: 2 ** facts.length }, (_, combination) => {
    const assumed = new Map<number, Record<string, unknown>>();
    facts.forEach(({ place, fact }, i) => {
      assumed.set(place, { ...assumed.get(place), [fact]: ((combination >> i) & 1) === 1 });
    });
    return assumed;
  });
}

/** The questions that are open, each once; those about nothing are left out. */
function openKeys(prepared: readonly Prepared[]): string[] {
  const keys = prepared.flatMap(({ turns }) =>
    turns.flatMap(({ gates, taken }) =>
      gates
        .filter(
          ({ answer, lines }) => answer.truth === 'unknown' && lines.some((i) => taken[i].line.amount > 0),
        )
        .map((gate) => gate.key),
    ),
  );
  return [...new Set(keys)];
}
