import { jnsaVectors } from '@sonae/knowledge/jnsa';
import { expect, test } from 'vitest';
import { jnsaPerPerson, readJnsaItems } from './jnsa.ts';

test.each([
  [1, 1, 6, 1, 1, 6000],
  [2, 1, 6, 1, 1, 33_000],
  [2, 1, 6, 2, 1, 66_000],
  [1, 3, 6, 1, 1, 78_000],
  [2, 3, 6, 1, 1, 105_000],
  [3, 1, 6, 2, 1, 606_000],
  [3, 3, 6, 2, 1, 750_000],
  [3, 3, 6, 2, 2, 1_500_000],
])(
  'L1 x %d, y %d, %d × %d × %d gives %d yen',
  (x, y, identifiability, responsibility, response, expected) => {
    expect(jnsaPerPerson({ x, y, identifiability, responsibility, response })).toBe(expected);
  },
);

type Vector = {
  input: { x: number; y: number; ident: number; resp: number; post: number; persons?: number };
  expected_per_person: number;
  expected_total?: number;
};

test.each(jnsaVectors.map((row) => [row.id, row.value as Vector] as const))('L1 vector %s', (_, vector) => {
  const { x, y, ident, resp, post, persons } = vector.input;
  const perPerson = jnsaPerPerson({ x, y, identifiability: ident, responsibility: resp, response: post });
  expect(perPerson).toBe(vector.expected_per_person);
  if (persons !== undefined && vector.expected_total !== undefined)
    expect(perPerson * persons).toBe(vector.expected_total);
});

test('L2 items are looked up, maxima are taken independently, strangers are named', () => {
  expect(readJnsaItems(['氏名', '住所', '病歴'])).toMatchObject({
    x: 2,
    y: 1,
    identifiability: 6,
    unknown: [],
  });
  expect(readJnsaItems(['病歴', '口座番号＋暗証番号', '月の裏側'])).toMatchObject({
    x: 2,
    y: 3,
    identifiability: 1,
    unknown: ['月の裏側'],
  });
  expect(readJnsaItems(['住所', '電話番号']).identifiability).toBe(3);
  expect(readJnsaItems(['氏名']).identifiability).toBe(3);
});
