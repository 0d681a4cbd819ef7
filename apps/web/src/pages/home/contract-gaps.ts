import type { Company, Contract } from '@sonae/register';
import { nameOf } from './deadlines.ts';

/**
 * What a contract leaves open, worst first: we owe without a limit; nobody knows whether there is one; a penalty comes on top;
 * the one who works for us owes less than a bad year costs; nobody has to tell us, or we do not know by when to tell.
 */
export const GAP_KINDS = ['no-cap', 'cap-unknown', 'penalty-adds', 'low-cap', 'no-notice'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export type ContractGap = {
  readonly contract: string;
  readonly title: string;
  readonly partner: string;
  readonly clause?: string;
  readonly kind: GapKind;
  /** The amount it is about: a penalty, or how far a cap falls short. */
  readonly yen?: number;
};

/** @param badYear the gross loss of the 1-in-100 year, to hold caps of those who work for us against */
export function contractGaps(company: Company, badYear: number | undefined): ContractGap[] {
  const found = (company.contracts ?? []).flatMap((contract) => {
    const { id, partner, title, clause } = contract;
    const name = nameOf(company, partner);
    const about = { contract: id, title: title ?? name, partner: name, clause };
    return gapsOf(contract, badYear).map((gap) => ({ ...about, ...gap }));
  });
  const rank = ({ kind }: ContractGap) => GAP_KINDS.indexOf(kind);
  return found.sort(
    (a, b) => rank(a) - rank(b) || (b.yen ?? 0) - (a.yen ?? 0) || (a.contract < b.contract ? -1 : 1),
  );
}

type Found = { readonly kind: GapKind; readonly yen?: number };

function gapsOf(contract: Contract, badYear: number | undefined): Found[] {
  const { side, cap, penalty, noticeHours } = contract;
  const gaps: Found[] = [];
  if (side === 'we_supply') {
    if (cap?.kind === 'none') gaps.push({ kind: 'no-cap' });
    if (cap === undefined || cap.kind === 'unknown') gaps.push({ kind: 'cap-unknown' });
    if (penalty?.mode === 'adds') gaps.push({ kind: 'penalty-adds', yen: penalty.yen });
  } else {
    const most = capInYen(contract);
    if (most !== undefined && badYear !== undefined && most < badYear)
      gaps.push({ kind: 'low-cap', yen: badYear - most });
  }
  if (noticeHours === undefined) gaps.push({ kind: 'no-notice' });
  return gaps;
}

/** The most the other side owes, where the contract says so. */
function capInYen({ cap, yearlyFeeYen }: Contract): number | undefined {
  if (cap?.kind === 'amount') return cap.yen;
  if (typeof yearlyFeeYen !== 'number') return undefined;
  if (cap?.kind === 'fee') return yearlyFeeYen;
  return cap?.kind === 'fee_multiple' ? Math.floor(yearlyFeeYen * (cap.times ?? 1)) : undefined;
}
