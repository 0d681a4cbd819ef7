import { expect, test } from 'vitest';
import { jnsa } from './jnsa.ts';

test('O9 factors left out follow from the items, or are ordinary', () => {
  expect(jnsa({ items: ['氏名', '住所', '病歴'], persons: 10 })).toMatchObject({
    issues: [],
    answer: {
      perPerson: 33_000,
      total: 330_000,
      factors: { x: 2, y: 1, identifiability: 6, responsibility: 1, response: 1 },
      unknown: [],
    },
  });
});

test('O9 a factor given wins over the items', () => {
  expect(jnsa({ items: ['氏名', '住所'], x: 3, response: 2 }).answer?.factors).toMatchObject({
    x: 3,
    response: 2,
  });
});

test('O9 items in no table are named, white space and empty names are not', () => {
  expect(jnsa({ items: [' 氏名 ', '', '月の裏側'] }).answer).toMatchObject({
    items: [{ name: '氏名' }],
    unknown: ['月の裏側'],
  });
});

test('O9 where no item is known there is no figure', () => {
  const { answer, issues } = jnsa({ items: ['月の裏側'] });
  expect(answer).toBeUndefined();
  expect(issues).toMatchObject([{ code: 'jnsa.factor', path: 'items' }]);
});

test.each([
  [{}, ['x', 'y', 'identifiability']],
  [{ x: 4, y: 1.5, identifiability: 2 }, ['x', 'y', 'identifiability']],
  [{ x: 1, y: 1, identifiability: 6, responsibility: 0, response: 3 }, ['responsibility', 'response']],
  [{ x: 1, y: 1, identifiability: 6, persons: -1 }, ['persons']],
  [{ x: 1, y: 1, identifiability: 6, persons: 0.5 }, ['persons']],
])('O9 %j yields no figure, and all that is wrong with what is allowed', (request, paths) => {
  const { answer, issues } = jnsa(request);
  expect(answer).toBeUndefined();
  expect(issues.map(({ path }) => path)).toEqual(paths);
  for (const { message, hint } of issues) {
    expect([message.ja, message.en, hint.ja, hint.en].every((text) => text.length > 5)).toBe(true);
  }
});

test('O9 a figure beyond safe integers is refused', () => {
  const { answer, issues } = jnsa({ x: 3, y: 3, identifiability: 6, persons: Number.MAX_SAFE_INTEGER });
  expect(answer).toBeUndefined();
  expect(issues.map(({ path }) => path)).toEqual(['persons']);
});
