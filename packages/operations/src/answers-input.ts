import type { AssessmentInput } from '@sonae/assessment';
import type { Issue, Language } from '@sonae/core';
import type { LossModelData } from '@sonae/loss';
import type { Policy } from '@sonae/policy';
import type { Answers } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';

// From answers to the input of an assessment. Runs in a browser as well: the five questions are answered there.

/** Answers from a form as the input of an assessment. */
export async function formInput(
  form: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<{ readonly input?: AssessmentInput; readonly issues: readonly Issue[] }> {
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

/** The loss model of this edition. */
export async function lossData(): Promise<LossModelData> {
  const { lossModel } = await import('@sonae/knowledge/loss-model');
  return lossModel as LossModelData;
}

/** A fact that was answered. */
export function known<T>(value: T | 'unknown' | undefined): T | undefined {
  return value === 'unknown' ? undefined : value;
}
