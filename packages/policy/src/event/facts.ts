import { addMonths, dateOf, startOfDay } from '@sonae/core';
import { causes, headOf } from '@sonae/knowledge';
import { type EventField, eventFacts, eventObjects } from '@sonae/knowledge/event-facts';
import type { Facts } from '@sonae/predicate';
import { instantOf } from '../instants.ts';
import { componentHead } from './lines.ts';
import { TIMES } from './schema.ts';

type Row = { [name: string]: unknown };

/** The facts of an event as predicates read them: instants in milliseconds, heads of the vocabulary, what follows filled in. */
export function factsOf(event: Row): Facts {
  const facts: Row = {};
  const times = (event.times ?? {}) as Row;
  for (const [short, name] of Object.entries(TIMES))
    if (times[short] !== undefined) facts[name] = instantOf(times[short] as string);
  for (const fact of eventFacts) {
    const value = event[fact.id];
    if (value !== undefined) facts[fact.id] = factValue(value, fact);
  }
  return followed(facts);
}

function factValue(value: unknown, field: Pick<EventField, 'type' | 'of' | 'vocabulary'>): unknown {
  if (field.type === 'instant') return instantOf(value as string);
  if (field.type === 'range') return typeof value === 'number' ? { min: value, max: value } : value;
  if (field.type === 'object') return objectOf(value as Row, field.of);
  if (field.type === 'list' && field.of !== 'text')
    return (value as readonly Row[]).map((item) => objectOf(item, field.of));
  return value;
}

function objectOf(value: Row, of: string | undefined): Row {
  const fields = eventObjects.find((object) => object.id === of)?.fields ?? [];
  const result: Row = {};
  for (const field of fields)
    if (value[field.id] !== undefined) result[field.id] = factValue(value[field.id], field);
  return result;
}

/** What follows from the facts stated: nobody need say twice. */
function followed(facts: Row): Facts {
  const detail = causes.find((cause) => cause.id === facts.causeDetail);
  facts.cause ??= detail?.policyCause;
  if (facts.cause === undefined) delete facts.cause;
  const contract = facts.contract as Row | undefined;
  if (contract?.deliveredAt !== undefined && contract.deliveredPlusOneMonth === undefined)
    contract.deliveredPlusOneMonth = monthLater(contract.deliveredAt as number);
  for (const claim of (facts.claims ?? []) as readonly Row[]) {
    for (const component of (claim.components ?? []) as readonly Row[])
      followComponent(component, claim.claimant as string | undefined);
  }
  for (const cost of (facts.costs ?? []) as readonly Row[]) {
    cost.word = cost.head;
    cost.head = headOf(cost.head as string)?.id ?? cost.head;
  }
  return facts;
}

/** The same time of day a month later (民法143条2項). */
function monthLater(at: number): number {
  const day = dateOf(at);
  return startOfDay(addMonths(day, 1)) + (at - startOfDay(day));
}

function followComponent(component: Row, claimant: string | undefined): void {
  const word = component.head as string | undefined;
  component.word = word;
  component.head = componentHead(word, claimant);
  if (component.head === undefined) delete component.head;
  if (component.kind === undefined && component.head === 'liquidated_damages')
    component.kind = 'liquidated_damages';
  // Owed by contract only means: not owed without it.
  if (component.liableWithoutContract === undefined && component.contractualOnly !== undefined)
    component.liableWithoutContract = !component.contractualOnly;
}
