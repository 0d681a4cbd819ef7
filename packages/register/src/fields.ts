import { ID_PATTERN, isCivilDate, PPM, ppmOf } from '@sonae/core';
import * as z from 'zod';

/** The unit of a number; money is always whole yen. */
export type Unit =
  | 'yen'
  | 'persons'
  | 'records'
  | 'firms'
  | 'share'
  | 'days'
  | 'hours'
  | 'months'
  | 'years'
  | 'times';

/** A table whose rows other rows point to. */
export type TableName = 'systems' | 'assets' | 'partners' | 'contracts' | 'services' | 'people';

/** A list of the shared vocabulary. */
export type VocabularyName = 'industries' | 'dataKinds' | 'heads' | 'controls';

/** What a reader, a workbook and a screen need to know about one field. */
export type FieldMeta = {
  /** Label in Japanese, the column heading of the workbook. */
  readonly ja: string;
  readonly en: string;
  /** One sentence for the person who fills it in. */
  readonly note?: string;
  /** Unit shown beside the label. */
  readonly unit?: Unit;
  /** The table an id refers to. */
  readonly refersTo?: TableName;
  /** The list of the vocabulary the value must come from. */
  readonly vocabulary?: VocabularyName;
};

/** What a single value is, as far as reading and explaining it goes. */
export type Kind =
  | 'text'
  | 'email'
  | 'phone'
  | 'policy'
  | 'id'
  | 'yen'
  | 'count'
  | 'integer'
  | 'number'
  | 'share'
  | 'date'
  | 'boolean'
  | 'enum'
  | 'literal';

const metas = z.registry<FieldMeta>();

/** The meta data of a field, looked for through `optional` wrappers. */
export function metaOf(schema: z.ZodType): FieldMeta | undefined {
  const own = metas.get(schema);
  if (own) return own;
  return schema instanceof z.ZodOptional ? metaOf(schema.unwrap() as z.ZodType) : undefined;
}

/** Attaches label and note to a field; they also become title and description of the JSON Schema. */
export function field<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
  const described = schema.meta({ title: meta.ja, ...(meta.note && { description: meta.note }) }) as T;
  metas.add(described, meta);
  return described;
}

/** The word for a fact nobody has stated: 不明. It is never read as no. */
export const UNKNOWN = 'unknown';

/** A field whose value may be the word `unknown`; leaving it out means the same. */
export function knowable<T extends z.ZodType>(schema: T) {
  return z.union([schema, z.literal(UNKNOWN)]).optional();
}

/** Longest text of one field, so that it fits a cell of a workbook (32,767) many times over. */
export const TEXT_LIMIT = 2000;
/** Most entries in a list inside one row: 300 ids of 64 characters still fit one cell. */
export const LIST_LIMIT = 300;

/** Control characters other than a line feed, and halves of surrogate pairs: XML and YAML cannot carry them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff\ufffd-\uffff]|\p{Surrogate}/u;

/** Whether a text can be written to a file and read back unchanged. */
export function isPlainText(value: string): boolean {
  return !FORBIDDEN.test(value);
}

/** Line ends as line feeds, no white space around. */
export function tidyText(value: string): string {
  return value.replace(/\r\n?/g, '\n').trim();
}

export const id = z.string().regex(ID_PATTERN, { error: 'id' });
export const text = z.string().overwrite(tidyText).min(1).max(TEXT_LIMIT).refine(isPlainText);
export const email = text.regex(/^[^\s@]+@[^\s@]+$/);
/** A telephone number is a text: its leading 0 must not be lost. */
export const phone = text.max(TEXT_LIMIT);
/** `none`, or the file of a policy. */
export const policyAnswer = text.regex(/^(?:none|.+\.(?:ya?ml|json))$/i);
/** 100 trillion yen: more than twice the sales of the largest company in Japan, and sums of such amounts stay exact. */
const MOST_YEN = 100_000_000_000_000;
/** More than the people on earth. */
const MOST_PERSONS = 10_000_000_000;
/** More than work anywhere in one company. */
const MOST_STAFF = 10_000_000;
/** Firms one row of partners may stand for. */
const MOST_FIRMS = 1_000_000;

export const yen = z.int().min(0).max(MOST_YEN);
export const count = z.int().min(0).max(MOST_PERSONS);
export const staffCount = z.int().min(0).max(MOST_STAFF);
export const firmCount = z.int().min(1).max(MOST_FIRMS);
/** A share from 0 to 1, or a text such as `35%`; six decimals at most, kept as the nearest double of those decimals. */
export const share = z
  .union([z.number().min(0).max(1), z.string().regex(/^\d+(\.\d+)?%$/)])
  .transform((value) => exactShare(typeof value === 'number' ? value : Number(value.slice(0, -1)) / 100))
  .pipe(
    z
      .number()
      .min(0)
      .max(1)
      .refine((value) => ppmOf(value) !== undefined),
  );
export const yesNo = z.enum(['yes', 'no', UNKNOWN]).optional();
export const date = z.string().refine(isCivilDate, { error: 'date' });

/** A list of short values inside one row. */
export function listOf<T extends z.ZodType>(schema: T) {
  return z.array(schema).max(LIST_LIMIT);
}

const kinds = new Map<object, Kind>([
  [id.def, 'id'],
  [text.def, 'text'],
  [email.def, 'email'],
  [phone.def, 'phone'],
  [policyAnswer.def, 'policy'],
  [yen.def, 'yen'],
  [count.def, 'count'],
  [share.def, 'share'],
  [date.def, 'date'],
]);

/** The kind of a schema without wrappers. A schema with label keeps the definition of the one it was made from. */
export function kindOf(schema: z.ZodType): Kind {
  const known = kinds.get(schema.def);
  if (known) return known;
  if (schema instanceof z.ZodNumber) return schema.isInt ? 'integer' : 'number';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodEnum) return 'enum';
  if (schema instanceof z.ZodLiteral) return 'literal';
  throw new Error(`no kind for a schema of type ${schema.def.type}`);
}

/** The nearest double of a share's six decimals. */
export function exactShare(value: number): number {
  const ppm = ppmOf(value);
  return ppm === undefined ? value : ppm / PPM;
}
