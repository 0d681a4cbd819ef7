import { hasErrors, type Issue } from '@sonae/core';
import type { Policy } from '@sonae/policy';
import type { Company } from '@sonae/register';
import { schema, type Tx } from '@sonae/store';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { Busy, type OperationContext } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { invalid, mistake, refusal } from '../house/refusals.ts';
import { readingOf, withoutPersonal } from '../house/stored.ts';
import { comparedCompany } from '../policy-compare.ts';
import { present } from './companies.ts';

const { policies: table } = schema;

/** The wordings side by side; with a company also what each alone would pay, which takes the years to be played. */
export const compare = os.policies.compare.handler(async ({ context, input }) => {
  const { policies, company, expiring, offered, ...options } = input;
  if ((expiring === undefined) !== (offered === undefined)) throw invalid([HALF_A_PAIR]);
  const ids = [...new Set([...policies, ...[expiring, offered].filter((id) => id !== undefined)])];
  const { read, register, issues } = await context.inside(async (tx, note) => {
    note({ detail: { policies: ids, ...(company !== undefined && { company }) } });
    const { read, issues } = await readAll(context, tx, ids);
    return { read, issues, register: company && (await registerFor(context, tx, company)) };
  });
  const idOf = (id: string) => read.get(id)!.id;
  const pair =
    expiring === undefined || offered === undefined
      ? undefined
      : { expiring: idOf(expiring), offered: idOf(offered) };
  const all = [...read.values()];
  const wanted = { ...options, pair };
  if (!register) {
    const { comparisonReport } = await import('@sonae/assessment');
    return { report: comparisonReport(all, undefined, wanted), issues };
  }
  try {
    return { report: await context.comparer(all, await comparedCompany(register), wanted), issues };
  } catch (error) {
    throw error instanceof Busy ? refusal('BUSY') : error;
  }
});

/** The policies by the ids of the house, in the order asked for; throws the mistakes of all that cannot be read. */
async function readAll(context: OperationContext, tx: Tx, ids: readonly string[]) {
  const mine = and(eq(table.organisationId, context.access.organisation), isNull(table.deletedAt));
  const rows = await tx
    .select()
    .from(table)
    .where(and(mine, inArray(table.id, ids)));
  const issues: Issue[] = [];
  const read = new Map<string, Policy>();
  for (const id of ids) {
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) throw refusal('NOT_FOUND');
    const { policy, issues: found } = await readingOf(row.source, row.file, row.digest);
    issues.push(...found);
    if (!policy) continue;
    if ([...read.values()].some((other) => other.id === policy.id)) issues.push(SAME_ID(policy.id));
    read.set(id, policy);
  }
  if (hasErrors(issues)) throw invalid(issues);
  return { read, issues };
}

async function registerFor(context: OperationContext, tx: Tx, id: string): Promise<Company> {
  const { permissions } = context.access;
  if (!permissions.has('company.read') || !permissions.has('assessment.read')) throw refusal('FORBIDDEN');
  const company = (await present(context, tx, id)).document as Company;
  return permissions.has('personal.read') ? company : withoutPersonal(company);
}

const HALF_A_PAIR = mistake(
  'comparison.pair',
  'offered',
  {
    ja: '満期の証券と更新の証券は一緒に指定します。',
    en: 'An expiring policy is compared with an offered one.',
  },
  { ja: '両方を選ぶか、どちらも外してください。', en: 'Choose both, or neither.' },
);
const SAME_ID = (id: string): Issue =>
  mistake(
    'comparison.same-id',
    'policies',
    { ja: `「${id}」という id の証券が二つあります。`, en: `Two of the policies have the id ${id}.` },
    { ja: '一方の id に版を加えてください。', en: 'Add the edition to the id of one of them.' },
  );
