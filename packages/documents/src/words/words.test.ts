import { expect, test } from 'vitest';
import { en } from './en.ts';
import { ja } from './ja.ts';

const RECOMMENDING =
  /おすすめ|お勧め|推奨|最適|最善|ご提案|べき|必要が|しましょう|ください|加入|recommend|should|best|advis|suggest|optimal|must|need to|buy/i;

/** Every text of a tree of words, its templates filled with a mark. */
function texts(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return texts(words('※', '※', '※', '※'));
  return Object.values(words as object).flatMap(texts);
}

test.each([
  ['ja', ja],
  ['en', en],
])('D14 the words of the page recommend nothing: %s', (_, words) => {
  expect(texts(words).length).toBeGreaterThan(60);
  expect(texts(words).filter((text) => RECOMMENDING.test(text))).toEqual([]);
});

test('D14 both languages say the same things', () => {
  expect(texts(en)).toHaveLength(texts(ja).length);
});
