import { expect, test } from 'vitest';
import { check, isGood, lexicon, pathSteps, pathText } from './check.ts';
import { shownDifferences } from './differences.ts';
import { choiceKey, isSettled, merge, settle } from './merge.ts';
import { paste } from './paste.ts';
import { COMPANY_FIELDS, noteIn, TABLES, tableOf } from './tables.ts';
import { optionsOf, rowNamesOf, type Speaker, shownValue, typedValue } from './text.ts';
import { type Tree, valueAt, withValue } from './tree.ts';
import { readTsv, writeTsv } from './tsv.ts';

const asset = (id: string, more: object = {}): Tree => ({ id, name: `資産${id}`, kinds: ['name'], ...more });
const company = (more: object = {}): Tree => ({
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name: '甲社', revenueYen: 120_000_000 },
  ...more,
});
const column = (table: string, key: string) => {
  const found = (table === 'company' ? COMPANY_FIELDS : (tableOf(table)?.columns ?? [])).find(
    (one) => one.key === key,
  );
  if (!found) throw new Error(`no column ${table} ${key}`);
  return found;
};
const speaker: Speaker = {
  language: 'ja',
  lexicon,
  rowName: () => undefined,
  words: { unknown: '分からない', yes: 'はい', no: 'いいえ' },
};

test('G1 tables and columns come from the schema: labels, units and ways to enter', () => {
  expect(TABLES.map(({ id }) => id)).toContain('assets');
  for (const { columns } of TABLES)
    for (const { label, leaf, editor } of columns) {
      expect(label.ja && label.en).toBeTruthy();
      if (leaf.meta.vocabulary || leaf.meta.refersTo) expect(['choice', 'several']).toContain(editor);
    }
  expect(column('contracts', 'cap.yen')).toMatchObject({ editor: 'number', unit: { ja: '円' } });
  expect(COMPANY_FIELDS.map(({ key }) => key)).not.toContain('sonae');
  expect(noteIn(column('company', 'organisation.responseQuality'))).toBe(
    '訓練済みの手順と窓口があれば「整っている」、何も無ければ「整っていない」',
  );
  expect(noteIn(column('company', 'organisation.fictional'))).toBe('架空の会社なら「はい」');
});

test('G2 a value is put in without touching what is not on the way; an emptied group goes with it', () => {
  const before = company({ contracts: [{ id: 'c', cap: { yen: 1 } }], assets: [asset('a')] });
  const after = withValue(before, ['contracts', 0, 'cap', 'yen'], undefined);
  expect(valueAt(after, ['contracts', 0])).toEqual({ id: 'c' });
  expect(after.assets).toBe(before.assets);
  expect(valueAt(before, ['contracts', 0, 'cap', 'yen'])).toBe(1);
  expect(valueAt(withValue(after, ['contracts', 0, 'cap', 'kind'], 'fee'), ['contracts', 0, 'cap'])).toEqual({
    kind: 'fee',
  });
});

test('G3 values in words: 万 and 億 to the yen, shares in %, unknown apart from nothing', () => {
  const revenue = column('company', 'organisation.revenueYen').leaf;
  expect(shownValue(revenue, 123_456_789, speaker)).toBe('1億2,345万6,789');
  expect(shownValue(revenue, 123_456_789, { ...speaker, language: 'en' })).toBe('123,456,789');
  expect(shownValue(revenue, 'unknown', speaker)).toBe('分からない');
  expect(shownValue(revenue, undefined, speaker)).toBe('');
  expect(typedValue(revenue, 54_000_000, speaker)).toBe('54,000,000');
  expect(shownValue(column('assets', 'postalShare').leaf, 0.925, speaker)).toBe('92.5%');
  expect(shownValue(column('assets', 'kinds').leaf, ['name', 'email'], speaker)).toMatch(/^.+、.+$/);
  expect(shownValue(column('company', 'organisation.fictional').leaf, false, speaker)).toBe('いいえ');
  const tree = company({ partners: [{ id: 'p', name: '乙社', role: 'client' }] });
  const { nameOf, idOf } = rowNamesOf(tree);
  const partner = column('contracts', 'partner').leaf;
  expect(shownValue(partner, 'p', { ...speaker, rowName: nameOf })).toBe('乙社');
  expect([idOf('partners', '乙社'), idOf('partners', 'p'), idOf('partners', '丙社')]).toEqual([
    'p',
    'p',
    undefined,
  ]);
  expect(optionsOf(partner, tree, speaker)).toEqual([{ value: 'p', text: '乙社' }]);
  expect(optionsOf(column('assets', 'encrypted').leaf, tree, speaker).map(({ value }) => value)).toEqual([
    'yes',
    'no',
  ]);
});

test('G4 cells of a spreadsheet: tabs, quoted line ends and quotes, a last empty line', () => {
  expect(readTsv('a\tb\r\nc\t\r\n')).toEqual([
    ['a', 'b'],
    ['c', ''],
  ]);
  expect(readTsv('"一\n二"\t"彼は""はい""と"\t"引用でない')).toEqual([
    ['一\n二', '彼は"はい"と', '"引用でない'],
  ]);
  expect(readTsv('甲')).toEqual([['甲']]);
  const rows = [
    ['a\tb', '"x"', 'c\nd'],
    ['', 'e', ''],
  ];
  expect(readTsv(writeTsv(rows))).toEqual(rows);
});

const assets = tableOf('assets')!;
const names = rowNamesOf(company()).idOf;

test('G5 pasted by place: full-width digits, 万, dates and words are understood, rows are added at the end', () => {
  const tree = company({ assets: [asset('a', { persons: 5 })] });
  const at = { table: assets, row: 0, column: assets.columns.findIndex(({ key }) => key === 'persons') };
  const pasted = paste(tree, readTsv('１，２００\t不明\n3万人\t0'), at, lexicon, names);
  expect(pasted.cells.map(({ path, before, value }) => [pathText(path), before, value])).toEqual([
    ['assets[0].persons', 5, 1200],
    ['assets[0].cards', undefined, 'unknown'],
    ['assets[1].persons', undefined, 30_000],
    ['assets[1].cards', undefined, 0],
  ]);
  expect([pasted.added, pasted.headings, pasted.tooWide]).toEqual([1, false, 0]);
  expect(check(pasted.tree).at(['assets', 1, 'name'])).toHaveLength(1);
});

test('G6 pasted with headings: columns by name in any order, rows by id, what has no column is named', () => {
  const tree = company({ assets: [asset('a'), asset('b', { persons: 7 })] });
  const grid = readTsv(
    '本人の数（人）\t色\tID\t名称\t情報の種類\n8\t赤\tb\t資産b\t氏名\n多数\t青\tc\t資産c\t氏名、電話番号',
  );
  const pasted = paste(tree, grid, { table: assets, row: 0, column: 0 }, lexicon, names);
  expect([pasted.headings, pasted.unknownHeadings, pasted.added]).toEqual([true, ['色'], 1]);
  expect(valueAt(pasted.tree, ['assets', 1])).toEqual(asset('b', { persons: 8 }));
  expect(valueAt(pasted.tree, ['assets', 2])).toMatchObject({
    id: 'c',
    persons: '多数',
    kinds: ['name', 'phone'],
  });
  const wrong = check(pasted.tree).issues.filter(({ severity }) => severity === 'error');
  expect(wrong.map(({ path }) => path)).toEqual(['assets[2].persons']);
});

test('G7 a wide paste says how many columns have no place', () => {
  const last = assets.columns.length - 1;
  const pasted = paste(company(), [['1', '2', '3']], { table: assets, row: 0, column: last }, lexicon, names);
  expect([pasted.tooWide, pasted.cells.length]).toEqual([2, 1]);
});

test('G8 what two people did to different rows and cells comes together without a question', () => {
  const before = company({ assets: [asset('a'), asset('b'), asset('c')] });
  const mine = company({ assets: [asset('a', { persons: 1 }), asset('b'), asset('c'), asset('m')] });
  const theirs = company({
    organisation: { name: '甲社', staff: 3 },
    assets: [asset('a'), asset('b', { cards: 2 }), asset('t')],
  });
  const { tree, conflicts, taken } = merge(before, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(tree).toEqual(
    company({
      organisation: { name: '甲社', staff: 3 },
      assets: [asset('a', { persons: 1 }), asset('b', { cards: 2 }), asset('t'), asset('m')],
    }),
  );
  expect(taken).toBe(5);
  expect(merge(before, before, before)).toEqual({ tree: before, conflicts: [], taken: 0 });
});

test('G9 a row both changed is a conflict with a choice by cell; nothing of it is lost', () => {
  const before = company({ assets: [asset('a', { persons: 1, cards: 1 })] });
  const mine = company({ assets: [asset('a', { persons: 2, cards: 1, encrypted: 'yes' })] });
  const theirs = company({ assets: [asset('a', { persons: 3, cards: 9 })] });
  const { tree, conflicts } = merge(before, mine, theirs);
  expect(conflicts).toHaveLength(1);
  const [row] = conflicts;
  expect(row.cells.map(({ column: { key }, settled }) => [key, settled])).toEqual([
    ['persons', undefined],
    ['cards', 'theirs'],
    ['encrypted', 'mine'],
  ]);
  expect(isSettled(conflicts, new Map())).toBe(false);
  const choices = new Map([[choiceKey(row, row.cells[0]), 'mine' as const]]);
  expect(isSettled(conflicts, choices)).toBe(true);
  expect(settle(tree, conflicts, choices, mine)).toEqual(
    company({ assets: [asset('a', { persons: 2, cards: 9, encrypted: 'yes' })] }),
  );
});

test('G9 a row one removed and the other changed is a conflict as a whole', () => {
  const before = company({ assets: [asset('a'), asset('b')] });
  const without = company({ assets: [asset('b')] });
  const changed = company({ assets: [asset('a', { persons: 5 }), asset('b')] });
  const mineGone = merge(before, without, changed);
  expect(mineGone.conflicts.map(({ kind, row }) => [kind, row])).toEqual([['removed-by-me', 'a']]);
  const key = choiceKey(mineGone.conflicts[0]);
  expect(settle(mineGone.tree, mineGone.conflicts, new Map([[key, 'mine']]), without)).toEqual(without);
  expect(settle(mineGone.tree, mineGone.conflicts, new Map([[key, 'theirs']]), without)).toEqual(changed);
  const theirsGone = merge(before, changed, without);
  expect(theirsGone.conflicts.map(({ kind }) => kind)).toEqual(['removed-by-them']);
  const kept = settle(theirsGone.tree, theirsGone.conflicts, new Map([[key, 'mine']]), changed);
  expect(kept.assets).toEqual([asset('b'), asset('a', { persons: 5 })]);
  expect(settle(theirsGone.tree, theirsGone.conflicts, new Map([[key, 'theirs']]), changed)).toEqual(without);
});

test('G10 rows without an id, or with that of another, are all kept', () => {
  const before = company({ assets: [asset('a')] });
  const mine = company({ assets: [asset('a'), asset('a', { persons: 1 }), { name: '新しい行' }] });
  expect(merge(before, mine, before).tree).toEqual(mine);
});

test('G11 differences in the words of the screen: whole rows, and fields of rows in both', () => {
  const before = company({ assets: [asset('a', { persons: 1 }), asset('b')] });
  const after = company({ organisation: { name: '乙社' }, assets: [asset('a', { persons: 2 }), asset('c')] });
  expect(
    shownDifferences(before, after).map(({ table, row, kind, column: of }) => [table.ja, row, kind, of?.key]),
  ).toEqual([
    ['会社', '', 'changed', 'organisation.name'],
    ['会社', '', 'removed', 'organisation.revenueYen'],
    ['情報資産', '資産a', 'changed', 'persons'],
    ['情報資産', '資産b', 'removed', undefined],
    ['情報資産', '資産c', 'added', undefined],
  ]);
});

test('G12 issues are found by their cell, those of list entries too', () => {
  const tree = company({ assets: [asset('a', { kinds: ['name', 'nmae'], persons: -1 })] });
  const checked = check(tree);
  expect(checked.errors).toBe(2);
  expect(checked.at(['assets', 0, 'kinds'])[0]?.code).toBe('register.unknown-word');
  expect(checked.at(['assets', 0, 'persons'])[0]?.code).toBe('register.negative');
  expect(isGood(tree)).toBe(false);
  expect(isGood(company())).toBe(true);
  expect(pathSteps(pathText(['contracts', 3, 'cap', 'yen']))).toEqual(['contracts', 3, 'cap', 'yen']);
});
