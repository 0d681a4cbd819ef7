import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryCompany } from '../testing/arbitrary-company.ts';
import { testVocabulary } from '../testing/vocabulary.ts';
import { readCompanyWorkbook } from './company-workbook.ts';
import { readCompanyYaml } from './company-yaml.ts';
import { toYaml } from './to-yaml.ts';
import { writeCompanyWorkbook } from './write-company-workbook.ts';

/** Random registers; `SONAE_THOROUGH=1` for the long play of `.ci/run`. */
const RUNS = process.env.SONAE_THOROUGH ? 300 : 40;

test('R31 YAML to workbook to YAML loses nothing', { timeout: 240_000 }, async () => {
  const filled = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(arbitraryCompany, async (company) => {
      const yaml = toYaml(company, testVocabulary);
      const fromYaml = readCompanyYaml(yaml, 'a.yaml', testVocabulary);
      expect(fromYaml.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      const workbook = await writeCompanyWorkbook(company, testVocabulary, { spareRows: 1 });
      const fromWorkbook = await readCompanyWorkbook(workbook, 'a.xlsx', testVocabulary);
      expect(fromWorkbook.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(fromWorkbook.company).toStrictEqual(fromYaml.company);
      expect(toYaml(fromWorkbook.company ?? company, testVocabulary)).toBe(yaml);
      for (const key of Object.keys(company)) filled.set(key, (filled.get(key) ?? 0) + 1);
    }),
    { numRuns: RUNS, seed: 42 },
  );
  // The random companies are worth something: every table was filled in at least every eighth.
  for (const [key, count] of filled) expect([key, count > RUNS / 8]).toEqual([key, true]);
  expect(filled.size).toBe(14);
});

test('R30 YAML begins with the schema, holds plain digits and the names of the vocabulary', () => {
  const yaml = toYaml(
    {
      sonae: 'company/1',
      taxBasis: 'excluded',
      organisation: { name: 'yes', industry: 'ec', revenueYen: 3_000_000_000_000, grossMargin: 0.000001 },
      assets: [{ id: '1', name: '2026-02-03', kinds: ['contact', 'card'], persons: 'unknown' }],
    },
    testVocabulary,
    './company.schema.json',
  );
  expect(yaml).toBe(`# yaml-language-server: $schema=./company.schema.json
sonae: company/1
taxBasis: excluded

organisation:
  name: yes
  industry: ec # ネット通販
  revenueYen: 3000000000000
  grossMargin: 0.000001

assets:
  - id: "1"
    name: 2026-02-03
    kinds: [contact, card] # 氏名・連絡先、クレジットカード番号
    persons: unknown
`);
});
