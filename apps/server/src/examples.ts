import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type DemoContent, policyName } from '@sonae/operations/router';

const FOLDER = path.join(import.meta.dirname, '../../../examples');
const COMPANIES = ['retailer', 'it-vendor', 'clinic', 'wholesaler'];

/** The examples of the repository as the content of a demonstration. */
export async function exampleContent(): Promise<DemoContent> {
  const { readCompanyYaml } = await import('@sonae/register/readers');
  const { knowledgeVocabulary } = await import('@sonae/register/knowledge');
  const { readPolicyYaml } = await import('@sonae/policy');
  const companies = [];
  const wanted = new Set<string>();
  for (const name of COMPANIES) {
    const file = path.join(FOLDER, 'companies', `${name}.yaml`);
    const { company, issues } = readCompanyYaml(await readFile(file), file, knowledgeVocabulary());
    if (!company) throw new Error(`the example ${name} is wrong: ${issues[0]?.message.en}`);
    companies.push(company);
    for (const held of company.policies ?? []) wanted.add(path.basename(held.file));
  }
  const policies = [];
  for (const file of [...wanted].sort()) {
    const source = await readFile(path.join(FOLDER, 'policies', file), 'utf8');
    const { policy } = readPolicyYaml(source, file);
    if (!policy) throw new Error(`the example ${file} is wrong`);
    policies.push({ file, name: policyName(policy), source });
  }
  return { name: 'お試し（架空の会社）', companies, policies };
}
