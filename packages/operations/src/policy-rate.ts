import { hasErrors, type Issue, sortIssues } from '@sonae/core';
import type { Rated } from '@sonae/policy';
import { readPolicyFiles } from './policy-files.ts';
import type { Files } from './ports.ts';
import { ratingFacts } from './rating-facts.ts';
import { readCompany } from './read-company.ts';

/** The premium of a policy for a company, step by step (保険料の試算). */
export async function ratePolicies(
  files: Files,
  policyPath: string,
  companyPath: string,
): Promise<{ readonly rated?: readonly Rated[]; readonly issues: readonly Issue[] }> {
  const [read, held] = await Promise.all([
    readPolicyFiles(files, [policyPath]),
    readCompany(files, companyPath),
  ]);
  const issues = sortIssues([...read.issues, ...held.issues]);
  if (hasErrors(issues) || !read.policies || !held.company) return { issues };
  const { ratePolicy } = await import('@sonae/policy');
  const facts = ratingFacts(held.company);
  return { rated: read.policies.map(({ policy }) => ratePolicy(policy, facts)), issues };
}
