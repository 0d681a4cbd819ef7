import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { companyTables } from '../company-shape.ts';
import { knowledgeVocabulary } from '../knowledge-vocabulary.ts';
import { readAnswers } from './answers-yaml.ts';
import { readCompanyWorkbook } from './company-workbook.ts';
import { readCompanyYaml } from './company-yaml.ts';
import { toYaml } from './to-yaml.ts';
import { writeCompanyWorkbook } from './write-company-workbook.ts';

const vocabulary = knowledgeVocabulary();
const examples = new URL('../../../../examples/', import.meta.url);
const file = (name: string) => readFileSync(new URL(name, examples));
const names = (folder: string) =>
  readdirSync(new URL(folder, examples)).filter((name) => name.endsWith('.yaml'));
const company = (name: string) => {
  const { company, issues } = readCompanyYaml(file(`companies/${name}`), name, vocabulary);
  expect(issues).toEqual([]);
  if (!company) throw new Error(name);
  return company;
};

describe.each(names('companies/'))('R35 %s', (name) => {
  test('R35 is read without any issue, fictional, and says so', () => {
    const { organisation, partners = [], people = [] } = company(name);
    expect(organisation.fictional).toBe(true);
    for (const row of [organisation, ...partners, ...people]) expect(row.name).toContain('（架空）');
    const text = file(`companies/${name}`).toString();
    for (const [phone] of text.matchAll(/\b0\d{1,4}-\d+-\d+\b/g)) expect(phone).toMatch(/^03-0000-\d{4}$/);
    for (const [, host] of text.matchAll(/@([\w.-]+)/g)) expect(host).toMatch(/\.example$/);
    expect(
      text.startsWith(
        '# yaml-language-server: $schema=../../packages/register/schemas/company.schema.json\n',
      ),
    ).toBe(true);
  });

  test('R31 survives YAML to workbook to YAML byte for byte', async () => {
    const yaml = toYaml(company(name), vocabulary);
    const workbook = await writeCompanyWorkbook(company(name), vocabulary);
    const read = await readCompanyWorkbook(workbook, 'a.xlsx', vocabulary);
    expect(read.issues).toEqual([]);
    expect(toYaml(read.company ?? company(name), vocabulary)).toBe(yaml);
    expect(readCompanyYaml(yaml, 'a.yaml', vocabulary).company).toStrictEqual(company(name));
  });
});

test('R35 together the examples show every table and the five areas of support', () => {
  const all = names('companies/').map(company);
  for (const [table] of companyTables) expect(all.some((one) => table in one)).toBe(true);
  for (const { contacts = [] } of all.filter(({ organisation }) => organisation.industry !== 'wholesale')) {
    const areas = new Set(contacts.map(({ area }) => area));
    for (const area of [
      'investigation',
      'public_relations',
      'call_centre',
      'trust_recovery',
      'coordination',
    ] as const) {
      expect(areas.has(area)).toBe(true);
    }
  }
});

test('R35 the shop has thirty partners and the vendor twenty-five clients with data of 120,000 persons', () => {
  const count = (rows: readonly { count?: number }[] = []) =>
    rows.reduce((sum, row) => sum + (row.count ?? 1), 0);
  expect(count(company('retailer.yaml').partners)).toBe(30);
  const vendor = company('it-vendor.yaml');
  expect(count(vendor.partners?.filter(({ role }) => role === 'client'))).toBe(25);
  const entrusted = vendor.assets?.filter(({ owner }) => owner !== undefined) ?? [];
  expect(entrusted.reduce((sum, { persons }) => sum + Number(persons), 0)).toBe(120_000);
  const sales = vendor.services?.reduce((sum, { yearlySalesYen }) => sum + Number(yearlySalesYen), 0);
  expect(sales).toBe(vendor.organisation.revenueYen);
});

test('R35 the policies the examples name are there', () => {
  const held = names('companies/').flatMap((name) => company(name).policies ?? []);
  expect(held).toHaveLength(3);
  for (const { file } of held) expect(existsSync(new URL(file, new URL('companies/', examples)))).toBe(true);
});

test('R35 retailer.xlsx is retailer.yaml', async () => {
  const { company: read, issues } = await readCompanyWorkbook(
    file('companies/retailer.xlsx'),
    'retailer.xlsx',
    vocabulary,
  );
  expect(issues).toEqual([]);
  expect(read).toStrictEqual(company('retailer.yaml'));
});

test.each(names('answers/'))('R35 answers %s are read without any issue', (name) => {
  const { answers, issues } = readAnswers(file(`answers/${name}`), name, vocabulary);
  expect(issues).toEqual([]);
  expect(answers).toBeDefined();
});

test('R33 answers without any answer are all unknown', () => {
  expect(readAnswers(file('answers/unknown.yaml'), 'unknown.yaml', vocabulary).answers).toEqual({
    industry: 'unknown',
    revenueYen: 'unknown',
    persons: 'unknown',
    dataKinds: 'unknown',
    othersData: 'unknown',
    policy: 'unknown',
    staff: 'unknown',
    workWithoutSystemsDays: 'unknown',
    organisation: {},
    controls: {},
  });
});
