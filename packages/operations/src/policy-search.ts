import type { ProgrammeSearch } from '@sonae/assessment';
import { hasErrors, type Issue, type Language, sortIssues } from '@sonae/core';
import { controlOf } from '@sonae/knowledge';
import type { LossModelData } from '@sonae/loss';
import { type PolicyFile, readPolicyFiles } from './policy-files.ts';
import type { Files } from './ports.ts';
import { controlStatus, ratingFacts } from './rating-facts.ts';
import { readCompany } from './read-company.ts';

export type SearchRequest = {
  readonly company: string;
  readonly budgetYen: number;
  /** Policies beside those the company has. */
  readonly policies: readonly string[];
  /** Yearly cost by control, beside those of the register; it wins. */
  readonly controlCostYen: Readonly<Record<string, number>>;
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
  /** Selections that may be measured before the search stops and states its gap. */
  readonly most?: number;
  readonly language: Language;
};

/** Which limits, deductibles, riders and controls a budget allows, and what each leaves (プログラムの探索). */
export async function searchPolicies(
  files: Files,
  request: SearchRequest,
): Promise<{ readonly search?: ProgrammeSearch; readonly issues: readonly Issue[] }> {
  const { company, issues } = await readCompany(files, request.company);
  const held = (company?.policies ?? []).map(({ file, premiumYen }) => ({
    path: files.resolve(request.company, file),
    premiumYen,
  }));
  const paths = [...new Set([...held.map(({ path }) => path), ...request.policies])];
  const read = await readPolicyFiles(files, paths);
  const all = sortIssues([...issues, ...read.issues]);
  if (hasErrors(all) || !company || !read.policies) return { issues: all };

  const { controlCandidates, policyCandidate, searchProgramme } = await import('@sonae/assessment');
  const { lossModel } = await import('@sonae/knowledge/loss-model');
  const { companySubject } = await import('@sonae/loss');
  const { liabilities } = await import('@sonae/contract');
  const data = lossModel as LossModelData;
  const facts = ratingFacts(company);
  const quoted = ({ path }: PolicyFile) => held.find((one) => one.path === path)?.premiumYen;
  const policies = read.policies.map((file) => policyCandidate(file.base, facts, quoted(file)));
  const costs = (company.controls ?? []).flatMap(({ id, yearlyCostYen }) =>
    yearlyCostYen === undefined ? [] : [[controlOf(id)?.id ?? id, yearlyCostYen] as const],
  );
  const stated = Object.entries(request.controlCostYen).map(
    ([id, yen]) => [controlOf(id)?.id ?? id, yen] as const,
  );
  const { candidates, leftOut } = controlCandidates(
    data,
    { status: controlStatus(company), costYen: Object.fromEntries([...costs, ...stated]) },
    policies,
  );
  const current = read.policies.flatMap((file, i) =>
    held.some(({ path }) => path === file.path) ? [{ candidate: policies[i], variant: asHeld(file) }] : [],
  );
  const search = searchProgramme({
    ...request,
    data,
    subject: companySubject(company),
    liabilities: liabilities(company).byPartner,
    facts,
    controls: candidates,
    policies,
    leftOut,
    current: current.length > 0 ? { controls: [], policies: current } : undefined,
  });
  return { search, issues: all };
}

/** The policy as its file has it: the first choice of every option, with the riders it has. */
function asHeld({ policy }: PolicyFile) {
  const choices = Object.fromEntries(
    (policy.rating?.options ?? []).map((option) => [option.id, option.choices[0].id]),
  );
  const named = (policy.riders ?? []).map((rider) => (typeof rider === 'string' ? rider : rider.id));
  const riders = [...new Set([...named, ...Object.keys(policy.premium?.riders ?? {})])];
  return { id: 'held', policy, purchase: { choices, riders } };
}
