import { readFileSync } from 'node:fs';
import path from 'node:path';
import { liabilities } from '@sonae/contract';
import { companySubject } from '@sonae/loss';
import { type Policy, readPolicyYaml } from '@sonae/policy';
import type { Company } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { readCompanyYaml } from '@sonae/register/readers';
import { DATA } from './input.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../../../examples');

/** The register of an example. */
export function exampleCompany(id: string): Company {
  const file = path.join(EXAMPLES, `companies/${id}.yaml`);
  const { company } = readCompanyYaml(readFileSync(file), file, knowledgeVocabulary());
  if (!company) throw new Error(`the example ${id} is not in order`);
  return company;
}

/** The example retailer: its register, its risk, what its contracts say. */
export function exampleRetailer() {
  const company = exampleCompany('retailer');
  return {
    company,
    data: DATA,
    subject: companySubject(company),
    liabilities: liabilities(company).byPartner,
  };
}

/** An example policy without its riders, as tariffs start from it. */
export function examplePolicyBase(id: string): Policy {
  const { base } = readPolicyYaml(readFileSync(path.join(EXAMPLES, `policies/${id}.yaml`)), id);
  if (!base) throw new Error(`${id} is not in order`);
  return base;
}
