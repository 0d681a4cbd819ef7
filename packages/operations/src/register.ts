import { knowledgeVocabulary } from '@sonae/register/knowledge';
import type { Files } from './ports.ts';
import { type CompanyFile, readCompany } from './read-company.ts';

/** Checks a register without assessing it. */
export function readRegister(files: Files, path: string): Promise<CompanyFile> {
  return readCompany(files, path);
}

/** The workbook to fill in (台帳の雛形). */
export async function registerTemplate(): Promise<Uint8Array> {
  const { writeCompanyWorkbook } = await import('@sonae/register/readers');
  return writeCompanyWorkbook(undefined, knowledgeVocabulary());
}

/** A register as a workbook or as YAML, losslessly. */
export async function convertRegister(
  files: Files,
  path: string,
  to: 'xlsx' | 'yaml',
): Promise<{ readonly output?: Uint8Array; readonly issues: CompanyFile['issues'] }> {
  const { company, issues } = await readCompany(files, path);
  if (!company) return { issues };
  const { toYaml, writeCompanyWorkbook } = await import('@sonae/register/readers');
  const vocabulary = knowledgeVocabulary();
  const output =
    to === 'xlsx'
      ? await writeCompanyWorkbook(company, vocabulary)
      : new TextEncoder().encode(toYaml(company, vocabulary));
  return { output, issues };
}
