import type { Issue } from '@sonae/core';
import type { Policy } from '@sonae/policy';
import type { Company } from '@sonae/register';
import type { Tx } from '@sonae/store';
import { findCompany, policiesOf, withoutPersonal } from '../house/stored.ts';
import type { CaseRow } from './case-log.ts';

/** The company a case is about: its register without persons, and those of its policies that are here and can be read. */
export type CaseCompany = {
  readonly id: string;
  readonly name: string;
  readonly register: Company;
  readonly policies: readonly Policy[];
  readonly issues: readonly Issue[];
};

/** The row of it; undefined where the case names no company, or it was removed since. */
export async function standingCompany(tx: Tx, { companyId, organisationId }: CaseRow) {
  const row = companyId === null ? undefined : await findCompany(tx, companyId, organisationId);
  return row?.deletedAt ? undefined : row;
}

/** The company of a case, read; undefined like {@link standingCompany}. */
export async function companyOf(tx: Tx, of: CaseRow): Promise<CaseCompany | undefined> {
  const row = await standingCompany(tx, of);
  if (!row) return undefined;
  const register = withoutPersonal(row.document as Company);
  const { policies, issues } = await policiesOf(tx, register);
  return { id: row.id, name: row.name, register, policies: policies.map(({ policy }) => policy), issues };
}
