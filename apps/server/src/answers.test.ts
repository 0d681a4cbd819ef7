import type { Issue } from '@sonae/core';
import { expect, test } from 'vitest';
import { NO_VALUES, problemsOf, readForm, valuesOf } from './answers.ts';

const form = (query: string) => {
  const data = new FormData();
  for (const [name, value] of new URLSearchParams(query)) data.append(name, value);
  return valuesOf(data);
};

test('W4 what is left blank is unknown', () => {
  const unknown = {
    industry: 'unknown',
    revenueYen: 'unknown',
    persons: 'unknown',
    dataKinds: 'unknown',
    othersData: 'unknown',
    policy: 'unknown',
  };
  expect(readForm(NO_VALUES, 'ja')).toEqual({ answers: unknown, problems: [] });
  expect(readForm(form('industry=&revenue=+&persons=&dataKinds=&othersData=&policy='), 'ja')).toEqual({
    answers: unknown,
    problems: [],
  });
});

test('W5 a bare amount is in 万円, one with its unit in yen; persons are counted one by one', () => {
  const answers = (query: string) => readForm(form(query), 'ja').answers;
  expect(answers('revenue=30,000&persons=12,000')).toMatchObject({
    revenueYen: 300_000_000,
    persons: 12_000,
  });
  expect(answers('revenue=3億円&persons=1.2万人')).toMatchObject({
    revenueYen: 300_000_000,
    persons: 12_000,
  });
  expect(answers('revenue=0.00005&persons=0')).toMatchObject({ revenueYen: 1, persons: 0 });
});

test('W2 every answer reaches the calculation', () => {
  expect(
    readForm(
      form('industry=ec&revenue=1&persons=2&dataKinds=contact&dataKinds=card&othersData=yes&policy=held'),
      'ja',
    ).answers,
  ).toEqual({
    industry: 'ec',
    revenueYen: 10_000,
    persons: 2,
    dataKinds: ['contact', 'card'],
    othersData: 'yes',
    policy: 'held',
  });
});

test.each([
  ['revenue=たくさん', 'revenue', /数字/],
  ['revenue=-5', 'revenue', /数字/],
  ['revenue=9999999999999999999', 'revenue', /大きすぎ/],
  ['persons=-5', 'persons', /0以上の整数/],
  ['persons=1.5', 'persons', /0以上の整数/],
  ['persons=9999999999999999999', 'persons', /大きすぎ/],
])('W3 one message a field: %s', (query, field, text) => {
  const { problems } = readForm(form(query), 'ja');
  expect(problems).toEqual([{ field, text: expect.stringMatching(text) }]);
});

test('W3 all messages at once, in the language of the reader', () => {
  const { problems } = readForm(form('revenue=x&persons=y'), 'en');
  expect(problems.map(({ field }) => field)).toEqual(['revenue', 'persons']);
  for (const { text } of problems) expect(text).toMatch(/^Write a .*Leave it blank/);
});

test('W3 what the operations find stands beside its field, or above the form', () => {
  const issue = (path: string): Issue => ({
    code: 'register.x',
    severity: 'error',
    path,
    message: { ja: `${path}が違います`, en: 'wrong' },
    hint: { ja: '直してください', en: '' },
  });
  const issues = ['revenueYen', 'dataKinds[1]', 'dataKindsOther', ''].map(issue);
  expect(problemsOf(issues, 'ja').map(({ field }) => field)).toEqual([
    'revenue',
    'dataKinds',
    undefined,
    undefined,
  ]);
  expect(problemsOf(issues, 'ja')[0].text).toBe('revenueYenが違います。直してください');
  expect(problemsOf(issues, 'en')[0].text).toBe('wrong');
});

test('W12 unknown fields and files are left aside', () => {
  const data = new FormData();
  data.append('__proto__', 'x');
  data.append('persons', new Blob(['5']), 'x.txt');
  data.append('industry', 'ec');
  data.append('industry', 'retail');
  expect(valuesOf(data)).toEqual({ ...NO_VALUES, industry: ['ec', 'retail'] });
});
