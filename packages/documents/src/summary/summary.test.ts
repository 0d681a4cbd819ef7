import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../testing/any-text.ts';
import { crowded, empty, fullyInsured, retailer, uninsured } from '../testing/assessments.ts';
import { cleanText } from './clean.ts';
import { summaryOf } from './summary.ts';

const ja = { language: 'ja' } as const;
const en = { language: 'en' } as const;
const variants = { retailer, uninsured: uninsured(), fullyInsured: fullyInsured(), empty: empty() };

test('D8 three headlines with band, share of revenue and the chance to pass the tolerance', async () => {
  const { headlines } = await summaryOf(retailer, ja);
  expect(headlines.map(({ label, sub, amount, key }) => [label, sub, amount.text, key])).toEqual([
    ['100年に1度の年', '年1%', '800万円', true],
    ['20年に1度の年', '年5%', '74万円', false],
    ['深刻な事故になったら', '中央値', '1億2,000万円', false],
  ]);
  expect(headlines.map(({ band }) => band)).toEqual([
    '90%の幅 170万円〜1億2,000万円',
    '90%の幅 25万円〜200万円',
    '90%の幅 740万円〜4億3,000万円',
  ]);
  expect(headlines.map(({ ofRevenue }) => ofRevenue)).toEqual(['売上の0.27%', '売上の0.025%', '売上の3.9%']);
  expect(headlines[0].beyond).toEqual({
    text: '許容額3,000万円を超える確率',
    figure: '年0.58%（約170年に1度）',
  });
});

test('D8 nothing is said that the assessment does not carry', async () => {
  const none = await summaryOf(empty(), ja);
  expect(none.facts).toEqual([]);
  expect(none.headlines[0].ofRevenue).toBeUndefined();
  expect(none.headlines[0].beyond?.figure).toBe('');
  expect(none.question).toMatchObject({ open: false, narrowing: '' });
  const never = await summaryOf(fullyInsured(), ja);
  expect(never.headlines[0].beyond?.text).toBe('許容額3,000万円を超えた年は、計算した10万年に無し');
});

test('D8 another return period than those of the headlines puts none of them first', async () => {
  const { headlines } = await summaryOf({ ...retailer, returnPeriod: 200 }, ja);
  expect(headlines.map(({ id, key }) => [id, key])).toEqual([
    ['20', false],
    ['100', false],
    ['serious', false],
  ]);
});

test('D37 the strips share one scale, on which equal ratios are equal lengths', async () => {
  const at = (yen: number) => ({ yen, low: yen / 10, high: yen * 10 });
  const headlines = { 20: at(1e6), 100: at(1e7), serious: at(1e8) };
  const company = { ...retailer.company, toleranceYen: 1e7 };
  const views = (await summaryOf({ ...retailer, headlines, company }, ja)).headlines;
  const [key, small, serious] = views.map(({ strip }) => strip);
  expect(small.high).toBe(key.at);
  expect(serious.low).toBe(key.at);
  expect(key.tolerance).toBe(key.at);
  expect(serious.at - key.at).toBeCloseTo(key.at - small.at, 2);
  expect(small.low).toBeGreaterThan(0);
  expect(serious.high).toBeLessThan(1);
});

test.each(Object.entries(variants))('D37 a strip lies within its ends: %s', async (_, assessment) => {
  for (const { strip } of (await summaryOf(assessment, ja)).headlines) {
    const { low, at, high, tolerance = 0 } = strip;
    expect([0, low, at, high, 1]).toEqual([0, low, at, high, 1].sort((a, b) => a - b));
    expect(tolerance).toBeGreaterThanOrEqual(0);
    expect(tolerance).toBeLessThanOrEqual(1);
  }
});

test.each(Object.entries(variants))('D9 the printed bars add up: %s', async (_, assessment) => {
  for (const options of [ja, en]) {
    const { waterfall } = await summaryOf(assessment, options);
    const printed = waterfall.bars.map(({ amount }) =>
      Number(amount.exact.replace('−', '-').replace(/[^-\d]/g, '')),
    );
    const [gross, contract, insurance, retained] = printed;
    expect(gross + contract + insurance).toBe(retained);
    expect(retained).toBe(assessment.waterfall.retained);
  }
});

test.each(Object.entries(variants))('D10 heads, reasons and payers add up: %s', async (_, assessment) => {
  const { heads, kept, payers } = await summaryOf(assessment, ja);
  const total = (amounts: readonly number[]) => amounts.reduce((sum, yen) => sum + yen, 0);
  const { gross, retained } = assessment.waterfall;
  expect(heads.rows.length).toBeLessThanOrEqual(9);
  for (const rows of [heads.rows, heads.all]) {
    expect(total(rows.map((row) => row.gross.yen))).toBe(gross);
    expect(total(rows.map((row) => row.retained.yen))).toBe(retained);
  }
  expect(total(kept.rows.map(({ amount }) => amount.yen))).toBe(retained);
  expect(total(payers.map(({ amount }) => amount.yen))).toBe(gross);
});

test('D10 many payers and reasons become one row, the company stays', async () => {
  const { payers, kept } = await summaryOf(crowded(), ja);
  expect(payers.map(({ name }) => name).slice(-2)).toEqual(['その他 5者', '自社']);
  expect(kept.rows.map(({ name }) => name).at(-1)).toBe('その他 26件');
  expect(kept.all).toHaveLength(30);
});

test('D11 names are in the language of the reader', async () => {
  const { heads, payers, kept, sources } = await summaryOf(retailer, en);
  expect(heads.rows[0].name).toBe('First response and shutdown');
  expect(payers[0].name).toBe('Not owed under contracts');
  expect(kept.rows[0].name).toBe('Minor incident not claimed');
  expect(sources.counts).toBe('17 verified, 5 computed, 9 judgement, 2 unverified');
});

test('D11 a fictional company is called so once', async () => {
  const named = (name: string) => ({ ...retailer, company: { ...retailer.company, name } });
  expect((await summaryOf(retailer, ja)).company).toBe('株式会社あさひ電商（架空）');
  expect((await summaryOf(named('あさひ'), ja)).company).toBe('あさひ（架空）');
  expect((await summaryOf(named('Asahi'), en)).company).toBe('Asahi (fictional)');
});

test('D12 what is 未確認 is in the short list and marked', async () => {
  const { sources, sureness } = await summaryOf(retailer, ja);
  expect(sources.main.filter(({ unverified }) => unverified)).toHaveLength(2);
  expect(sources.main.filter(({ unverified }) => !unverified)).toHaveLength(4);
  expect(sureness.at(-1)?.text).toBe('33件（確認済み 17、計算 5、判断 9、未確認 2）');
});

test('D13 the only date is the one passed in', async () => {
  expect((await summaryOf(retailer, ja)).date).toBeUndefined();
  expect((await summaryOf(retailer, { ...ja, date: '2026-11-21' })).date).toBe('2026年11月21日');
});

test('D15 texts are cleaned', () => {
  expect(cleanText('a\u0000b\r\nc\u202ed\u2028 e\u200f')).toBe('ab cd e\u200f');
  expect(cleanText('か\u3099\ud800')).toBe('が\ufffd');
  fc.assert(
    fc.property(anyText, (text) => {
      const clean = cleanText(text);
      expect(clean.isWellFormed()).toBe(true);
      expect(cleanText(clean)).toBe(clean);
    }),
  );
});
