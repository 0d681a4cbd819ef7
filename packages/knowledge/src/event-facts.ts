import data from '../build/event-facts.json' with { type: 'json' };
import type { EventFact, EventField, EventGroup, EventObject, Word } from './types.ts';
import { vocabulary } from './vocabulary.ts';

export type { EventFact, EventField, EventGroup, EventObject } from './types.ts';

const module = data as unknown as {
  facts: readonly EventFact[];
  groups: readonly EventGroup[];
  objects: readonly EventObject[];
};

/** The facts an event offers, in the order in which to ask for them. A fact nobody has stated is unknown, never no. */
export const eventFacts = module.facts;

/** The groups an incident screen shows the facts in. */
export const eventGroups = module.groups;

/** What lists and objects are made of; those with a `scope` can be looked at one by one under that name. */
export const eventObjects = module.objects;

/**
 * A fact by its name.
 *
 * @example eventFactOf('persons')?.question.ja // '何人分の情報ですか。分からなければ、最も少ない場合と最も多い場合は。'
 */
export function eventFactOf(id: string): EventFact | undefined {
  return eventFacts.find((fact) => fact.id === id);
}

/** One of the values a `code` may have. */
export type Choice = Pick<Word, 'id' | 'ja' | 'en'>;

/**
 * The values a `code` fact may have, from its own list or the vocabulary's; empty for every other type.
 *
 * @example choicesOf(eventFactOf('cause')!).length // 12
 */
export function choicesOf(fact: Pick<EventField, 'values' | 'vocabulary'>): readonly Choice[] {
  if (fact.values) return fact.values;
  return fact.vocabulary === undefined
    ? []
    : (vocabulary[fact.vocabulary as keyof typeof vocabulary] as Word[]);
}

/** The kinds of `@sonae/predicate`, so that expressions are checked against these facts. */
export type Kind =
  | 'boolean'
  | 'string'
  | 'integer'
  | 'number'
  | 'instant'
  | { readonly values: readonly string[] }
  | { readonly list: Kind }
  | { readonly fields: { readonly [name: string]: Kind } };

/**
 * The facts as a schema for expressions (`FactSchema` of `@sonae/predicate`).
 *
 * @param scopes objects an expression sees one by one beside the event, `component` for an exclusion of components
 * @example eventFactSchema('component').component // { fields: { head: …, amount: 'integer', … } }
 */
export function eventFactSchema(...scopes: string[]): { readonly [name: string]: Kind } {
  const schema: Record<string, Kind> = Object.fromEntries(eventFacts.map((fact) => [fact.id, kindOf(fact)]));
  for (const scope of scopes) {
    const object = eventObjects.find((candidate) => candidate.scope === scope);
    if (object && !Object.hasOwn(schema, scope)) schema[scope] = fieldsOf(object.id);
  }
  return schema;
}

function kindOf(fact: Pick<EventField, 'type' | 'of' | 'values' | 'vocabulary'>): Kind {
  if (fact.type === 'code') return { values: choicesOf(fact).map(({ id }) => id) };
  if (fact.type === 'list') return { list: fact.of === 'text' ? 'string' : fieldsOf(fact.of) };
  if (fact.type === 'object') return fieldsOf(fact.of);
  return KINDS[fact.type];
}

function fieldsOf(id: string | undefined): Kind {
  const object = eventObjects.find((candidate) => candidate.id === id);
  return { fields: Object.fromEntries((object?.fields ?? []).map((field) => [field.id, kindOf(field)])) };
}

/** Yen are whole numbers; civil dates compare as texts; a count nobody is sure of has a least and a most. */
const KINDS = {
  boolean: 'boolean',
  integer: 'integer',
  number: 'number',
  yen: 'integer',
  text: 'string',
  instant: 'instant',
  date: 'string',
  range: { fields: { min: 'integer', max: 'integer' } },
} as const satisfies Record<string, Kind>;
