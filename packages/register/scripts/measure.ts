// Measures reading and writing a register of 1,000 rows, each step in a fresh process (cold) and once warm.
// node packages/register/scripts/measure.ts
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Company } from '../src/index.ts';
import { knowledgeVocabulary } from '../src/knowledge-vocabulary.ts';
import { readCompanyWorkbook, readCompanyYaml, toYaml, writeCompanyWorkbook } from '../src/readers/index.ts';

const company: Company = {
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name: '千行商事（架空）', industry: 'ec', staff: 60, revenueYen: 3_000_000_000 },
  assets: Array.from({ length: 500 }, (_, i) => ({
    id: `asset-${i}`,
    name: `顧客情報 ${i}`,
    kinds: ['name', 'address', 'email'],
    persons: i * 100,
    cards: 0,
    encrypted: 'unknown' as const,
    postalShare: 0.92,
    retentionMonths: 60,
    owner: `partner-${i}`,
  })),
  partners: Array.from({ length: 500 }, (_, i) => ({
    id: `partner-${i}`,
    name: `取引先 ${i}（架空）`,
    role: 'client' as const,
    size: 'small' as const,
    importance: 2,
    yearlySalesYen: 12_000_000 + i,
  })),
};

const vocabulary = knowledgeVocabulary();
const steps: Record<string, () => Promise<unknown>> = {
  'read YAML': async () => readCompanyYaml(yaml, 'a.yaml', vocabulary),
  'write YAML': async () => toYaml(company, vocabulary),
  'read workbook': async () => readCompanyWorkbook(workbook, 'a.xlsx', vocabulary),
  'write workbook': async () => writeCompanyWorkbook(company, vocabulary),
};

const only = process.argv[2];
const yaml = toYaml(company, vocabulary);
const workbook =
  only === 'read workbook' || only === undefined
    ? await writeCompanyWorkbook(company, vocabulary)
    : new Uint8Array();

if (only !== undefined) {
  const first = await timed(steps[only]);
  const later = [await timed(steps[only]), await timed(steps[only]), await timed(steps[only])];
  console.log(`${only}: first ${first} ms, then ${Math.min(...later)} ms`);
} else {
  console.log(`1,000 rows: YAML ${yaml.length} characters, workbook ${workbook.length} bytes`);
  for (const step of Object.keys(steps)) {
    process.stdout.write(execFileSync(process.execPath, [fileURLToPath(import.meta.url), step]));
  }
}

async function timed(step: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await step();
  return Math.round(performance.now() - start);
}
