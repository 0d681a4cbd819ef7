import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';
import { controls, dataKinds, industries } from './vocabulary.ts';

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test('K18 a slip leads to the word that was meant', () => {
  expect(ids(nearest('manufactring', industries))[0]).toBe('manufacturing');
  expect(ids(nearest('多要素認', controls))).toContain('mfa');
  expect(ids(nearest('卸売り業', industries))).toEqual(['wholesale']);
});

test('K18 a longer word leads to the word inside it', () => {
  expect(ids(nearest('クレジットカード番号一覧', dataKinds))).toContain('card_number');
});

test('K18 a word like no other leads nowhere', () => {
  expect(nearest('xyzzy', industries)).toEqual([]);
  expect(nearest('', industries)).toEqual([]);
});

test('K18 a short id inside a longer word is no hint', () => {
  expect(ids(nearest('fruit', industries))).not.toContain('it');
});

test('K18 hostile length does not matter', () => {
  expect(nearest('あ'.repeat(100_000), industries)).toEqual([]);
});
