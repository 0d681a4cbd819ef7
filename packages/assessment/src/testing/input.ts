import { readFileSync } from 'node:fs';
import path from 'node:path';
import { liabilities } from '@sonae/contract';
import { lossModel } from '@sonae/knowledge/loss-model';
import { companySubject, type LossModelData } from '@sonae/loss';
import { type Policy, readPolicyYaml } from '@sonae/policy';
import { referencePolicy } from '@sonae/policy/reference';
import type { Company } from '@sonae/register';
import type { AssessmentInput, AssessmentOptions } from '../assess.ts';

export const DATA = lossModel as LossModelData;

/** The loss model with few worlds: quick, and exact in everything but the width of the band. */
export const FEW_WORLDS: LossModelData = { ...DATA, worlds: 2 };

export const OPTIONS: AssessmentOptions = {
  years: 8000,
  seed: 42,
  returnPeriod: 100,
  threads: 1,
  language: 'ja',
  command: 'test',
};

const POLICIES = path.join(import.meta.dirname, '../../../../examples/policies');

export function examplePolicy(id: string): Policy {
  const { policy } = readPolicyYaml(readFileSync(path.join(POLICIES, `${id}.yaml`)), id);
  return policy ?? referencePolicy;
}

/** A company as the input of an assessment, with the policies given. */
export function inputOf(
  company: Company,
  policies: readonly Policy[] = [],
  data = FEW_WORLDS,
): AssessmentInput {
  const { byPartner, notes } = liabilities(company);
  return {
    data,
    subject: companySubject(company),
    company: { name: company.organisation.name, fictional: true },
    liabilities: byPartner,
    contractNotes: notes,
    policies: policies.map((policy) => ({ policy, premiumYen: policy.premium?.amount ?? 0 })),
    controlCostYen: 0,
  };
}
