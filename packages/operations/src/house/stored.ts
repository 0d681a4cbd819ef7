import type { AssessmentInput } from '@sonae/assessment';
import { hasErrors, type Issue, type Language } from '@sonae/core';
import type { Policy, PolicyReading } from '@sonae/policy';
import { type Company, checkCompany } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { schema, statement, type Tx } from '@sonae/store';
import { and, eq, isNull } from 'drizzle-orm';
import { PERSONAL_TABLES } from '../access/roles.ts';
import { companyInput } from '../assess.ts';
import { recent } from './recent.ts';
import { invalid, mistake } from './refusals.ts';

/** The register in a tree of plain values; throws all its mistakes where it is none. */
export function companyFrom(document: unknown): {
  readonly company: Company;
  readonly issues: readonly Issue[];
} {
  const { company, issues } = checkCompany(document, knowledgeVocabulary());
  if (!company) throw invalid(issues);
  return { company, issues };
}

/** The register without names, addresses and telephone numbers of persons. */
export function withoutPersonal(company: Company): Company {
  const rest: Record<string, unknown> = { ...company };
  for (const table of PERSONAL_TABLES) delete rest[table];
  return rest as Company;
}

/** The last part of a policy's path: registers name it relative to their own folder, the house keeps it by name. */
export const fileName = (file: string): string => file.split(/[/\\]/).at(-1) ?? file;

/** Wordings and inputs that are kept ready. */
export const MOST_KEPT = 64;

/** What people call a policy: insurer and product. */
export const policyName = ({ insurer, product, id }: Policy): string => `${insurer} ${product ?? id}`;

/** Reading a wording takes ten milliseconds; the same text is read once. */
const readings = recent<PolicyReading>(MOST_KEPT);
export const readingOf = (source: string, file: string, digest: string) =>
  readings(`${file} ${digest}`, async () => {
    const { readPolicyYaml } = await import('@sonae/policy/read');
    return readPolicyYaml(source, file);
  });

/** The policies a register names, from those the organisation keeps. */
export async function policiesOf(
  tx: Tx,
  company: Company,
): Promise<{ readonly policies: AssessmentInput['policies']; readonly issues: readonly Issue[] }> {
  const held = company.policies ?? [];
  if (held.length === 0) return { policies: [], issues: [] };
  const rows = await tx.select().from(schema.policies).where(isNull(schema.policies.deletedAt));
  const policies: { policy: Policy; premiumYen: number }[] = [];
  const issues: Issue[] = [];
  for (const [i, { file, premiumYen }] of held.entries()) {
    const row = rows.find((candidate) => candidate.file === fileName(file));
    if (!row) {
      issues.push(
        mistake(
          'policy.absent',
          `policies[${i}].file`,
          {
            ja: `証券「${fileName(file)}」がまだありません。`,
            en: `The policy ${fileName(file)} is not here yet.`,
          },
          { ja: '保険の画面で証券を加えてください。', en: 'Add it on the insurance screen.' },
        ),
      );
      continue;
    }
    const reading = await readingOf(row.source, row.file, row.digest);
    issues.push(...reading.issues);
    if (reading.policy)
      policies.push({
        policy: reading.policy,
        premiumYen: premiumYen ?? reading.policy.premium?.amount ?? 0,
      });
  }
  return { policies, issues };
}

/** The input of an assessment of a register; throws where a policy it names is absent or wrong. */
export async function inputOf(
  tx: Tx,
  company: Company,
  language: Language,
): Promise<{ readonly input: AssessmentInput; readonly issues: readonly Issue[] }> {
  const { policies, issues } = await policiesOf(tx, company);
  if (hasErrors(issues)) throw invalid(issues);
  return { input: await companyInput(company, policies, language), issues };
}

const { companies } = schema;
const company = statement(['id', 'organisation'], (db, at) =>
  db
    .select()
    .from(companies)
    .where(and(eq(companies.id, at.id), eq(companies.organisationId, at.organisation))),
);

/** A company that is there, or undefined. */
export async function findCompany(tx: Tx, id: string, organisation: string) {
  const [row] = await company({ id, organisation }).in(tx);
  return row as typeof row | undefined;
}
