import { hasErrors, type Issue, sortIssues } from '@sonae/core';
import type { Policy } from '@sonae/policy';
import type { Company } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { unreadable } from './file-issue.ts';
import { FileError, type Files } from './ports.ts';

export type CompanyFile = { readonly company?: Company; readonly issues: readonly Issue[] };

/** A register with the policies it names. */
export type CompanyWithPolicies = {
  readonly company?: Company;
  readonly policies: readonly { readonly policy: Policy; readonly premiumYen: number }[];
  readonly issues: readonly Issue[];
};

/** Reads a register: a workbook where the bytes are one, YAML otherwise, whatever the ending of the name. */
export async function readCompany(files: Files, path: string): Promise<CompanyFile> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return { issues: [bytes] };
  const { readCompanyWorkbook, readCompanyYaml } = await import('@sonae/register/readers');
  const vocabulary = knowledgeVocabulary();
  return isWorkbook(bytes, path)
    ? readCompanyWorkbook(bytes, path, vocabulary)
    : readCompanyYaml(bytes, path, vocabulary);
}

/** Reads a register and every policy file it names; errors of all files together. */
export async function readCompanyWithPolicies(files: Files, path: string): Promise<CompanyWithPolicies> {
  const { company, issues } = await readCompany(files, path);
  const all = [...issues];
  const policies: { policy: Policy; premiumYen: number }[] = [];
  for (const held of company?.policies ?? []) {
    const reading = await readPolicy(files, files.resolve(path, held.file));
    all.push(...reading.issues);
    if (reading.policy) {
      const premiumYen = held.premiumYen ?? reading.policy.premium?.amount ?? 0;
      policies.push({ policy: reading.policy, premiumYen });
    }
  }
  const sorted = sortIssues(all);
  return hasErrors(sorted) ? { policies: [], issues: sorted } : { company, policies, issues: sorted };
}

/** Reads one policy file. */
export async function readPolicy(
  files: Files,
  path: string,
): Promise<{ readonly policy?: Policy; readonly issues: readonly Issue[] }> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return { issues: [bytes] };
  const { readPolicyYaml } = await import('@sonae/policy');
  return readPolicyYaml(bytes, path);
}

export async function readBytes(files: Files, path: string): Promise<Uint8Array | Issue> {
  try {
    return await files.read(path);
  } catch (error) {
    if (error instanceof FileError) return unreadable(error);
    throw error;
  }
}

/** A workbook is a zip file; its name decides only where the bytes say nothing. */
function isWorkbook(bytes: Uint8Array, path: string): boolean {
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const compound = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  return zip || compound || /\.xls[xm]?$/i.test(path);
}
