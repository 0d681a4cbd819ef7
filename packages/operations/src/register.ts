import type { CompanyReading } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import type { Files } from './ports.ts';
import { type Reading, readCompany, readCompanyWithPolicies } from './read-company.ts';

/** Checks a register with the policies it names, as an assessment would, without assessing it. */
export async function readRegister(files: Files, path: string): Promise<Reading> {
  const { unreadable, issues } = await readCompanyWithPolicies(files, path);
  return unreadable ? { unreadable, issues } : { issues };
}

/** The workbook to fill in (台帳の雛形). */
export async function registerTemplate(): Promise<Uint8Array> {
  const { writeCompanyWorkbook } = await import('@sonae/register/readers');
  return writeCompanyWorkbook(undefined, knowledgeVocabulary());
}

/** A register as a workbook or as YAML, losslessly; comments of a YAML file are not facts and do not come along. */
export async function convertRegister(
  files: Files,
  path: string,
  to: 'xlsx' | 'yaml',
): Promise<Reading & { readonly output?: Uint8Array }> {
  const { company, unreadable, issues }: CompanyReading = await readCompany(files, path);
  if (!company) return unreadable ? { unreadable, issues } : { issues };
  const { toYaml, writeCompanyWorkbook } = await import('@sonae/register/readers');
  const vocabulary = knowledgeVocabulary();
  const output =
    to === 'xlsx'
      ? await writeCompanyWorkbook(company, vocabulary)
      : new TextEncoder().encode(toYaml(company, vocabulary));
  return { output, issues };
}
