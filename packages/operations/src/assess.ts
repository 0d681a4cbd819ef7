import type { Assessment, AssessmentInput } from '@sonae/assessment';
import { hasErrors, type Issue, type Language, sortIssues } from '@sonae/core';
import type { LossModelData } from '@sonae/loss';
import type { Policy } from '@sonae/policy';
import type { Answers, Company } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
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

/** Answers from a form as the input of an assessment. */
export async function formInput(
  form: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<Reading & { readonly input?: AssessmentInput }> {
  const { checkAnswers } = await import('@sonae/register');
  const held = form.policy === 'held';
  const { answers, issues } = checkAnswers(held ? { ...form, policy: 'none' } : form, knowledgeVocabulary());
  if (!answers) return { issues };
  if (answers.policy !== 'none' && answers.policy !== 'unknown') return { issues: [...issues, POLICY_FILE] };
  return { input: await answersInput(answers, held ? [await referencePolicy()] : [], language), issues };
}

/** A form has no folder in which a file could lie. */
const POLICY_FILE: Issue = {
  code: 'answers.policy-file',
  severity: 'error',
  path: 'policy',
  message: { ja: 'ここでは証券のファイルを指定できません', en: 'A policy file cannot be named here' },
  hint: {
    ja: 'held（加入している）、none（加入していない）、unknown のどれかにしてください',
    en: 'Use held, none or unknown',
  },
};

async function run(input: AssessmentInput, options: RunOptions): Promise<Assessment> {
  const { assess } = await import('@sonae/assessment');
  const worlds = options.worlds ?? input.data.worlds;
  return assess({ ...input, data: { ...input.data, worlds } }, options);
}

async function lossData(): Promise<LossModelData> {
  const { lossModel } = await import('@sonae/knowledge/loss-model');
  return lossModel as LossModelData;
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

/** Five answers as the input of an assessment. Whether a policy exists at all may be unknown. */
export async function answersInput(
  answers: Answers,
  given: readonly Policy[],
  language: Language = 'ja',
): Promise<AssessmentInput> {
  const { answersSubject } = await import('@sonae/loss');
  const policies = answers.policy === 'unknown' ? [await referencePolicy()] : given;
  const name = language === 'ja' ? '御社' : 'Your company';
  return {
    data: await lossData(),
    subject: answersSubject(answers, name),
    company: {
      name,
      fictional: false,
      industry: known(answers.industry),
      revenueYen: known(answers.revenueYen),
    },
    liabilities: new Map(),
    contractNotes: [],
    policies: policies.map((policy) => ({
      policy,
      // Whoever does not know whether a policy exists pays no premium that can be counted.
      premiumYen: answers.policy === 'unknown' ? 0 : (policy.premium?.amount ?? 0),
    })),
    controlCostYen: 0,
  };
}

/** The policy that stands in while nobody knows whether there is one: fictional, of a usual shape. */
async function referencePolicy(): Promise<Policy> {
  const { referencePolicy } = await import('@sonae/policy/reference');
  return referencePolicy;
}

function known<T>(value: T | 'unknown' | undefined): T | undefined {
  return value === 'unknown' ? undefined : value;
}
