import { expect, test } from 'vitest';
import { fold, lookup } from './lookup.ts';

const rows = [
  { id: 'wholesale', ja: '卸売', en: 'Wholesale', aliases: ['卸売業', 'wholesaler'] },
  { id: 'card', ja: 'カード番号＋有効期限', en: 'Card number', aliases: ['it'] },
  { id: 'it', ja: '情報サービス', en: 'IT services' },
];

test.each(['wholesale', '卸売', 'Wholesale', '卸売業', 'WHOLESALER', 'ｗｈｏｌｅｓａｌｅ', ' 卸売 業 '])(
  'K17 %s is found',
  (word) => {
    expect(lookup(rows)(word)?.id).toBe('wholesale');
  },
);

test('K17 signs between words make no difference', () => {
  for (const word of ['カード番号・有効期限', 'カード番号+有効期限', 'card-number', 'card_number']) {
    expect(lookup(rows)(word)?.id).toBe('card');
  }
});

test('K17 an id wins over an alias', () => {
  expect(lookup(rows)('IT')?.id).toBe('it');
});

test('K17 a word nobody answers to is undefined, also an empty one', () => {
  expect(lookup(rows)('水産')).toBeUndefined();
  expect(lookup(rows)('')).toBeUndefined();
  expect(lookup(rows)('toString')).toBeUndefined();
});

test('K17 the long vowel mark is a letter, not a hyphen', () => {
  expect(fold('メーカー')).toBe('メーカー');
  expect(fold('Ｗｈｏｌｅｓａｌｅ　業')).toBe('wholesale業');
});
