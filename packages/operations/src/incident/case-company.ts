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

/** Undefined where the case names no company, or it was removed since. */
export async function companyOf(
  tx: Tx,
  { companyId, organisationId }: CaseRow,
): Promise<CaseCompany | undefined> {
  if (companyId === null) return undefined;
  const row = await findCompany(tx, companyId, organisationId);
  if (!row || row.deletedAt) return undefined;
  const register = withoutPersonal(row.document as Company);
  const { policies, issues } = await policiesOf(tx, register);
  return { id: row.id, name: row.name, register, policies: policies.map(({ policy }) => policy), issues };
}
