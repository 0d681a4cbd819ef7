import * as z from 'zod';
import { TRUTHS } from '../fact-schema.ts';
import { JURISDICTIONS, REPORT_TEXTS, SECTORS, TIMES } from '../facts.ts';

// The file of facts as people write it. `error` names the rule in explain.ts that says what is wrong in our words.

const UNKNOWN = 'unknown';

const truth = z.union([z.boolean(), z.enum(['yes', 'no', UNKNOWN]), z.null()], { error: 'truth' }).optional();

/** An instant with its zone (`2026-11-21T22:10:00+09:00`), or a date, which begins at midnight in Japan. */
const instant = z
  .string({ error: 'time' })
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/, { error: 'time' });
const time = z.union([instant, z.literal(UNKNOWN), z.null()], { error: 'time' }).optional();

const persons = z.int({ error: 'persons' }).min(0, { error: 'persons' });
const bound = z.union([persons, z.literal(UNKNOWN), z.null()], { error: 'persons' }).optional();

const term = z
  .strictObject({
    id: z.string({ error: 'term-id' }).min(1, { error: 'term-id' }),
    noticeHours: z.int({ error: 'hours' }).min(1, { error: 'hours' }).optional(),
    noticeDays: z.int({ error: 'days' }).min(0, { error: 'days' }).optional(),
    immediately: truth,
  })
  .refine(
    ({ noticeHours, noticeDays, immediately }) =>
      noticeHours !== undefined || noticeDays !== undefined || immediately === true || immediately === 'yes',
    { error: 'term' },
  );

const listOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.array(z.enum(values)), z.literal(UNKNOWN), z.null()], { error: 'list' }).optional();

const keys = <K extends string, T>(names: readonly K[], value: T) =>
  Object.fromEntries(names.map((name) => [name, value])) as { [name in K]: T };

/** A file of facts (事実のファイル). */
export const factsFile = z.strictObject({
  ...keys(TIMES, time),
  role: z.enum(['controller', 'processor', UNKNOWN], { error: 'role' }).nullish(),
  persons: z
    .union([persons, z.literal(UNKNOWN), z.null(), z.strictObject({ atLeast: bound, atMost: bound })], {
      error: 'persons',
    })
    .optional(),
  ...keys(TRUTHS, truth),
  triggers: z
    .strictObject(
      keys(['sensitive', 'property', 'purpose', 'count'], z.strictObject({ metAt: time }).optional()),
    )
    .nullish(),
  sectors: listOf(SECTORS),
  jurisdictions: listOf(JURISDICTIONS),
  contracts: z.array(term, { error: 'terms' }).nullish(),
  policies: z.array(term, { error: 'terms' }).nullish(),
  done: z.record(z.string(), instant, { error: 'done' }).nullish(),
  report: z
    .strictObject(keys(REPORT_TEXTS, z.string({ error: 'text' }).min(1, { error: 'text' }).nullish()))
    .nullish(),
});

export type FactsFile = z.output<typeof factsFile>;

/** The JSON Schema of a file of facts, for editors. */
export function factsJsonSchema(): { [keyword: string]: unknown } {
  const { $schema, ...rest } = z.toJSONSchema(factsFile, {
    target: 'draft-2020-12',
    io: 'input',
    reused: 'ref',
  }) as { [keyword: string]: unknown };
  return { $schema, title: '備え 事実（law facts）', ...rest };
}
