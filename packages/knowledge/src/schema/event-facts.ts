import * as z from 'zod';
import { bilingual, provenance, text } from './provenance.ts';

/** Names an expression can read: letters and digits. */
const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, { error: 'name' });

const value = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'word-id' }),
  ja: text,
  en: text,
});

/** What a fact can be. `list` and `object` say of what; a `code` lists its values or names a list of the vocabulary. */
const kind = {
  type: z.enum([
    'boolean',
    'integer',
    'number',
    'yen',
    'text',
    'code',
    'instant',
    'date',
    'range',
    'list',
    'object',
  ]),
  of: text.optional(),
  values: z.array(value).min(2).optional(),
  vocabulary: text.optional(),
  unit: text.optional(),
  note: text.optional(),
};

const field = z.strictObject({ id: name, ja: text, en: text, ...kind });

const eventFact = z.strictObject({ id: name, ja: text, en: text, group: text, ...kind, question: bilingual });

const object = z.strictObject({
  id: name,
  ja: text,
  en: text,
  /** The name under which an expression sees one such object. */
  scope: name.optional(),
  fields: z.array(field).min(1),
});

export const eventFactsFile = z.strictObject({
  provenance: z.strictObject(provenance),
  facts: z.array(eventFact),
  groups: z.array(z.strictObject({ id: name, ja: text, en: text })),
  objects: z.array(object),
});
