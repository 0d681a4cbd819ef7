import { ID_PATTERN, ppmOf } from '@sonae/core';
import * as z from 'zod';

/** The name of a term: letters, digits, `_`, `-`, `.`. */
export const id = z.string().regex(ID_PATTERN, { error: 'id' });

export const text = z.string().min(1);

/** Integer yen. */
export const yen = z.int().min(0);

/** What a wording may say instead of an amount: that there is no bound, or nothing at all (記載なし). */
export const UNLIMITED_WORD = 'unlimited';
export const NOT_STATED = 'not_stated';

/** Integer yen, or a word. Missing is not zero and `not_stated` is not missing: somebody looked and found nothing. */
export const amount = z.union([yen, z.literal(UNLIMITED_WORD), z.literal(NOT_STATED)]);
export type Amount = z.infer<typeof amount>;

/** A share from 0 to 1 with at most six decimals: 0.9 is 90 %. */
export const share = z
  .number()
  .min(0)
  .max(1)
  .refine((value) => ppmOf(value) !== undefined, { error: 'share' });

/** An instant with an offset, seconds optional (`2026-04-01T16:00+09:00`), or a date, which begins at midnight in Japan. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/, { error: 'instant' });

/** A condition on the facts of an event, in CEL. */
export const predicate = text;

/**
 * Where a term was read (出典): form, edition, clause and page, who read it when, and how sure the reading is.
 * `quoteHash` is the SHA-256 of the passage, so that a later edition that says something else is noticed.
 */
export const source = z.strictObject({
  form: text,
  edition: text.optional(),
  clause: z.union([text, z.number().transform(String)]).optional(),
  page: z.int().min(1).optional(),
  quoteHash: text.optional(),
  reader: text.optional(),
  date: text.optional(),
  state: z.enum(['read', 'inferred', 'not_stated']).optional(),
});
export type TermSource = z.infer<typeof source>;
