import { readFileSync } from 'node:fs';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { readCompanyYaml } from '@sonae/register/readers';
import type { TestHouse } from './house.ts';

/** When the cases of tests became known. */
export const LEARNED = new Date('2026-11-21T22:10:00+09:00');

/** A cost of a case that no insurer has agreed to yet. */
export const COST = {
  id: 'l1',
  kind: 'cost',
  head: 'pr_consult',
  state: 'considered',
  amount: 3_000_000,
  taxBasis: 'excluded',
  taxPpm: 100_000,
  at: '2026-11-23',
  consent: { kind: 'none' },
} as const;

/** Cases of a house, opened by its security officer. */
export type CaseRoom = {
  readonly security: ReturnType<TestHouse['as']>;
  /** A case with a name and nothing else. */
  opened(): Promise<{ readonly id: string }>;
  /** An intrusion at the example retailer, which is insured: the id of the case. */
  leak(): Promise<string>;
};

export function caseRoom(house: TestHouse): CaseRoom {
  const security = house.as(house.user('security'));
  let retailer: Promise<string> | undefined;
  return {
    security,
    opened: () => security.cases.open({ name: '誤送信', learnedAt: LEARNED }),
    leak: async () => {
      // A company with a policy, kept once.
      retailer ??= insuredRetailer(house);
      const { id } = await security.cases.open({ name: '侵入', learnedAt: LEARNED, company: await retailer });
      const facts = [
        { key: 'kind', value: 'intrusion' },
        { key: 'asset', value: 'customers' },
        { key: 'persons', value: { atLeast: 1_000, atMost: 40_000 } },
      ];
      await security.cases.facts({ case: id, facts });
      return id;
    },
  };
}

const example = (file: string) =>
  readFileSync(new URL(`../../../../examples/${file}`, import.meta.url), 'utf8');

async function insuredRetailer(house: TestHouse): Promise<string> {
  const owner = house.as(house.user('owner'));
  const source = example('policies/minato-cyber-std-2026.yaml');
  await owner.policies.create({ file: 'minato-cyber-std-2026.yaml', source });
  const file = example('companies/retailer.yaml');
  const document = readCompanyYaml(Buffer.from(file), 'retailer', knowledgeVocabulary()).company!;
  return (await owner.companies.create({ document: document as never })).id;
}
