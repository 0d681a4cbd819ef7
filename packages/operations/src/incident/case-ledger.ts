import type { CaseRoom } from '@sonae/incident/case';
import { type Ledger, type LinePosition, ledgerWarnings, positionOf } from '@sonae/incident/ledger';
import { liabilityFacts } from '@sonae/incident/liability';
import type { Policy } from '@sonae/policy';
import { policyName } from '../house/stored.ts';
import type { CaseCompany } from './case-company.ts';

/** The ledger of a case; a company that keeps its books without consumption tax deducts it, so amounts count without. */
export function ledgerOf(room: CaseRoom, company: CaseCompany | undefined): Ledger {
  return {
    case: 'case',
    facts: company ? liabilityFacts(room, company.register).event : {},
    counts: company?.register.taxBasis === 'included' ? 'included' : 'excluded',
    lines: room.ledger,
  };
}

/** The ledger against the policies of the company: lines, totals, what had better wait. */
export function ledgerView(room: CaseRoom, company: CaseCompany | undefined) {
  const policies = company?.policies ?? [];
  const kept = ledgerOf(room, company);
  const { result: _, lines, ...totals } = positionOf(kept, policies);
  return {
    lines: kept.lines,
    position: { ...totals, lines: lines.map((line) => withName(line, policies)) },
    warnings: ledgerWarnings(kept, policies),
  };
}

/** The line with the part that pays it by its name. */
export function withName(line: LinePosition, policies: readonly Policy[]) {
  const policy = policies.find(({ id }) => id === line.cover?.policy);
  const part = policy?.parts.find(({ id }) => id === line.cover?.part);
  return policy && part
    ? { ...line, coverName: [policyName(policy), part.name].filter(Boolean).join(' ') }
    : line;
}
