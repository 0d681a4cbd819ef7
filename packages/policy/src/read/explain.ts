import { say } from '@sonae/core';
import { nearest } from '@sonae/register/nearest';
import * as z from 'zod';
import type { Report } from './report.ts';

type Path = readonly (string | number)[];

/** Where the reader of a file finds how it is written. */
const GUIDE = say(
  '書き方は JSON Schema（schemas/）と examples/ の例にあります。',
  'See the JSON Schema (schemas/) and the files in examples/.',
);

/** Our words for the refinements of the schemas, by the name they carry. */
const RULES: Readonly<
  Record<string, { code: string; ja: string; en: string; hint: ReturnType<typeof say> }>
> = {
  id: {
    code: 'schema',
    ja: 'id は英数字で始まる英数字・「_」「-」「.」です。',
    en: 'An id is letters, digits, _ - and ., beginning with a letter or digit.',
    hint: GUIDE,
  },
  share: {
    code: 'share',
    ja: '割合は小数6桁までです。',
    en: 'A share has at most six decimals.',
    hint: say('90 % は 0.9 と書きます。', '90 % is written 0.9.'),
  },
  instant: {
    code: 'date',
    ja: '日時の書き方が違います。',
    en: 'This is no instant.',
    hint: say('2026-04-01T16:00+09:00 のように書きます。', 'Write it like 2026-04-01T16:00+09:00.'),
  },
  head: {
    code: 'unknown-head',
    ja: 'この費目は語彙にありません。',
    en: 'The vocabulary has no such head.',
    hint: say('費目の id は docs/glossary.md にあります。', 'Ids of heads are in docs/glossary.md.'),
  },
  'amount-or-rule': {
    code: 'missing',
    ja: '限度の amount（金額）も rule（計算式）もありません。',
    en: 'The limit has neither an amount nor a rule.',
    hint: say(
      '記載がなければ amount: not_stated と書きます。',
      'If nothing is stated, write amount: not_stated.',
    ),
  },
  'one-way-of-rating': {
    code: 'schema',
    ja: '係数は industries、bands、power、fixed のどれか一つで書きます。',
    en: 'A factor has exactly one of industries, bands, power and fixed.',
    hint: GUIDE,
  },
  'id-or-ids': {
    code: 'schema',
    ja: '費目は id か ids のどちらか一つで書きます。',
    en: 'A head has either id or ids.',
    hint: GUIDE,
  },
};

/** The refusals of a schema, in our words, each at its place; a union is explained by the branch that fits best. */
export function explain(error: z.ZodError, schema: z.ZodType, report: Report): void {
  for (const issue of error.issues.flatMap((issue) => unfold(issue, []))) explainOne(issue, schema, report);
}

type Flat = { readonly issue: z.core.$ZodIssue; readonly path: Path };

/** Goes into unions: of the branches that took the value for their own, the one with the fewest mistakes speaks. */
function unfold(issue: z.core.$ZodIssue, before: Path): Flat[] {
  const path = [...before, ...(issue.path as (string | number)[])];
  if (issue.code !== 'invalid_union') return [{ issue, path }];
  const branches = issue.errors
    .map((errors) => errors.flatMap((inner) => unfold(inner, path)))
    .filter((branch) => branch.length > 0 && !branch.some((flat) => isOtherKind(flat, path)));
  if (branches.length === 0) return [{ issue, path }];
  return branches.reduce((best, branch) => (branch.length < best.length ? branch : best));
}

/** Whether a branch is for another kind of value altogether. */
function isOtherKind({ issue, path }: Flat, at: Path): boolean {
  return path.length === at.length && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function explainOne({ issue, path }: Flat, schema: z.ZodType, report: Report): void {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) unknownKey(key, path, schema, report);
    return;
  }
  const rule = RULES[issue.message];
  if (rule) {
    report({ code: rule.code, path, message: say(rule.ja, rule.en), hint: rule.hint });
    return;
  }
  if (issue.code === 'invalid_value' && issue.input !== undefined) {
    unlistedValue(issue, path, report);
    return;
  }
  report({
    code: isMissing(issue) ? 'missing' : 'schema',
    path,
    message: { ja: japanese(issue), en: issue.message },
    hint: hintOf(issue),
  });
}

function unlistedValue(issue: z.core.$ZodIssueInvalidValue, path: Path, report: Report): void {
  const values = issue.values.map(String);
  const near = nearest(String(issue.input), values);
  const some = values.slice(0, 12);
  report({
    code: 'schema',
    path,
    message: say(`「${String(issue.input)}」は選べません。`, `${String(issue.input)} is not a choice.`),
    hint: near
      ? say(`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`)
      : say(`選べるのは ${some.join('、')} です。`, `Choose from ${some.join(', ')}.`),
  });
}

function unknownKey(key: string, path: Path, schema: z.ZodType, report: Report): void {
  const known = keysAt(schema, path);
  const near = nearest(key, known);
  report({
    code: 'unknown-key',
    path: [...path, key],
    at: 'key',
    message: say(`「${key}」という項目はありません。`, `There is no field ${key}.`),
    hint: near
      ? say(`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`)
      : say(
          `読まれない項目は無視せず誤りとします。${known.length > 0 ? `あるのは ${known.join('、')} です。` : ''}`,
          `A field nobody reads is an error, not ignored.${known.length > 0 ? ` There are ${known.join(', ')}.` : ''}`,
        ),
  });
}

/** The fields an object of the schema has at a path. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let level: z.ZodType[] = branchesOf(schema);
  for (const step of path) {
    level = level.flatMap((one) => {
      if (one instanceof z.ZodObject && typeof step === 'string')
        return one.shape[step] ? branchesOf(one.shape[step] as z.ZodType) : [];
      if (one instanceof z.ZodArray && typeof step === 'number') return branchesOf(one.element as z.ZodType);
      if (one instanceof z.ZodRecord) return branchesOf(one.valueType as z.ZodType);
      return [];
    });
  }
  return [...new Set(level.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])))];
}

function branchesOf(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return branchesOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => branchesOf(one as z.ZodType));
  if (schema instanceof z.ZodPipe) return branchesOf(schema.in as z.ZodType);
  return [schema];
}

/** Zod tells a missing value only in its input. */
function isMissing(issue: z.core.$ZodIssue): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_union') && issue.input === undefined;
}

function japanese(issue: z.core.$ZodIssue): string {
  return (
    z.locales
      .ja()
      .localeError(issue as never)
      ?.toString() ?? issue.message
  );
}

function hintOf(issue: z.core.$ZodIssue) {
  if (issue.code === 'too_big' && issue.maximum === 1)
    return say('割合は 0 から 1 で書きます。90 % は 0.9 です。', 'Shares run from 0 to 1: 90 % is 0.9.');
  return GUIDE;
}
