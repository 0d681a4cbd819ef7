import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { markedSection, replaceMarked } from '../../scripts/support/marked.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const records = readdirSync(path.join(ROOT, 'docs/decisions')).filter((file) => file.endsWith('.md'));
const PAGES = [
  'README.md',
  'README.en.md',
  'CHANGELOG.md',
  'bench/README.md',
  'docs/glossary.md',
  ...records.map((file) => `docs/decisions/${file}`),
];

test.each(PAGES)('W1 the links of %s lead somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  const lost = links
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(path.join(ROOT, path.dirname(page), target.replace(/#.*$/, ''))));
  expect(lost).toEqual([]);
});

test('W2 every decision record is listed, under its own title', () => {
  const index = read('docs/decisions/README.md');
  for (const file of records.filter((name) => name !== 'README.md')) {
    expect(file).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
    expect(index).toContain(`[${file.slice(0, 4)}](${file})`);
    expect(read(`docs/decisions/${file}`)).toMatch(new RegExp(`^# ${file.slice(0, 4)} \\S`));
  }
});

test('W3 both READMEs show one and the same run', () => {
  const [ja, en] = ['README.md', 'README.en.md'].map((file) => markedSection(read(file), 'terminal'));
  expect(ja).toMatch(/^```console\n\$ sonae assess examples\/companies\/retailer\.yaml\n/);
  // The bars are written out to the yen in both languages.
  const bars = (text: string) => [...text.matchAll(/\d{1,3}(?:,\d{3})+/g)].map(([amount]) => amount);
  const [gross, contract, insurance, retained] = bars(ja)
    .slice(-4)
    .map((amount) => Number(amount.replaceAll(',', '')));
  expect(gross - contract - insurance).toBe(retained);
  expect(bars(en).slice(-4)).toEqual(bars(ja).slice(-4));
});

test('W4 the sections that scripts write are written', () => {
  for (const page of PAGES) {
    for (const [, name] of read(page).matchAll(/<!-- (\S+):begin/g)) {
      expect(markedSection(read(page), name).trim(), `${page} ${name}`).not.toBe('');
    }
  }
});

test('W5 a section is replaced between its marks and nowhere else', () => {
  const text = 'before\n<!-- a:begin by hand? no -->\nold\n<!-- a:end -->\nafter\n';
  const changed = replaceMarked(text, 'a', 'new\n');
  expect(changed).toBe('before\n<!-- a:begin by hand? no -->\nnew\n<!-- a:end -->\nafter\n');
  expect(markedSection(changed, 'a')).toBe('new\n');
  expect(() => replaceMarked(text, 'b', '')).toThrow('no section b');
});
