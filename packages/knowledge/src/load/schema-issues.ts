import type { Issue, Text } from '@sonae/core';
import type * as z from 'zod';
import { en, ja } from 'zod/locales';
import type { Path } from './place.ts';

/** What the schema found wrong, not yet placed in the text. */
export type Finding = {
  readonly code: string;
  readonly path: Path;
  /** Whether the place is the key itself rather than its value. */
  readonly atKey: boolean;
  readonly message: Text;
  readonly hint: Text;
};

const languages = { ja: ja().localeError, en: en().localeError };

/** Turns the issues of a schema into ours: one finding for each key, in both languages. */
export function schemaIssues(issues: readonly z.core.$ZodIssue[]): Finding[] {
  return issues.flatMap((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key]));
    if (isSourceKey(path.at(-1)) && isAbsent(issue)) return [noSource(path)];
    const rule = RULES[issue.message];
    return [{ code: 'knowledge.schema', path, atKey: false, message: rule ?? translated(issue), hint: HINT }];
  });
}

/** Something the YAML reader could not read. */
export function syntaxIssue(file: string, detail: string, place: { line: number; col: number }): Issue {
  const first = detail.split('\n')[0];
  return {
    code: 'knowledge.yaml',
    severity: 'error',
    path: '',
    file,
    line: place.line,
    column: place.col,
    message: { ja: `YAML として読めません：${first}`, en: `Not readable as YAML: ${first}` },
    hint: { ja: '字下げ、引用符、かっこを確かめてください。', en: 'Check indentation, quotes and brackets.' },
  };
}

function isAbsent(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.input === undefined);
}

function noSource(path: Path): Finding {
  return {
    code: 'knowledge.no-source',
    path,
    atKey: false,
    message: { ja: '出典のない行は受け付けません。', en: 'A row without a source is refused.' },
    hint: SOURCE_HINTS[path.at(-1) as keyof typeof SOURCE_HINTS],
  };
}

/** How a source is written: `sources` in the rows of facts, `src` in the loss model. */
const SOURCE_HINTS = {
  sources: {
    ja: 'sources に title（分かれば url）か、sources.yaml の id を書いてください。',
    en: 'Give sources a title (and url if known), or the id of a row of sources.yaml.',
  },
  src: {
    ja: 'src に cal:・case:・x: の id か、judgement: と理由を書いてください。',
    en: 'Give src: ids with cal:, case: or x:, or judgement: and the reason.',
  },
} satisfies Readonly<Record<string, Text>>;

function isSourceKey(key: unknown): key is keyof typeof SOURCE_HINTS {
  return typeof key === 'string' && Object.hasOwn(SOURCE_HINTS, key);
}

function unknownKey(path: Path): Finding {
  const key = path.at(-1);
  return {
    code: 'knowledge.unknown-key',
    path,
    atKey: true,
    message: { ja: `${key} という項目はありません。`, en: `There is no field ${key}.` },
    hint: HINT,
  };
}

/** The library's own words. It drops the input unless told to keep it, and needs it to say what was there instead. */
function translated(issue: z.core.$ZodIssue): Text {
  const say = (language: keyof typeof languages) => {
    const message = languages[language](issue as z.core.$ZodRawIssue);
    return typeof message === 'string' ? message : (message?.message ?? issue.message);
  };
  return { ja: say('ja'), en: say('en') };
}

const HINT: Text = {
  ja: 'schemas/ の JSON Schema と、同じ一覧のほかの行を見てください。',
  en: 'See the JSON Schema in schemas/ and the other rows of the list.',
};

/** Rules of our own schemas, by the word the schema gives as its error. */
const RULES: Readonly<Record<string, Text | undefined>> = {
  date: {
    ja: '年（2024）、年月（2024-02）、日付（2024-02-29）のどれかです。',
    en: 'A year, a month or a day that exists.',
  },
  url: {
    ja: 'http:// か https:// で始まるアドレスです。',
    en: 'An address that starts with http:// or https://.',
  },
  source: {
    ja: '出典は sources.yaml の id か、{title, url} です。',
    en: 'A source is the id of a row of sources.yaml, or {title, url}.',
  },
  'word-id': {
    ja: 'id は英小文字で始まる英数字と _ です。',
    en: 'An id is letters, digits and _, starting in lower case.',
  },
  'fact-id': { ja: 'id は英数字と . _ - < > です。', en: 'An id is letters, digits and . _ - < >.' },
  'duty-id': {
    ja: 'id は jp-appi-26 のように国とハイフンで書きます。',
    en: 'An id is written like jp-appi-26.',
  },
  'case-id': { ja: 'id は benesse_2014 のように書きます。', en: 'An id is written like benesse_2014.' },
  citation: {
    ja: '出典は cal:・case:・x: の id か、judgement: と理由です。',
    en: 'A source is an id with cal:, case: or x:, or judgement: and the reason.',
  },
  quantity: {
    ja: '量の名前は英小文字で始まる英小文字・数字・_ です。',
    en: 'The name of a quantity is lower-case letters, digits and _, starting with a letter.',
  },
  name: {
    ja: '名前は英小文字で始まる英数字です。',
    en: 'A name is letters and digits, starting in lower case.',
  },
  accident: { ja: 'B1 から B6 のどれかです。', en: 'One of B1 to B6.' },
  country: { ja: '国は2文字の大文字です。', en: 'A country is two capital letters.' },
};
