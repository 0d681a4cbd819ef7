import { PPM } from '@sonae/core';
import {
  type Assembler,
  type Instruction,
  KEY,
  LINE_FLAG,
  type PredicateTable,
  predicateFlag,
  TERM,
} from '@sonae/engine';
import { askerOf } from '../evaluate/ask.ts';
import { concerns, conditionAnswer, excludedAnswer } from '../evaluate/clause-gates.ts';
import type { LossLine } from '../event/event.ts';
import { idsOf } from '../heads.ts';
import { isLifted } from '../riders.ts';
import type { Condition, Exclusion, Part, PartHead, Policy } from '../schema/index.ts';
import { DRAWN, type RowFacts, simulatedEvent, simulatedLine } from './simulated.ts';
import { slotsByHead } from './slots.ts';

/** One term that stands before the amounts of a part: what it takes out, of which lines, in which events. */
type Strike = {
  readonly part: string;
  readonly reason: string;
  readonly clause: string;
  readonly slots: readonly number[];
  /** Lines owed by law, lines owed only because they were promised, or both. */
  readonly lines: 'all' | 'owed' | 'promised';
  /** Number of the predicate of the events; every event where there is none. */
  readonly predicate?: number;
  readonly cap?: number;
  readonly ppm?: number;
};

export type Gates = {
  readonly predicates: readonly PredicateTable[];
  /** The strikes of a part, to stand before its other terms. */
  strikes(assembler: Assembler, partId: string): Instruction[];
};

/**
 * Exclusions, conditions and excluded heads as predicates over simulated events. What the simulation does not know (was
 * the attack backed by a state?) is presumed, as in a real case: by the burden of proof.
 */
export function compileGates(
  policy: Policy,
  parts: readonly Part[],
  rows: readonly RowFacts[],
  factBit: (fact: string) => number,
  firstPredicate: number,
): Gates {
  const tables = predicateTables(policy, rows, factBit, firstPredicate);
  const strikes = parts.flatMap((part) => {
    const heads = slotsByHead(policy, part);
    const all = [...heads.values()].flat();
    return [
      ...(policy.exclusions ?? [])
        .filter((one) => concerns(one, part.id) && !isLifted(policy, one))
        .flatMap((one) => exclusionStrikes(one, part, all, tables)),
      ...(policy.conditions ?? [])
        .filter((one) => concerns(one, part.id))
        .flatMap((one) => conditionStrikes(one, part, heads, tables)),
      ...headStrikes(part, heads, tables),
    ];
  });
  return {
    predicates: tables.predicates,
    strikes: (assembler, partId) =>
      strikes
        .filter((strike) => strike.part === partId)
        .map((strike) => instruction(strike, policy, assembler)),
  };
}

function instruction(strike: Strike, policy: Policy, assembler: Assembler): Instruction {
  const { part, reason: id, clause, slots, lines, predicate, cap, ppm } = strike;
  const flag = predicate === undefined ? undefined : predicateFlag(predicate);
  return {
    op: cap !== undefined ? TERM.limit : ppm !== undefined ? TERM.share : TERM.strike,
    set: assembler.set(slots),
    amount: cap ?? ppm,
    // What an exclusion caps, it caps together, also where several instructions say so.
    cell:
      cap === undefined
        ? undefined
        : assembler.cell({ life: 'event', key: KEY.event, name: `${policy.id}/${part}/${clause}/cap` }),
    ...(flag && { flagWord: flag.word, flagNeed: flag.mask }),
    ...(lines === 'promised' && { lineNeed: LINE_FLAG.contractualOnly }),
    ...(lines === 'owed' && { lineWithout: LINE_FLAG.contractualOnly }),
    reason: assembler.reason({ id, policy: policy.id, part, clause }),
  };
}

type Tables = ReturnType<typeof predicateTables>;
type Asker = ReturnType<typeof askerOf>;

/** Truth tables over the drawn facts, one for each row of the model; rows that are alike are asked once. */
function predicateTables(
  policy: Policy,
  rows: readonly RowFacts[],
  factBit: (fact: string) => number,
  firstPredicate: number,
) {
  const predicates: PredicateTable[] = [];
  const keys = rows.map(keyOf);
  const distinct = [...new Set(keys)].map((key) => rows[keys.indexOf(key)]);
  const places = keys.map((key) => [...new Set(keys)].indexOf(key));
  const askers = distinct.map((row) => askersOf(policy, row));
  const bits = DRAWN.map(factBit);
  const numbers = new Map<string, number>();
  return {
    predicates,
    /** Never, always, or the number of a predicate. */
    ask: (bites: (asker: Asker) => boolean, ofAnyEvent = false): 'never' | 'always' | number => {
      if (ofAnyEvent) return bites(askers[0][0]) ? 'always' : 'never';
      const truths = askers.map((byCombination) => byCombination.map((asker) => (bites(asker) ? 1 : 0)));
      const signature = truths.flat().join('');
      if (!signature.includes('1')) return 'never';
      if (!signature.includes('0')) return 'always';
      const known = numbers.get(signature);
      if (known !== undefined) return known;
      const number = firstPredicate + predicates.length;
      predicates.push({ facts: bits, byRow: places.map((place) => Uint8Array.from(truths[place])) });
      numbers.set(signature, number);
      return number;
    },
    isByLine: askers[0]?.[0]?.isByLine ?? (() => false),
    isOnlyByLine: askers[0]?.[0]?.isOnlyByLine ?? (() => false),
  };
}

/** Policies and rows never change, so what a policy says of the events of a row is asked once. */
const askersByPolicy = new WeakMap<Policy, Map<string, readonly Asker[]>>();

function askersOf(policy: Policy, row: RowFacts): readonly Asker[] {
  const byRow = askersByPolicy.get(policy) ?? new Map<string, readonly Asker[]>();
  askersByPolicy.set(policy, byRow);
  const key = keyOf(row);
  const known = byRow.get(key);
  if (known) return known;
  const askers = Array.from({ length: 1 << DRAWN.length }, (_, combination) =>
    askerOf(policy, simulatedEvent(row, combination)),
  );
  byRow.set(key, askers);
  return askers;
}

const keyOf = (row: RowFacts): string => `${row.cause}|${row.policyCause}|${row.fromItWork}|${row.actor}`;

function exclusionStrikes(
  exclusion: Exclusion,
  part: Part,
  slots: readonly number[],
  tables: Tables,
): Strike[] {
  const unless = [exclusion.unless ?? []].flat();
  const common = {
    part: part.id,
    reason: 'exclusion',
    clause: exclusion.id,
    cap: exclusion.effect === 'cap' ? exclusion.cap : undefined,
  };
  const ofAnyEvent = [exclusion.when, ...unless].every(tables.isOnlyByLine);
  const bites = (line: LossLine | undefined) =>
    tables.ask((asker) => excludedAnswer(exclusion, unless, line, asker).presumed, ofAnyEvent);
  const byLine = exclusion.effect === 'component' || [exclusion.when, ...unless].some(tables.isByLine);
  if (!byLine) return struck(bites(undefined), { ...common, slots, lines: 'all' });
  const truths = new Map(
    slots.map((slot) => [slot, [bites(simulatedLine(slot, false)), bites(simulatedLine(slot, true))]]),
  );
  const strikesOf = (of: 0 | 1, lines: Strike['lines'], wanted: (slot: number) => boolean) =>
    bySlot(slots.filter(wanted), (slot) => truths.get(slot)?.[of] ?? 'never').flatMap(
      ({ truth, slots: own }) => struck(truth, { ...common, slots: own, lines }),
    );
  const isAlike = (slot: number) => truths.get(slot)?.[0] === truths.get(slot)?.[1];
  return [
    ...strikesOf(0, 'all', isAlike),
    ...strikesOf(0, 'owed', (slot) => !isAlike(slot)),
    ...strikesOf(1, 'promised', (slot) => !isAlike(slot)),
  ];
}

function conditionStrikes(
  condition: Condition,
  part: Part,
  heads: ReadonlyMap<PartHead, readonly number[]>,
  tables: Tables,
): Strike[] {
  const slots = [...heads].flatMap(([head, own]) =>
    condition.heads === undefined || idsOf(head).some((id) => condition.heads?.includes(id)) ? own : [],
  );
  const ppm = condition.effect === 'reduce' ? Math.round((condition.to ?? 0) * PPM) : undefined;
  const truth = tables.ask((asker) => conditionAnswer(condition, asker).presumed);
  return struck(truth, {
    part: part.id,
    reason: 'condition',
    clause: condition.id,
    slots,
    lines: 'all',
    ppm,
  });
}

function headStrikes(part: Part, heads: ReadonlyMap<PartHead, readonly number[]>, tables: Tables): Strike[] {
  return [...heads].flatMap(([head, slots]) => {
    const { notIf } = head;
    if (notIf === undefined) return [];
    const common = { part: part.id, reason: 'head_excluded', clause: idsOf(head)[0], lines: 'all' } as const;
    return bySlot(slots, (slot) =>
      tables.ask((asker) => asker.ask(notIf, simulatedLine(slot, false), {}).presumed),
    ).flatMap(({ truth, slots: own }) => struck(truth, { ...common, slots: own }));
  });
}

/** Slots that have one answer in common. */
function bySlot(slots: readonly number[], ask: (slot: number) => 'never' | 'always' | number) {
  const groups = new Map<'never' | 'always' | number, number[]>();
  for (const slot of slots) {
    const truth = ask(slot);
    groups.set(truth, [...(groups.get(truth) ?? []), slot]);
  }
  return [...groups].map(([truth, own]) => ({ truth, slots: own }));
}

function struck(truth: 'never' | 'always' | number, strike: Omit<Strike, 'predicate'>): Strike[] {
  if (truth === 'never' || strike.slots.length === 0) return [];
  return [truth === 'always' ? strike : { ...strike, predicate: truth }];
}
