import type { PartnerExposure } from '@sonae/assessment';
import { type ContractNote, type Liability, liabilities } from '@sonae/contract';
import { headOf } from '@sonae/knowledge';
import type { Company, Contract, Partner } from '@sonae/register';

/** A contract as a line of the list. */
export type ContractRow = {
  readonly contract: Contract;
  readonly partner: Partner | undefined;
  /** In yen where it can be known. */
  readonly cap: Cap;
  readonly notes: readonly ContractNote['code'][];
};

/** The cap of a contract, resolved to yen where it can be. */
export type Cap =
  | { readonly kind: 'amount'; readonly yen: number; readonly per?: 'claim' | 'year' }
  | { readonly kind: 'none' | 'unknown' | 'theirs' };

/** The contracts in the order of the register. */
export function contractRows(company: Company): ContractRow[] {
  const partners = new Map((company.partners ?? []).map((partner) => [partner.id, partner]));
  return (company.contracts ?? []).map((contract) => {
    // Each by itself: what several contracts with one partner come to together is the exposure's business.
    const { byPartner, notes } = liabilities({ ...company, contracts: [contract] });
    return {
      contract,
      partner: partners.get(contract.partner),
      cap: capOf(contract, byPartner.get(contract.partner)),
      notes: notes.map(({ code }) => code),
    };
  });
}

function capOf({ side, cap }: Contract, liability: Liability | undefined): Cap {
  if (side === 'we_buy' || !liability) return { kind: 'theirs' };
  const yen = liability.capPerClaim ?? liability.capPerYear;
  if (yen !== undefined)
    return { kind: 'amount', yen, per: liability.capPerYear === undefined ? cap?.per : 'year' };
  return { kind: cap?.kind === 'none' ? 'none' : 'unknown' };
}

/** Why a partner's claims stay with us. */
export type GapReason = 'no-contract' | 'no-cap' | 'cap-unknown' | 'broken' | 'penalty-adds' | 'within-cap';

/** A partner towards whom money stays, and why. */
export type ContractGap = {
  readonly partner: string;
  readonly name: string;
  readonly contracts: readonly Contract[];
  readonly claimed: number;
  readonly owed: number;
  readonly probability: number;
  readonly reasons: readonly GapReason[];
};

/** The worst gaps: what is left to pay to a partner after the contracts, largest first. */
export function contractGaps(
  company: Company,
  exposures: readonly PartnerExposure[],
  most = 10,
): ContractGap[] {
  const rows = contractRows(company).filter(({ contract }) => contract.side === 'we_supply');
  return exposures
    .filter(({ owed }) => owed > 0)
    .slice(0, most)
    .map(({ partner, claimed, owed, probability }) => {
      const own = rows.filter(({ contract }) => contract.partner === partner);
      const name = company.partners?.find(({ id }) => id === partner)?.name ?? partner;
      return {
        partner,
        name,
        contracts: own.map(({ contract }) => contract),
        claimed,
        owed,
        probability,
        reasons: reasonsOf(own),
      };
    });
}

function reasonsOf(rows: readonly ContractRow[]): GapReason[] {
  if (rows.length === 0) return ['no-contract'];
  const reasons = new Set<GapReason>();
  for (const { cap, contract, notes } of rows) {
    if (cap.kind === 'none') reasons.add('no-cap');
    if (cap.kind === 'unknown') reasons.add('cap-unknown');
    if (cap.kind === 'amount' && ((contract.brokenBy?.length ?? 0) > 0 || notes.includes('consumer')))
      reasons.add('broken');
    if (contract.penalty?.mode === 'adds') reasons.add('penalty-adds');
  }
  return reasons.size > 0 ? [...reasons] : ['within-cap'];
}

/** Names of heads, in the order they stand. */
export const headNames = (ids: readonly string[], language: 'ja' | 'en'): string[] =>
  ids.map((id) => headOf(id)?.[language] ?? id);
