import type { Assessment, AssessmentInput } from '@sonae/assessment';
import { hasErrors, type Language, sortIssues } from '@sonae/core';
import type { Company } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { answersInput, formInput, known, lossData } from './answers-input.ts';
import type { Files } from './ports.ts';
import { type Reading, readBytes, readCompanyWithPolicies, readNamedPolicy } from './read-company.ts';

/** How long and how carefully to simulate; every figure depends on years, seed and worlds and on nothing else here. */
export type RunOptions = {
  readonly years: number;
  readonly seed: number;
  readonly returnPeriod: number;
  readonly threads: number;
  /** Worlds of not-knowing to play, where not as many as the loss model asks for; of few, the bands are coarse. */
  readonly worlds?: number;
  readonly language: Language;
  readonly command: string;
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
};

/** The figures where the input is good, and everything worth saying about the input. */
export type AssessmentOutcome = Reading & { readonly assessment?: Assessment };

/** Assesses a register: loss, contracts and policies. */
export async function assessCompany(
  files: Files,
  path: string,
  options: RunOptions,
): Promise<AssessmentOutcome> {
  const { company, policies, ...reading } = await readCompanyWithPolicies(files, path);
  if (!company) return reading;
  const input = await companyInput(company, policies, options.language);
  return { assessment: await run(input, options), ...reading };
}

/** Assesses five answers. */
export async function assessAnswers(
  files: Files,
  path: string,
  options: RunOptions,
): Promise<AssessmentOutcome> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return { unreadable: true, issues: [bytes] };
  const { readAnswers } = await import('@sonae/register/readers');
  const { answers, unreadable, policyFile, issues } = readAnswers(bytes, path, knowledgeVocabulary());
  if (unreadable) return { unreadable, issues };
  const reading = policyFile ? await readNamedPolicy(files, path, policyFile) : { issues: [] };
  const all = sortIssues([...issues, ...reading.issues]);
  if (!answers || hasErrors(all)) return { issues: all };
  const policies = reading.policy ? [reading.policy] : [];
  return {
    assessment: await run(await answersInput(answers, policies, options.language), options),
    issues: all,
  };
}

/** Answers from a form: `policy` may also be `held`, a policy nobody has at hand, taken to be of the usual shape. */
export async function assessForm(
  form: Readonly<Record<string, unknown>>,
  options: RunOptions,
): Promise<AssessmentOutcome> {
  const { input, issues } = await formInput(form, options.language);
  return input ? { assessment: await run(input, options), issues } : { issues };
}

async function run(input: AssessmentInput, options: RunOptions): Promise<Assessment> {
  const { assess } = await import('@sonae/assessment/assess');
  const worlds = options.worlds ?? input.data.worlds;
  return assess({ ...input, data: { ...input.data, worlds } }, options);
}

/** A register as the input of an assessment. */
export async function companyInput(
  company: Company,
  policies: AssessmentInput['policies'],
  language: Language = 'ja',
): Promise<AssessmentInput> {
  const { companySubject } = await import('@sonae/loss');
  const { liabilities } = await import('@sonae/contract');
  const { organisation: o } = company;
  const { byPartner, notes } = liabilities(company);
  return {
    data: await lossData(),
    subject: companySubject(company),
    company: {
      name: language === 'en' ? (o.nameEn ?? o.name) : o.name,
      fictional: o.fictional ?? false,
      industry: known(o.industry),
      revenueYen: known(o.revenueYen),
      toleranceYen: o.toleranceYen,
    },
    liabilities: byPartner,
    contractNotes: notes,
    policies,
    controlCostYen: (company.controls ?? [])
      .filter((control) => control.status === 'yes')
      .reduce((sum, control) => sum + (control.yearlyCostYen ?? 0), 0),
  };
}
