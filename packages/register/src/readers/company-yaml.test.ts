import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAST, places, read, withField } from '../testing/read.ts';

/** What stands in the organisation, the code it gets (none where it is good), and what the hint must hold. */
type Case = readonly [field: string, code: string, hint?: string];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  R8: [
    ['staff: ３０００', 'full-width', '3000'],
    ['staff: "３０００"', 'full-width', '3000'],
    ['staff: −３', 'full-width', '-3'],
    ['grossMargin: ３５％', 'full-width', '35%'],
    ['toleranceYen: １，０００', 'full-width', '1000'],
    ['revenueYen: 3,000', 'thousands-separator', '3000'],
    ['staff: 100_000', 'thousands-separator', '100000'],
    ['revenueYen: 3000万', 'unit', '30000000'],
    ['revenueYen: 30億円', 'unit', '3000000000'],
    ['staff: 48千人', 'unit', '48000'],
    ['staff: 60人', 'unit', '60'],
    ['staff: 60日', 'unit', '単位は人'],
    ['workWithoutSystemsDays: 2週間', 'unit', '14'],
    ['revenueYen: 300 USD', 'foreign-currency', '円に換算'],
    ['revenueYen: $300', 'foreign-currency', '円に換算'],
    ['staff: "60"', 'text-for-number', '60'],
    ['staff: 六十', 'text-for-number', 'unknown'],
    ['staff: 不明', 'text-for-number', 'です。unknown と書いて'],
    ['staff: -0x5', 'text-for-number', '空けてください'],
  ],
  R9: [
    ['staff: -5', 'negative', '0以上'],
    ['staff: 2.5', 'not-integer', '3'],
    ['staff: 0.1e1', ''],
    ['staff: 1e6', ''],
    ['staff: 0o17', ''],
    ['staff: 0x1f', ''],
    ['staff: -0', ''],
    ['staff: .nan', 'not-finite'],
    ['staff: .inf', 'not-finite'],
    ['staff: 9007199254740992', 'too-large-number', '9007199254740991'],
    ['staff: 9007199254740991', 'out-of-range', '10000000以下'],
    ['staff: 10000000', ''],
    ['workWithoutSystemsDays: 400', 'out-of-range', '365以下'],
    ['workWithoutSystemsDays: 0.5', ''],
  ],
  R10: [
    ['grossMargin: 35', 'share-range', '35%'],
    ['grossMargin: 1.5', 'share-range', '1.5%'],
    ['grossMargin: 150%', 'share-range', '0%から100%'],
    ['grossMargin: -0.1', 'share-range'],
    ['grossMargin: -10%', 'share-range'],
    ['grossMargin: 0.1234567', 'too-many-decimals', '0.123457'],
    ['grossMargin: 12.34567%', 'too-many-decimals'],
    ['grossMargin: 35 %', 'text-for-number', '35%'],
    ['grossMargin: 0.123456', ''],
    ['grossMargin: 100%', ''],
  ],
  R12: [
    ['nameEn: 12', 'number-for-text', '"12"'],
    ['nameEn: 0012', 'number-for-text', '"0012"'],
    ['nameEn: false', 'wrong-type', '"false"'],
    ['nameEn: "a\\u0007b"', 'bad-character', '制御文字'],
    ['nameEn: "a\\tb"', 'bad-character'],
    ['nameEn: "\\ud83d"', 'bad-character'],
    ['nameEn: "a\\nb"', ''],
    ['nameEn: "  "', 'empty'],
    [`nameEn: ${'あ'.repeat(2001)}`, 'long-text', '2000文字まで'],
    [`nameEn: ${'あ'.repeat(2000)}`, ''],
  ],
  R13: [
    ['listed: on', 'not-yes-no', 'yes（はい）'],
    ['listed: true', 'not-yes-no', 'yes（はい）'],
    ['listed: off', 'not-yes-no', 'no（いいえ）'],
    ['listed: はい', 'not-yes-no', 'yes'],
    ['listed: yse', 'not-yes-no', 'yes'],
    ['listed: maybe', 'not-yes-no', 'unknown'],
    ['listed: no', ''],
    ['listed: unknown', ''],
    ['fictional: yes', 'not-boolean', 'true'],
    ['fictional: off', 'not-boolean', 'false'],
    ['responseQuality: goood', 'unknown-value', 'good（整っている）'],
    ['responseQuality: ふつう', 'unknown-value', 'ordinary'],
    ['responseQuality: superb', 'unknown-value', 'good（整っている）、ordinary'],
  ],
  R14: [
    ['toleranceYen: unknown', ''],
    ['staff:', 'empty', 'unknown'],
    ['staff: ""', 'empty'],
  ],
  R15: [
    ['industry: ネット通版', 'unknown-word', 'ec（ネット通販）'],
    ['industry: 漁業', 'unknown-word', '業種'],
    ['industry: 電子商取引', ''],
  ],
  R16: [
    ['naem: x', 'unknown-key', 'name（名称）'],
    ['本人: x', 'unknown-key', '項目名を確かめる'],
    ['従業員数: 3', 'unknown-key', 'staff と書いて'],
    ['Staff: 3', 'unknown-key', 'staff と書いて'],
    ['taxBasis: included', 'misplaced-key', 'いちばん外側'],
    ['staff: true', 'wrong-type'],
    ['staff: [1]', 'wrong-type'],
    ['staff: {a: 1}', 'wrong-type'],
  ],
};

describe.each(Object.entries(CASES))('%s one field', (rule, cases) => {
  test.each(cases.map(([field, code, hint]) => ({ field, shown: field.slice(0, 40), code, hint })))(
    `${rule} $shown: $code`,
    ({ field, code, hint }) => {
      const { company, issues } = read(withField(field));
      expect(issues.map((issue) => issue.code).slice(0, 1)).toEqual(code === '' ? [] : [`register.${code}`]);
      expect(issues.every((issue) => issue.line === 5)).toBe(true);
      expect(issues[0]?.hint.ja ?? '').toContain(hint ?? '');
      expect(company === undefined).toBe(code !== '');
    },
  );
});

describe('R12 ids and addresses', () => {
  const contact = (fields: string) =>
    read(`${LEAST}contacts: [{area: legal, firm: 事務所, ${fields}}]\n`).issues;
  test.each([
    ['id: 顧客', 'bad-id', '半角の英数字'],
    ['id: cust db', 'bad-id', 'cust-db'],
    ['id: ａ１', 'bad-id', 'a1'],
    ['id: -a', 'bad-id', 'a と書いて'],
    [`id: ${'a'.repeat(65)}`, 'bad-id', '64文字'],
    ['id: a, email: 電話で', 'bad-email', 'name@example.jp'],
  ])('R12 %s: %s', (fields, code, hint) => {
    const [issue] = contact(fields);
    expect(issue.code).toBe(`register.${code}`);
    expect(issue.hint.ja).toContain(hint);
  });

  test('R12 a list inside a row has 300 entries at most', () => {
    const kinds = Array.from({ length: 301 }, () => 'contact').join(', ');
    const { issues } = read(`${LEAST}assets: [{id: a, name: b, kinds: [${kinds}]}]\n`);
    expect(issues.map(({ code }) => code)).toContain('register.long-list');
  });
});

test('R1 fourteen planted mistakes are all reported at once, each at its place', () => {
  const { company, issues } = read(`sonae: company/1
taxBasis: exclude
organisation:
  name: 試験
  staff: ６０
  revenueYen: 30億円
  grossMargin: 150%
systems:
  - {id: a, name: A, kind: web_shp, dependsOn: [b]}
  - {id: b, name: B, kind: other, dependsOn: [a]}
assets:
  - {id: x, name: 顧客, kinds: [contact, かーど番], persons: -5, owner: a}
  - {id: x, name: 従業員, kinds: [contact], cards: 2.5, systems: [aa]}
contracts:
  - {id: k, partner: p, title: t, side: we_buy, from: 2026-02-30, cap: {kind: amount}}
contact: []
`);
  expect(company).toBeUndefined();
  expect(places(issues)).toEqual([
    '2:11 register.unknown-value',
    '5:10 register.full-width',
    '6:15 register.unit',
    '7:16 register.share-range',
    '9:28 register.unknown-value',
    '9:48 register.circular-reference',
    '12:40 register.unknown-word',
    '12:56 register.negative',
    '12:67 register.wrong-table',
    '13:10 register.duplicate-id',
    '13:49 register.not-integer',
    '13:64 register.dangling-reference',
    '15:22 register.dangling-reference',
    '15:55 register.no-such-date',
    '15:72 register.cap-without-yen',
    '16:1 register.unknown-key',
  ]);
  expect(issues.every(({ file }) => file === 'company.yaml')).toBe(true);
  expect(issues.every(({ message, hint }) => message.ja && message.en && hint.ja && hint.en)).toBe(true);
});

test('R2 warnings leave the company', () => {
  const { company, issues } = read(
    `${LEAST}assets: [{id: a, name: 顧客, kinds: [contact], persons: 10, cards: 101}]\n`,
  );
  expect(places(issues)).toEqual(['4:66 register.many-cards']);
  expect(company?.assets?.[0].cards).toBe(101);
});

test('R12 a telephone number is quoted as it was written, with its leading zero', () => {
  const { issues } = read(`${LEAST}contacts: [{id: c, area: legal, firm: 事務所, phone: 0300000000}]\n`);
  expect(issues[0].hint.ja).toContain('"0300000000"');
});

test('R14 unknown is kept, left out where the field does not keep it, and never no', () => {
  const { company } = read(withField('listed: unknown\n  staff: unknown\n  toleranceYen: unknown'));
  expect(company?.organisation).toEqual({ name: '試験', listed: 'unknown', staff: 'unknown' });
});

test('R14 in a text unknown is a text', () => {
  expect(read(withField('nameEn: unknown')).company?.organisation.nameEn).toBe('unknown');
});

test('R15 names and aliases become ids, also before ids are compared', () => {
  const { company, issues } = read(
    `${LEAST}controls: [{id: 二要素認証, status: yes}, {id: EDR, status: no}]\n`,
  );
  expect(issues).toEqual([]);
  expect(company?.controls?.map(({ id }) => id)).toEqual(['mfa', 'edr']);
  expect(
    places(read(`${LEAST}controls: [{id: 二要素認証, status: yes}, {id: mfa, status: no}]\n`).issues),
  ).toEqual(['4:43 register.duplicate-id']);
});

test('R10 a percentage becomes the nearest double of its decimals', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), (ppm) => {
      const percent = `${ppm / 10_000}`;
      fc.pre(!percent.includes('e'));
      expect(read(withField(`grossMargin: ${percent}%`)).company?.organisation.grossMargin).toBe(
        ppm / 1_000_000,
      );
    }),
  );
});

test('R16 a label for a key is an error that names the key, and what stands under it is checked', () => {
  const { issues } = read(
    'sonae: company/1\nTaxBasis: excluded\n会社:\n  名称: 試験\n  従業員数: -5\n  staff: 3\n情報資産:\n  - {ID: a, 名称: b, 情報の種類: [contact], 預け主: zz}\n',
  );
  expect(places(issues)).toEqual([
    '2:1 register.unknown-key',
    '3:1 register.unknown-key',
    '4:3 register.unknown-key',
    '5:3 register.unknown-key',
    '7:1 register.unknown-key',
    '8:6 register.unknown-key',
    '8:13 register.unknown-key',
    '8:20 register.unknown-key',
    '8:38 register.unknown-key',
    '8:43 register.dangling-reference',
  ]);
  expect(issues[1].hint.ja).toBe('organisation と書いてください');
});

test('R16 a missing field is reported at its row, a missing table is not', () => {
  const { issues } = read('sonae: company/1\norganisation: {}\nassets:\n  - id: a\n    kinds: [contact]\n');
  expect(places(issues)).toEqual(['1:1 register.missing', '2:15 register.missing', '4:5 register.missing']);
  expect(issues.map(({ path }) => path)).toEqual(['taxBasis', 'organisation.name', 'assets[0].name']);
});

test('R16 a field of the organisation at the top is told where it belongs', () => {
  expect(read(`${LEAST}revenueYen: 3\n`).issues[0].hint.ja).toBe('organisation の中に書いてください');
});

test('R16 keys of JavaScript objects are unknown keys like any other', () => {
  const { issues } = read(`${LEAST}__proto__: {a: 1}\nconstructor: 1\ntoString: 2\n`);
  expect(places(issues)).toEqual([
    '4:1 register.unknown-key',
    '5:1 register.unknown-key',
    '6:1 register.unknown-key',
  ]);
});

test('R17 another format is refused', () => {
  expect(places(read('sonae: company/2\ntaxBasis: excluded\norganisation: {name: a}\n').issues)).toEqual([
    '1:8 register.wrong-format',
  ]);
});

test('R18 equal facts give equal values: order of keys, empty lists, repeated entries', () => {
  const one = read(
    `${LEAST}systems: []\nassets: [{kinds: [card, contact, card], name: b, id: a, systems: []}]\n`,
  );
  expect(JSON.stringify(one.company?.assets)).toBe('[{"id":"a","name":"b","kinds":["card","contact"]}]');
  expect(one.company).not.toHaveProperty('systems');
  expect(places(one.issues)).toEqual(['5:18 register.repeated-entry']);
});

test('R4 equal input gives equal output', () => {
  const text = withField('staff: 六十\n  listed: on');
  expect(read(text)).toEqual(read(text));
});
