import { isCivilDate } from '@sonae/core';
import * as z from 'zod';

/** A text that says something. */
export const text = z.string().min(1);

/** A name or sentence in both languages. */
export const bilingual = z.strictObject({ ja: text, en: text });

/** Ids of words: lower case, so that they read the same in code, policies and files. */
export const wordId = z.string().regex(/^[a-z][a-zA-Z0-9_]*$/, { error: 'word-id' });

/** Ids of figures, as the research files gave them: `cost.dm`, `freq.iris25.<10M`. */
export const factId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.<>-]*$/, { error: 'fact-id' });

/** A year, a month or a day. A plain year may be written as a number. */
export const date = z
  .union(
    [
      z.int().min(1900, { error: 'date' }).max(2100, { error: 'date' }),
      z.string().refine(isDate, { error: 'date' }),
    ],
    { error: 'date' },
  )
  .transform(String)
  .describe('事実が語る年・年月・日付 / the year, month or day the fact speaks of');

export const certainty = z
  .enum(['verified', 'computed', 'judgement', 'unverified'])
  .describe(
    'verified 出典で読んだ・computed 読んだ数から計算・judgement 当方の判断・unverified 読んでいない（未確認）',
  );

export const SOURCE_KINDS = [
  'primary',
  'statute',
  'statute-copy',
  'primary-contract-notice',
  'secondary',
  'secondary-quoting-primary',
  'transcription',
  'record',
] as const;

const address = z.string().regex(/^https?:\/\/\S+$/, { error: 'url' });

/** A source written out, as in a row that alone cites it and in `sources.yaml`. */
export const sourceFields = { title: text, url: address.optional(), kind: z.enum(SOURCE_KINDS).optional() };

export const sourceId = z.string().regex(/^(x:)?[A-Za-z0-9][A-Za-z0-9_.-]*$/, { error: 'source' });

/** A source of a row: the id of one in `sources.yaml`, or the source itself. */
export const source = z.union([sourceId, z.strictObject(sourceFields)], { error: 'source' });

/** What every row carries: who says so, of when, and how sure. */
export const provenance = {
  date,
  certainty,
  sources: z.array(source).min(1).describe('出典。sources.yaml の id か {title, url}。最初が主な出典'),
  note: text.optional(),
};

function isDate(value: string): boolean {
  if (/^\d{4}$/.test(value)) return true;
  return isCivilDate(/^\d{4}-\d{2}$/.test(value) ? `${value}-01` : value);
}
