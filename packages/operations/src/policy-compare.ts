import type { ComparedCompany, ComparisonOptions, ComparisonReport } from '@sonae/assessment';
import { hasErrors, type Issue, sortIssues } from '@sonae/core';
import type { LossModelData } from '@sonae/loss';
import type { Company } from '@sonae/register';
import { readPolicyFiles } from './policy-files.ts';
import type { Files } from './ports.ts';
import { readCompany } from './read-company.ts';

export type ComparisonRequest = Omit<ComparisonOptions, 'pair'> & {
  readonly policies: readonly string[];
  readonly company?: string;
  /** Files of the expiring and the offered policy; they are compared too. */
  readonly expiring?: string;
  readonly offered?: string;
};

/** Compares policies on nineteen axes, and against a company in yen (保険の比較). */
export async function compareFiles(
  files: Files,
  request: ComparisonRequest,
): Promise<{ readonly report?: ComparisonReport; readonly issues: readonly Issue[] }> {
  const { expiring, offered } = request;
  const pair = expiring !== undefined && offered !== undefined ? ([expiring, offered] as const) : undefined;
  const paths = [...new Set([...request.policies, ...(pair ?? [])])];
  const [read, held] = await Promise.all([
    readPolicyFiles(files, paths),
    request.company === undefined ? undefined : readCompany(files, request.company),
  ]);
  const issues = sortIssues([...read.issues, ...(held?.issues ?? [])]);
  if (hasErrors(issues) || !read.policies) return { issues };
  const idIn = (path: string) => read.policies?.find((file) => file.path === path)?.policy.id ?? path;
  const { comparisonReport } = await import('@sonae/assessment');
  const report = comparisonReport(
    read.policies.map(({ policy }) => policy),
    held?.company && (await comparedCompany(held.company)),
    { ...request, pair: pair && { expiring: idIn(pair[0]), offered: idIn(pair[1]) } },
  );
  return { report, issues };
}

/** A register as a comparison of policies needs it. */
export async function comparedCompany(company: Company): Promise<ComparedCompany> {
  const { lossModel } = await import('@sonae/knowledge/loss-model');
  const { companySubject } = await import('@sonae/loss');
  const { liabilities } = await import('@sonae/contract');
  const { organisation, contacts } = company;
  return {
    name: organisation.name,
    fictional: organisation.fictional ?? false,
    data: lossModel as LossModelData,
    subject: companySubject(company),
    liabilities: liabilities(company).byPartner,
    contacts: (contacts ?? []).flatMap(({ area, firm, hours }) =>
      firm === undefined ? [] : [{ area, firm, hours }],
    ),
  };
}
