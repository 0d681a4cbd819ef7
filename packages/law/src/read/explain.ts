import { type Issue, type Severity, say, type Text } from '@sonae/core';
import type { Source } from '@sonae/register';
import { nearest } from '@sonae/register/nearest';
import { formatPath, type Path } from '@sonae/register/path';
import type * as z from 'zod';

/** A mistake in a file of facts, before it has its place. */
export type Mistake = {
  readonly code: string;
  readonly path: Path;
  readonly message: Text;
  readonly hint: Text;
  readonly severity?: Severity;
  readonly at?: 'key' | 'value';
};
export type Report = (mistake: Mistake) => void;

/** Gathers mistakes as issues at their line and column. */
export function reporter(source: Source, found: Issue[]): Report {
  return ({ code, path, message, hint, severity = 'error', at = 'value' }) => {
    found.push({
      code: `law.${code}`,
      severity,
      path: formatPath(path),
      ...source.place(path, at),
      message,
      hint,
    });
  };
}

const ZONED = say('2026-11-21T22:10:00+09:00 のように書きます。', 'Write it like 2026-11-21T22:10:00+09:00.');

/** What is wrong, in our words, by the name the schema gives it. */
const RULES: Readonly<Record<string, { readonly message: Text; readonly hint: Text }>> = {
  truth: {
    message: say('はい・いいえ・不明のどれかです。', 'This is yes, no or unknown.'),
    hint: say(
      'yes、no、unknown のどれかで書きます。分からなければ書かないでおきます。',
      'Write yes, no or unknown; leave it out if nobody knows.',
    ),
  },
  time: { message: say('日時の書き方が違います。', 'This is no time.'), hint: ZONED },
  role: {
    message: say('立場が違います。', 'This is no role.'),
    hint: say(
      'controller（取り扱う事業者）、processor（受託者）、unknown のどれかで書きます。',
      'Write controller, processor or unknown.',
    ),
  },
  persons: {
    message: say('人数は 0 以上の整数です。', 'A number of persons is a whole number from 0.'),
    hint: say(
      '1200、unknown、{ atLeast: 10, atMost: 9000 } のように書きます。',
      'Write 1200, unknown or { atLeast: 10, atMost: 9000 }.',
    ),
  },
  hours: {
    message: say('通知までの時間数は 1 以上の整数です。', 'Hours of notice are a whole number from 1.'),
    hint: say('noticeHours: 24 のように書きます。', 'Write noticeHours: 24.'),
  },
  days: {
    message: say('通知までの日数は 0 以上の整数です。', 'Days of notice are a whole number from 0.'),
    hint: say('noticeDays: 30 のように書きます。', 'Write noticeDays: 30.'),
  },
  term: {
    message: say('通知の期限がありません。', 'The clause has no time of notice.'),
    hint: say(
      'noticeHours、noticeDays、immediately: yes のどれかを書きます。',
      'Write noticeHours, noticeDays or immediately: yes.',
    ),
  },
  'term-id': {
    message: say('id がありません。', 'The id is missing.'),
    hint: say('契約・証券を見分ける名を書きます。', 'Write a name that tells it apart.'),
  },
  terms: {
    message: say('条項の一覧ではありません。', 'This is no list of clauses.'),
    hint: say(
      '- { id: acme, noticeHours: 24 } のように並べます。',
      'List them like - { id: acme, noticeHours: 24 }.',
    ),
  },
  list: {
    message: say('一覧ではありません。', 'This is no list.'),
    hint: say('[JP, EU] のように並べます。', 'Write a list like [JP, EU].'),
  },
  done: {
    message: say('済んだ義務の一覧ではありません。', 'This is no list of duties done.'),
    hint: say(
      '義務の id と済んだ時刻を書きます（jp-appi-26-prelim: 2026-11-24T10:00:00+09:00）。',
      'Write the id of the duty and when it was done (jp-appi-26-prelim: 2026-11-24T10:00:00+09:00).',
    ),
  },
  text: {
    message: say('文ではありません。', 'This is no text.'),
    hint: say(
      '報告に書く文を書きます。まだなければ書かないでおきます。',
      'Write the text of the report, or leave it out.',
    ),
  },
};

const NO_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** The refusals of the schema in our words, each at its place. */
export function explain(error: z.ZodError, schema: z.ZodObject, report: Report): void {
  for (const issue of error.issues) explainOne(issue, [], schema, report);
}

function explainOne(issue: z.core.$ZodIssue, before: Path, schema: z.ZodObject, report: Report): void {
  const path = [...before, ...(issue.path as (string | number)[])];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) unknownKey(key, path, knownKeys(path, schema), report);
    return;
  }
  if (issue.code === 'invalid_union') {
    // The branch that took the value for its own says more: what is wrong lies inside the list or the range.
    const inside = issue.errors.find((errors) => errors.every((inner) => isWithin(inner)));
    if (inside && inside.length > 0) {
      for (const inner of inside) explainOne(inner, path, schema, report);
      return;
    }
  }
  if (issue.code === 'invalid_value' && path.some((step) => step === 'sectors' || step === 'jurisdictions')) {
    unlisted(String(issue.input), issue.values.map(String), path, report);
    return;
  }
  const rule = RULES[issue.message];
  if (issue.message === 'time' && typeof issue.input === 'string' && NO_ZONE.test(issue.input)) {
    const mended = `${issue.input.replace(' ', 'T')}+09:00`;
    report({
      code: 'no-zone',
      path,
      message: say('時差がありません。', 'The time has no zone.'),
      hint: say(`日本時間なら ${mended} と書きます。`, `If it is Japan's time, write ${mended}.`),
    });
    return;
  }
  report({
    code: rule ? issue.message : 'schema',
    path,
    message: rule?.message ?? say('書き方が違います。', 'This is not what is expected here.'),
    hint:
      rule?.hint ??
      say(
        'packages/law/schemas/facts.schema.json を見てください。',
        'See packages/law/schemas/facts.schema.json.',
      ),
  });
}

/** Whether a refusal lies inside the value rather than being of another kind altogether. */
function isWithin(issue: z.core.$ZodIssue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys';
}

export function unknownKey(key: string, path: Path, known: readonly string[], report: Report): void {
  const near = nearest(key, known);
  report({
    code: 'unknown-key',
    path: [...path, key],
    at: 'key',
    message: say(`「${key}」という項目はありません。`, `There is no field ${key}.`),
    hint: near
      ? say(`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`)
      : say(`あるのは ${known.join('、')} です。`, `There are ${known.join(', ')}.`),
  });
}

function unlisted(word: string, values: readonly string[], path: Path, report: Report): void {
  const near = nearest(word, values);
  report({
    code: 'unlisted',
    path,
    message: say(`「${word}」は選べません。`, `${word} is not a choice.`),
    hint: near
      ? say(`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`)
      : say(`選べるのは ${values.join('、')} です。`, `Choose from ${values.join(', ')}.`),
  });
}

/** The fields there are where an unknown one stands. */
function knownKeys(path: Path, schema: z.ZodObject): string[] {
  let at: z.ZodType = schema;
  for (const step of path) {
    const inner = objectsIn(at)
      .map((object) => object.shape[step] as z.ZodType | undefined)
      .find((found) => found !== undefined);
    at = typeof step === 'number' ? elementOf(at) : (inner ?? at);
  }
  return objectsIn(at).flatMap((object) => Object.keys(object.shape));
}

type Inner = {
  readonly def: {
    readonly innerType?: z.ZodType;
    readonly options?: readonly z.ZodType[];
    readonly element?: z.ZodType;
    readonly type: string;
  };
};

function objectsIn(schema: z.ZodType): z.ZodObject[] {
  const { innerType, options, type } = (schema as unknown as Inner).def;
  if (type === 'object') return [schema as z.ZodObject];
  return (options ?? (innerType ? [innerType] : [])).flatMap(objectsIn);
}

function elementOf(schema: z.ZodType): z.ZodType {
  const { innerType, element } = (schema as unknown as Inner).def;
  return element ?? (innerType ? elementOf(innerType) : schema);
}
