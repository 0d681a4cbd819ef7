import { hasErrors, type Issue, sortIssues } from '@sonae/core';
import type { Policy, PolicyReading } from '@sonae/policy';
import type { Company, CompanyReading, NamedFile } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { namedUnreadable, namesItself, unreadable } from './file-issue.ts';
import { FileError, type Files } from './ports.ts';

/** What came of reading inputs: everything worth saying, and whether the input could not be read at all. */
export type Reading = { readonly unreadable?: true; readonly issues: readonly Issue[] };

/** A policy a company holds, with what it pays for it in a year. */
export type Held = { readonly policy: Policy; readonly premiumYen: number };

/** A register with the policies it names. */
export type CompanyWithPolicies = Reading & {
  readonly company?: Company;
  readonly policies: readonly Held[];
};

/** Reads a register: a workbook where the bytes are one, YAML otherwise, whatever the ending of the name. */
export async function readCompany(files: Files, path: string): Promise<CompanyReading> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return { unreadable: true, issues: [bytes] };
  const vocabulary = knowledgeVocabulary();
  if (isWorkbook(bytes, path)) {
    const { readCompanyWorkbook } = await import('@sonae/register/readers');
    return readCompanyWorkbook(bytes, path, vocabulary);
  }
  const { readCompanyYaml } = await import('@sonae/register/readers/company-yaml');
  return readCompanyYaml(bytes, path, vocabulary);
}

/** Reads a register and every policy file it names; errors of all files together, whatever else is wrong. */
export async function readCompanyWithPolicies(files: Files, path: string): Promise<CompanyWithPolicies> {
  const { company, unreadable: lost, policyFiles = [], issues } = await readCompany(files, path);
  const own = [...issues];
  const others: Issue[] = [];
  const policies: Held[] = [];
  for (const [i, named] of policyFiles.entries()) {
    const reading = await readNamedPolicy(files, path, named);
    for (const issue of reading.issues) (issue.file === path ? own : others).push(issue);
    if (reading.policy === undefined) continue;
    const premiumYen = company?.policies?.[i].premiumYen ?? reading.policy.premium?.amount ?? 0;
    policies.push({ policy: reading.policy, premiumYen });
  }
  const { inOrder } = await import('@sonae/register');
  const sorted = [...inOrder(own), ...sortIssues(others)];
  if (lost) return { unreadable: true, policies: [], issues: sorted };
  return hasErrors(sorted) ? { policies: [], issues: sorted } : { company, policies, issues: sorted };
}

/** Reads one policy file. */
export async function readPolicy(files: Files, path: string): Promise<PolicyReading> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return { issues: [bytes] };
  const { readPolicyYaml } = await import('@sonae/policy/read');
  return readPolicyYaml(bytes, path);
}

/** Reads a policy file that another file names; what hinders it is told where it is named. */
export async function readNamedPolicy(files: Files, from: string, named: NamedFile): Promise<PolicyReading> {
  const path = files.resolve(from, named.file);
  const itself = files.resolve(from, from.split(/[\\/]/).at(-1) ?? from);
  if (path === itself) return { issues: [namesItself(named)] };
  try {
    const bytes = await files.read(path);
    const { readPolicyYaml } = await import('@sonae/policy/read');
    return readPolicyYaml(bytes, path);
  } catch (error) {
    if (error instanceof FileError) return { issues: [namedUnreadable(named, error)] };
    throw error;
  }
}

/** The bytes of an input, or the issue that says why there are none. */
export async function readBytes(files: Files, path: string): Promise<Uint8Array | Issue> {
  try {
    return await files.read(path);
  } catch (error) {
    if (error instanceof FileError) return unreadable(error);
    throw error;
  }
}

/** A workbook is a zip file; its name decides only where the bytes say nothing. */
function isWorkbook([b0, b1, b2]: Uint8Array, path: string): boolean {
  const zip = b0 === 0x50 && b1 === 0x4b && (b2 === 3 || b2 === 5 || b2 === 7);
  const compound = b0 === 0xd0 && b1 === 0xcf;
  return zip || compound || /\.xls[xm]?$/i.test(path);
}
