import { headGroups, headOf } from '@sonae/knowledge';
import { choicesOf, type EventField, eventFacts, eventObjects } from '@sonae/knowledge/event-facts';
import * as z from 'zod';
import { id, instant, text, yen } from '../schema/values.ts';

/**
 * An event as a file states it: the facts of the vocabulary, each of which may be missing, `null` or `unknown`. The
 * schema is made from the vocabulary, so a fact that predicates may ask for can be stated, and no other.
 */

/** Short names of the times, as they may stand under `times`. */
export const TIMES = {
  intrusion: 'intrusionAt',
  occurred: 'occurredAt',
  aware: 'awareAt',
  discovered: 'discoveredAt',
  reported: 'reportedAt',
  restored: 'restoredAt',
  published: 'publishedAt',
  known: 'knownAt',
} as const;

type Describing = Pick<EventField, 'id' | 'type' | 'of' | 'values' | 'vocabulary'>;

/** Choices that decide about money: a word outside the list is a mistake. Elsewhere it is noted and taken for unknown. */
const DECISIVE = new Set(['cause', 'role', 'claimant', 'consent', 'unit']);

const idsOf = (field: Describing): string[] => choicesOf(field).map((choice) => choice.id);

const consentOf = (given: boolean): string => (given ? 'prior_written' : 'none');

function valueSchema(field: Describing): z.ZodType {
  switch (field.type) {
    case 'boolean':
      return z.boolean();
    case 'integer':
    case 'yen':
      return yen;
    case 'number':
      return z.number();
    case 'code':
      if (field.vocabulary === 'heads') return headWord;
      if (field.id === 'consent') return z.union([z.enum(idsOf(field)), z.boolean().transform(consentOf)]);
      return DECISIVE.has(field.id) ? z.enum(idsOf(field)) : text;
    case 'instant':
      return instant;
    case 'range':
      return z.union([yen, z.strictObject({ min: yen.optional(), max: yen.optional() })]);
    case 'list':
      return z.array(field.of === 'text' ? text : objectSchema(field.of));
    case 'object':
      return objectSchema(field.of);
    default:
      return z.union([text, z.number().transform(String)]);
  }
}

/** A head as policies and the vocabulary call it. */
const headWord = text.refine(
  (word) => headOf(word) !== undefined || headGroups.some((group) => group.id === word),
  { error: 'head' },
);

function objectSchema(of: string | undefined): z.ZodType {
  const fields = eventObjects.find((object) => object.id === of)?.fields ?? [];
  return z.strictObject(
    Object.fromEntries(
      fields.map((field) => {
        const isComponentKind = of === 'component' && field.id === 'kind';
        const schema = (isComponentKind ? z.enum(idsOf(field)) : valueSchema(field)).meta({
          title: field.ja,
        });
        return [field.id, REQUIRED.has(`${of}.${field.id}`) ? schema : schema.optional()];
      }),
    ),
  );
}

/** What a line of money cannot do without. */
const REQUIRED = new Set(['component.amount', 'cost.head', 'cost.amount', 'recovery.amount']);

const times = z.strictObject(
  Object.fromEntries(Object.keys(TIMES).map((name) => [name, instant.optional()])) as Record<
    keyof typeof TIMES,
    z.ZodOptional<typeof instant>
  >,
);

/** One event (事案). */
export const lossEvent = z.strictObject({
  id: id.optional().meta({ title: '事案の id' }),
  name: text.optional().meta({ title: '名前' }),
  note: text.optional(),
  fictional: z.boolean().optional(),
  series: id.optional().meta({ title: '一連の事故の名前。同じ名前の事案は一つの原因による' }),
  times: times.optional(),
  ...Object.fromEntries(
    eventFacts.map((fact) => [fact.id, valueSchema(fact).meta({ title: fact.ja }).optional()]),
  ),
});

/** A list of events in one period, with a name. */
export const eventList = z.strictObject({
  id: id.optional(),
  name: text.optional(),
  note: text.optional(),
  fictional: z.boolean().optional(),
  events: z.array(lossEvent).min(1),
});

/** A file of events: one, a list, or a list with a name. */
export const eventFile = z.union([lossEvent, z.array(lossEvent).min(1), eventList]);
