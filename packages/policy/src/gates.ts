import {
  type Assembler,
  type Instruction,
  LINE_FLAG,
  type PredicateTable,
  predicateFlag,
  TERM,
} from '@sonae/engine';
import { heads } from '@sonae/knowledge';
import { eventFactSchema } from '@sonae/knowledge/event-facts';
import { headOfSlot, SLOTS } from '@sonae/loss';
import { compilePredicate, type Facts, type Predicate } from '@sonae/predicate';
import { isLifted } from './riders.ts';
import type { Exclusion, Policy } from './schema/index.ts';

/** What is fixed about the events of one row of the model when a policy is compiled. */
export type RowFacts = {
  /** Cause of the vocabulary and the code wordings use for it. */
  readonly cause: string;
  readonly policyCause: string;
  /** Whether the event comes from IT work for a client. */
  readonly fromItWork: boolean;
  /** Who acts where somebody does so on purpose. */
  readonly actor: 'employee' | 'partner_staff' | 'outsider';
};

/** Facts of an event the simulation draws and wordings ask for, in the order of the combination. */
const DRAWN = ['intent', 'gross_negligence'] as const;

export type Gates = {
  readonly predicates: readonly PredicateTable[];
  /** The strikes of a part, to stand before its other terms. */
  strikes(assembler: Assembler, partId: string, set: readonly number[]): Instruction[];
};

/**
 * Exclusions as predicates over simulated events. What the simulation does not know (was the attack backed by a
 * state?) is presumed by the burden of proof: an exclusion the insurer must prove does not bite, a carve-back the
 * insured must prove does not help.
 */
export function compileGates(
  policy: Policy,
  rows: readonly RowFacts[],
  factBit: (fact: string) => number,
  firstPredicate: number,
): Gates {
  const exclusions = (policy.exclusions ?? [])
    .filter((exclusion) => !isLifted(policy, exclusion))
    .map((exclusion) => ({ exclusion, ...compile(exclusion) }));
  const whole = exclusions.filter(({ exclusion }) => exclusion.effect !== 'component');
  const byComponent = exclusions.filter(({ exclusion }) => exclusion.effect === 'component');
  const bits = DRAWN.map(factBit);

  const predicates = whole.map(({ exclusion, when, unless }): PredicateTable => {
    const burden = exclusion.burden ?? 'insurer';
    const truthOf = (row: RowFacts) =>
      Uint8Array.from({ length: 1 << DRAWN.length }, (_, combination) =>
        isExcluded(when, unless, burden, eventFacts(row, combination)) ? 1 : 0,
      );
    return { facts: bits, byRow: eachOnce(rows, truthOf) };
  });

  return {
    predicates,
    strikes: (assembler, partId, set) => {
      const members = new Set(set);
      const reasonOf = (exclusion: Exclusion) =>
        assembler.reason({ id: 'exclusion', policy: policy.id, part: partId, clause: exclusion.id });
      const wholeStrikes = whole.flatMap(({ exclusion }, i): Instruction[] => {
        if (!concerns(exclusion, partId)) return [];
        const { word, mask } = predicateFlag(firstPredicate + i);
        return [
          {
            op: TERM.strike,
            set: assembler.set(set),
            flagWord: word,
            flagNeed: mask,
            reason: reasonOf(exclusion),
          },
        ];
      });
      const componentStrikes = byComponent.flatMap(({ exclusion, when, unless }): Instruction[] => {
        if (!concerns(exclusion, partId)) return [];
        const hit = (contractualOnly: boolean) =>
          slotsHit(when, unless, exclusion, contractualOnly).filter((slot) => members.has(slot));
        const always = hit(false);
        const onlyPromised = hit(true).filter((slot) => !always.includes(slot));
        const reason = reasonOf(exclusion);
        return [
          ...(always.length > 0 ? [{ op: TERM.strike, set: assembler.set(always), reason }] : []),
          ...(onlyPromised.length > 0
            ? [
                {
                  op: TERM.strike,
                  set: assembler.set(onlyPromised),
                  lineNeed: LINE_FLAG.contractualOnly,
                  reason,
                },
              ]
            : []),
        ];
      });
      return [...wholeStrikes, ...componentStrikes];
    },
  };
}

/** Computes a value once for all rows that are alike: many rows of a model share their cause. */
function eachOnce<T>(rows: readonly RowFacts[], compute: (row: RowFacts) => T): T[] {
  const known = new Map<string, T>();
  return rows.map((row) => {
    const key = `${row.cause}|${row.policyCause}|${row.fromItWork}|${row.actor}`;
    if (!known.has(key)) known.set(key, compute(row));
    return known.get(key) as T;
  });
}

/** Strikes and limits speak of one part, of several, or of all. */
export function concerns(exclusion: Exclusion, partId: string): boolean {
  return exclusion.parts === undefined || exclusion.parts === 'all' || exclusion.parts.includes(partId);
}

type CompiledExclusion = { readonly when: Predicate; readonly unless: Predicate | undefined };

/** Exclusions are values that never change, so each is compiled once. */
const compiled = new WeakMap<Exclusion, CompiledExclusion>();

function compile(exclusion: Exclusion): CompiledExclusion {
  const known = compiled.get(exclusion);
  if (known) return known;
  const schema = eventFactSchema('component', 'cost', 'asset', 'contract', 'policy');
  const read = (source: string): Predicate => {
    const { predicate, issues } = compilePredicate(source, schema);
    if (!predicate) throw new Error(`exclusion ${exclusion.id} was not checked: ${issues[0]?.message.en}`);
    return predicate;
  };
  const result = {
    when: read(exclusion.when),
    unless:
      exclusion.unless === undefined
        ? undefined
        : read(
            [exclusion.unless]
              .flat()
              .map((text) => `(${text})`)
              .join(' || '),
          ),
  };
  compiled.set(exclusion, result);
  return result;
}

function isExcluded(
  when: Predicate,
  unless: Predicate | undefined,
  burden: 'insurer' | 'insured',
  facts: Facts,
): boolean {
  const applies = when.evaluate(facts).truth;
  const carvedBack = unless?.evaluate(facts).truth ?? 'no';
  // Unknown counts for whoever does not bear the burden of proof.
  const excluded = applies === 'yes' || (applies === 'unknown' && burden === 'insured');
  const saved = carvedBack === 'yes' || (carvedBack === 'unknown' && burden === 'insurer');
  return excluded && !saved;
}

function eventFacts(row: RowFacts, combination: number): Facts {
  const intent = (combination & 1) !== 0;
  const grossNegligence = (combination & 2) !== 0;
  const insider = row.actor !== 'outsider';
  return {
    cause: row.policyCause,
    causeDetail: row.cause,
    fromItWork: row.fromItWork,
    war: false,
    actors: [
      { role: insider ? row.actor : 'outsider', intent: insider ? intent : true, grossNegligence: false },
      { role: 'employee', intent: false, grossNegligence },
    ],
  };
}

/** The slots a component exclusion hits, for lines owed by law or only by promise. */
function slotsHit(
  when: Predicate,
  unless: Predicate | undefined,
  exclusion: Exclusion,
  contractualOnly: boolean,
): number[] {
  const burden = exclusion.burden ?? 'insurer';
  const hit = heads.map(({ id }) => {
    const kind = id === 'liquidated_damages' ? 'liquidated_damages' : 'damage';
    const component = { head: id, kind, contractualOnly, liableWithoutContract: !contractualOnly };
    return isExcluded(when, unless, burden, { component, cost: { head: id } });
  });
  return Array.from({ length: SLOTS }, (_, slot) => slot).filter((slot) => hit[headOfSlot(slot)]);
}
