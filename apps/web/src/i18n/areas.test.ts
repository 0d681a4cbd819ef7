import { expect, test } from 'vitest';
import { AREA_FILES, readArea, type Tree } from './areas.ts';

const areas = [...new Set(Object.keys(AREA_FILES).map((file) => file.replace(/^.*\/|\.(ja|en)\.ts$/g, '')))];

/** Every text of a tree by its whole key. */
function texts(tree: Tree, before = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[before + key, value] as [string, string]]
      : texts(value, `${before}${key}.`),
  );
}
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test.each(areas)('V1 %s has the same texts in both languages, with the same places to fill', async (area) => {
  const [ja, en] = (await Promise.all([readArea(area, 'ja'), readArea(area, 'en')])).map((tree) =>
    texts(tree),
  );
  const fill = (list: [string, string][]) => list.map(([key, text]) => [key, places(text)]).sort();
  expect(fill(en)).toEqual(fill(ja));
  for (const [key, text] of [...ja, ...en]) expect(text.trim(), key).not.toBe('');
});

test('V1 Japanese texts are Japanese, English texts are not', async () => {
  const japanese = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;
  // Names that are the same in both, and the language switch, which is written in the other one.
  const isShared = (area: string, key: string) => area === 'shell' && /^(brand|language)$/.test(key);
  for (const area of areas) {
    for (const [key, text] of texts(await readArea(area, 'en')))
      if (!isShared(area, key)) expect(text, `${area}.en ${key}`).not.toMatch(japanese);
    for (const [key, text] of texts(await readArea(area, 'ja')))
      if (!isShared(area, key) && /[a-z]{3}/i.test(text.replaceAll(/\{\{\w+\}\}/g, '')))
        expect(text, `${area}.ja ${key}`).toMatch(japanese);
  }
});
