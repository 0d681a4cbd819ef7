import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { causes, heads } from '@sonae/knowledge';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const GLOSSARY = readFileSync(path.join(ROOT, 'docs/glossary.md'), 'utf8');

/** The rows of the tables under a heading of the second level, as cells. */
function rowsUnder(heading: string): string[][] {
  const section = GLOSSARY.split(/^## /m).find((text) => text.startsWith(heading));
  return (section ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test.each([
  ['Heads of loss', heads],
  ['Causes', causes],
] as const)(
  'G1 the table "%s" has every word of the vocabulary, with its names, and no other',
  (heading, words) => {
    const rows = rowsUnder(heading).map(([id, ja, en]) => ({ id: id.replaceAll('`', ''), ja, en }));
    expect(rows.toSorted(byId)).toEqual(words.map(({ id, ja, en }) => ({ id, ja, en })).toSorted(byId));
  },
);

test('G2 every row says what it means in a sentence', () => {
  const rows = GLOSSARY.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(heads.length + causes.length);
  for (const row of rows) expect(row.split('|')[4].trim(), row).toMatch(/^\S.*\.$/);
});

test('G3 every word stands where the page says it does', () => {
  const rows = GLOSSARY.split('\n').flatMap((row) => {
    const [, word, place] = /^\| `([^`]+)` \|.*\| `([^`]+\/[^`]+)` \|$/.exec(row) ?? [];
    return word === undefined ? [] : [{ word, place }];
  });
  expect(rows.length).toBeGreaterThan(50);
  const lost = rows.filter(({ word, place }) => !new RegExp(`\\b${word}`, 'i').test(textOf(place)));
  expect(lost).toEqual([]);
});

test('G4 no word is explained twice in one section', () => {
  for (const section of GLOSSARY.split(/^## /m).slice(1)) {
    const words = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, word]) => word);
    expect(words.length, section.split('\n')[0]).toBe(new Set(words).size);
  }
});

/** The text of a file, or of all sources of a folder; empty where there is none. */
function textOf(place: string): string {
  const at = path.join(ROOT, place);
  if (!existsSync(at)) return '';
  if (!statSync(at).isDirectory()) return readFileSync(at, 'utf8');
  const files = readdirSync(at, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(path.join(at, file), 'utf8'))
    .join('\n');
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
