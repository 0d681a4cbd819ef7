import { and, compareIds, or, type Truth } from '@sonae/core';
import { compilePredicate, type Predicate } from '@sonae/predicate';
import { FACT_SCHEMA, TRUTHS } from './fact-schema.ts';
import type { Facts } from './facts.ts';

/** A truth and, where it is unknown, the names of the facts that decide it, as a facts file calls them. */
export type Finding = { readonly truth: Truth; readonly needs: readonly string[] };

export const YES: Finding = { truth: 'yes', needs: [] };
export const NO: Finding = { truth: 'no', needs: [] };
export const open = (...needs: readonly string[]): Finding => ({ truth: 'unknown', needs: names(needs) });

/** Asks one condition of the facts it was made for. */
export type Ask = (when: string | undefined) => Finding;

/** Conditions asked of some facts (条件を事実に問う). Without a condition the answer is yes. */
export function asking(facts: Facts): Ask {
  const bindings = boundFacts(facts);
  return (when) => {
    if (when === undefined) return YES;
    const { truth, deciding, error } = predicateOf(when).evaluate(bindings);
    if (error) throw new Error(`${when}: ${error.message.en}`);
    return { truth, needs: names(deciding.map(factName)) };
  };
}

/** Every part has to hold: what is open needs the facts of every open part. */
export function allOf(...parts: readonly Finding[]): Finding {
  return combine(parts, and);
}

/** One part suffices. */
export function anyOf(...parts: readonly Finding[]): Finding {
  return combine(parts, or);
}

function combine(parts: readonly Finding[], by: typeof and): Finding {
  const truth = by(...parts.map((part) => part.truth));
  return { truth, needs: truth === 'unknown' ? names(parts.flatMap((part) => part.needs)) : [] };
}

/** The facts as conditions see them. What follows from another fact is filled in where nobody stated it. */
function boundFacts(facts: Facts) {
  const { persons, triggersMetAt: metAt = {} } = facts;
  return {
    ...Object.fromEntries(TRUTHS.map((name) => [name, facts[name]])),
    sensitive: facts.sensitive ?? yesIf(metAt.sensitive !== undefined),
    // 通則編GL 3-5-3-1: card numbers are the example the guideline gives for property damage.
    propertyDamageRisk:
      facts.propertyDamageRisk ?? yesIf(metAt.property !== undefined || facts.cards === true),
    improperPurpose: facts.improperPurpose ?? yesIf(metAt.purpose !== undefined),
    role: facts.role,
    persons,
    principalNotified: yesIf(facts.principalNotifiedAt !== undefined),
  };
}

const yesIf = (holds: boolean) => (holds ? true : undefined);

/** The name in a facts file of what a condition reads. */
function factName(read: string): string {
  const [root] = read.split('.');
  return root === 'principalNotified' ? 'principalNotifiedAt' : root;
}

function predicateOf(source: string): Predicate {
  const known = compiled.get(source);
  if (known) return known;
  const { predicate, issues } = compilePredicate(source, FACT_SCHEMA);
  if (!predicate) throw new Error(`${source}: ${issues[0]?.message.en}`);
  compiled.set(source, predicate);
  return predicate;
}
/** As many as the snapshots in use have conditions. */
const compiled = new Map<string, Predicate>();

function names(all: readonly string[]): string[] {
  return [...new Set(all)].sort(compareIds);
}
