import * as z from 'zod';
import { answersSchema } from './answers.ts';
import { UNKNOWN } from './fields.ts';
import { labelOf, unitLabel } from './labels.ts';
import { isRecord } from './path.ts';
import { company } from './schema.ts';
import { groupOf, type Leaf, mayBeUnknown, type Shape } from './shape.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = { [keyword: string]: unknown };

/** The JSON Schema of a company file, for editors: titles and descriptions in Japanese, vocabulary filled in. */
export function companyJsonSchema(vocabulary: Vocabulary): JsonSchema {
  return described(company, '備え 台帳（company/1）', vocabulary);
}

/** The JSON Schema of a file of answers. */
export function answersJsonSchema(vocabulary: Vocabulary): JsonSchema {
  const json = described(answersSchema(vocabulary), '備え 5つの質問への回答（answers/1）', vocabulary);
  const more = (json.properties as Record<string, JsonSchema>).more.properties as Record<string, unknown>;
  for (const { id, ja, en, aliases } of vocabulary.controls) {
    for (const name of [ja, en, ...(aliases ?? [])])
      more[name] ??= { ...(more[id] as JsonSchema), title: `${ja}（${id} と同じ）` };
  }
  return json;
}

function described(schema: z.ZodObject, title: string, vocabulary: Vocabulary): JsonSchema {
  const json = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as JsonSchema;
  enrich(groupOf(schema), json, vocabulary);
  const { $schema, ...rest } = json;
  return { $schema, title, ...rest };
}

/** Fills in, field by field, what zod cannot know: words of the vocabulary, labels of choices, the form of dates. */
function enrich(shape: Shape, json: unknown, vocabulary: Vocabulary): void {
  if (!isRecord(json)) return;
  if (shape.node === 'leaf') enrichLeaf(shape, json, vocabulary);
  else if (shape.node === 'table') enrich(shape.row, json.items, vocabulary);
  else
    for (const [key, field] of shape.fields)
      enrich(field, (json.properties as JsonSchema)?.[key], vocabulary);
}

function enrichLeaf(leaf: Leaf, json: JsonSchema, vocabulary: Vocabulary): void {
  const unit = unitLabel(leaf);
  if (unit) json.description = [leaf.meta.note, `単位は${unit.ja}`].filter((part) => part).join('。');
  if (leaf.kind === 'enum' && !leaf.list)
    json.enumDescriptions = leaf.values.map((value) => labelOf(value).ja);
  if (leaf.kind === 'date') Object.assign(json, { format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
  if (mayBeUnknown(leaf) && !leaf.knowable) allowUnknown(json);
  if (leaf.meta.vocabulary) Object.assign(textIn(json) ?? {}, wordsOf(leaf, vocabulary));
}

function allowUnknown(json: JsonSchema): void {
  const { title, description, ...rest } = json;
  for (const keyword of Object.keys(json)) delete json[keyword];
  Object.assign(json, { title, ...(description !== undefined && { description }) });
  json.anyOf = [rest, { type: 'string', const: UNKNOWN }];
}

/** The part of a field's schema that stands for its text: itself, an entry of its list, or the part beside `unknown`. */
function textIn(json: JsonSchema): JsonSchema | undefined {
  if (Array.isArray(json.anyOf)) return textIn(json.anyOf[0] as JsonSchema);
  if (isRecord(json.items)) return textIn(json.items);
  return json.type === 'string' ? json : undefined;
}

/** Ids first, so that editors offer them first; names and aliases are accepted too. */
function wordsOf(leaf: Leaf, vocabulary: Vocabulary): JsonSchema {
  const entries = leaf.meta.vocabulary ? vocabulary[leaf.meta.vocabulary] : [];
  const words = new Map(entries.map(({ id, ja }) => [id, ja]));
  for (const { id, ja, en, aliases } of entries) {
    for (const name of [ja, en, ...(aliases ?? [])]) if (!words.has(name)) words.set(name, `${id} と同じ`);
  }
  return { enum: [...words.keys()], enumDescriptions: [...words.values()] };
}
