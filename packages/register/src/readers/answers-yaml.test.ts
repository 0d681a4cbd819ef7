import { describe, expect, test } from 'vitest';
import { questionIds } from '../answers.ts';
import { organisation } from '../schema.ts';
import { places } from '../testing/read.ts';
import { testVocabulary } from '../testing/vocabulary.ts';
import { readAnswers } from './answers-yaml.ts';

const read = (text: string) => readAnswers(text, 'answers.yaml', testVocabulary);

test('R33 names and aliases become ids; further answers are split into organisation and controls', () => {
  const { answers, issues } = read(`industry: ネット通販
revenueYen: 3000000000
persons: unknown
dataKinds: [クレジットカード番号, contact, card]
othersData: no
policy: ../policies/a.yaml
staff: 60
workWithoutSystemsDays: 0.5
more:
  grossMargin: 35%
  toleranceYen: unknown
  二要素認証: yes
  edr: unknown
`);
  expect(issues).toEqual([]);
  expect(answers).toEqual({
    industry: 'ec',
    revenueYen: 3_000_000_000,
    persons: 'unknown',
    dataKinds: ['card', 'contact'],
    othersData: 'no',
    policy: '../policies/a.yaml',
    staff: 60,
    workWithoutSystemsDays: 0.5,
    organisation: { grossMargin: 0.35 },
    controls: { mfa: 'yes', edr: 'unknown' },
  });
});

test('R33 every field of the organisation and every control can be answered, under one key each', () => {
  const { first, more } = questionIds(testVocabulary);
  const all = [...first, ...more];
  expect(new Set(all).size).toBe(all.length);
  for (const key of Object.keys(organisation.shape)) expect(all).toContain(key);
  for (const { id } of testVocabulary.controls) expect(more).toContain(id);
});

describe('R34 the same mistakes have the same codes', () => {
  test.each<[string, string[]]>([
    ['revenueYen: 30億円', ['1:13 register.unit']],
    ['persons: ４８０００', ['1:10 register.full-width']],
    ['persons: -1', ['1:10 register.negative']],
    ['dataKinds: contact', ['1:12 register.wrong-type']],
    ['dataKinds: []', ['1:12 register.empty']],
    ['dataKinds: [contact, ほげ]', ['1:22 register.unknown-word']],
    ['dataKinds: unknown', []],
    ['othersData: はい', ['1:13 register.not-yes-no']],
    ['policy: no', ['1:9 register.not-a-policy']],
    ['policy: none', []],
    ['policy: unknown', []],
    ['policy: 証券.yaml', []],
    ['sonae: company/1', ['1:8 register.wrong-format']],
    ['revenue: 3', ['1:1 register.unknown-key']],
    ['grossMargin: 0.3', ['1:1 register.misplaced-key']],
    ['more: {staff: 3}', ['1:8 register.misplaced-key']],
    ['more: {grossMargin: 35}', ['1:21 register.share-range']],
    ['more: {二要素認証: on}', ['1:15 register.not-yes-no']],
    ['more: {mfa: yes, 二要素認証: no}', ['1:18 register.duplicate-key']],
    ['more: {edrr: yes}', ['1:8 register.unknown-key']],
    ['more: 3', ['1:7 register.wrong-type']],
    ['[1]', ['1:1 register.wrong-type']],
    ['', ['1:1 register.empty-file']],
    ['{}', []],
  ])('R34 %s: %j', (text, expected) => {
    const { answers, issues } = read(text);
    expect(places(issues)).toEqual(expected);
    expect(answers === undefined).toBe(expected.length > 0);
  });
});
