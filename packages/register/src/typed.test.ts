import { expect, test } from 'vitest';
import { checkCompany } from './check-company.ts';
import { companyColumns, sheetPlans } from './columns.ts';
import { readCompanyYaml } from './readers/company-yaml.ts';
import { testVocabulary } from './testing/vocabulary.ts';
import { readTyped } from './typed.ts';
import { lexiconOf } from './vocabulary.ts';

const lexicon = lexiconOf(testVocabulary);
const leafOf = (table: string, path: string) => {
  const columns =
    table === 'company' ? companyColumns : (sheetPlans.find((plan) => plan.table === table)?.columns ?? []);
  const found = columns.find((column) => column.path.join('.') === path);
  if (!found) throw new Error(`no column ${table}.${path}`);
  return found.leaf;
};

test.each([
  ['partners', 'yearlySalesYen', '1億2,000万円', 120_000_000],
  ['partners', 'yearlySalesYen', '３０００', 3000],
  ['partners', 'yearlySalesYen', '不明', 'unknown'],
  ['partners', 'yearlySalesYen', '分からない', 'unknown'],
  ['partners', 'yearlySalesYen', '300 USD', '300 USD'],
  ['partners', 'yearlySalesYen', 'たくさん', 'たくさん'],
  ['assets', 'postalShare', '92', 0.92],
  ['assets', 'postalShare', '92.5%', 0.925],
  ['assets', 'postalShare', '0.35', 0.35],
  ['assets', 'postalShare', '150', 150],
  ['assets', 'retentionMonths', '5年', 60],
  ['assets', 'encrypted', 'いいえ', 'no'],
  ['assets', 'encrypted', '○', 'yes'],
  ['assets', 'encrypted', '', undefined],
  ['assets', 'encrypted', '多分', '多分'],
  ['contracts', 'from', '令和8年2月3日', '2026-02-03'],
  ['contracts', 'from', '2026/2/30', '2026/2/30'],
  ['contracts', 'cap.kind', '対価の倍数', 'fee_multiple'],
  ['contracts', 'brokenBy', '故意、重過失', ['intent', 'gross_negligence']],
  ['assets', 'name', ' 0300 ', '0300'],
])('R38 %s.%s: 「%s」 typed means %j', (table, path, typed, meant) => {
  expect(readTyped(leafOf(table, path), typed, lexicon)).toEqual(meant);
});

test('R38 a reference is found by the name of its row', () => {
  const rows = (table: string, word: string) => (table === 'partners' && word === '甲社' ? 'kou' : undefined);
  expect(readTyped(leafOf('contracts', 'partner'), '甲社', lexicon, rows)).toBe('kou');
  expect(readTyped(leafOf('contracts', 'partner'), '乙社', lexicon, rows)).toBe('乙社');
});

test('R39 where something is wrong the draft holds what was read, and mending it yields the company', () => {
  const text = `sonae: company/1
taxBasis: excluded
organisation: {name: 甲社, staff: 60人, revenueYen: 3億}
partners:
  - {id: a, name: 乙社, role: clint}
`;
  const { company, draft, issues } = readCompanyYaml(text, 'a.yaml', testVocabulary);
  expect(company).toBeUndefined();
  expect(issues.map(({ path }) => path)).toEqual([
    'organisation.staff',
    'organisation.revenueYen',
    'partners[0].role',
  ]);
  const mended = structuredClone(draft) as Record<string, never>;
  Object.assign(mended.organisation, { staff: 60, revenueYen: 300_000_000 });
  Object.assign(mended.partners[0], { role: 'client' });
  const again = checkCompany(mended, testVocabulary);
  expect(again.issues).toEqual([]);
  expect(again.company?.organisation.revenueYen).toBe(300_000_000);
  expect(again.draft).toBeUndefined();
});
