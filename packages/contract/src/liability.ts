import { compareIds } from '@sonae/core';
import type { Company, Contract } from '@sonae/register';

/**
 * What a contract says of our liability towards its partner, in yen. Only contracts in which we supply count: in the
 * others the partner is liable to us.
 */
export type Liability = {
  readonly contract: string;
  readonly clause?: string;
  /** Most we owe for one claim, and for a year; undefined where there is no cap, or none that is known. */
  readonly capPerClaim?: number;
  readonly capPerYear?: number;
  readonly penalty?: { readonly yen: number; readonly mode: 'replaces' | 'minimum' | 'adds' };
  readonly excludedHeads: readonly string[];
  /** What breaks the cap and the exclusions. */
  readonly brokenBy: readonly ('intent' | 'gross_negligence')[];
};

/** Something a reader of the figures must know about a contract, for a lawyer to look at (要弁護士確認). */
export type ContractNote = {
  readonly contract: string;
  readonly code: 'cap-unknown' | 'fee-unknown' | 'consumer';
};

/** Liability by partner id. Where several contracts bind one partner, the least protective counts. */
export function liabilities(company: Company): { byPartner: Map<string, Liability>; notes: ContractNote[] } {
  const byPartner = new Map<string, Liability>();
  const notes: ContractNote[] = [];
  const contracts = (company.contracts ?? []).filter((contract) => contract.side === 'we_supply');
  for (const contract of contracts.toSorted((a, b) => compareIds(a.id, b.id))) {
    const liability = liabilityOf(contract, notes);
    const other = byPartner.get(contract.partner);
    byPartner.set(contract.partner, other ? leastProtective(other, liability) : liability);
  }
  return { byPartner, notes };
}

function liabilityOf(contract: Contract, notes: ContractNote[]): Liability {
  const amount = capOf(contract, notes);
  const perYear = contract.cap?.per === 'year';
  const brokenBy = new Set(contract.brokenBy ?? []);
  if (contract.consumer === 'yes') {
    // 消費者契約法8条: towards a consumer a cap does not reach intent or gross negligence, whatever the contract says.
    brokenBy.add('intent').add('gross_negligence');
    notes.push({ contract: contract.id, code: 'consumer' });
  }
  return {
    contract: contract.id,
    clause: contract.clause,
    capPerClaim: perYear ? undefined : amount,
    capPerYear: perYear ? amount : undefined,
    penalty: contract.penalty && { yen: contract.penalty.yen, mode: contract.penalty.mode ?? 'replaces' },
    excludedHeads: contract.excludedHeads ?? [],
    brokenBy: [...brokenBy].sort(),
  };
}

/** The cap in yen; undefined where there is none or where it cannot be known. Unknown never relieves. */
function capOf(contract: Contract, notes: ContractNote[]): number | undefined {
  const { cap } = contract;
  if (cap === undefined || cap.kind === 'unknown') {
    notes.push({ contract: contract.id, code: 'cap-unknown' });
    return undefined;
  }
  if (cap.kind === 'none') return undefined;
  if (cap.kind === 'amount') return cap.yen;
  if (typeof contract.yearlyFeeYen !== 'number') {
    notes.push({ contract: contract.id, code: 'fee-unknown' });
    return undefined;
  }
  return Math.floor(contract.yearlyFeeYen * (cap.kind === 'fee_multiple' ? (cap.times ?? 1) : 1));
}

/** From the mode that relieves most to the one that costs most. */
const MODES = ['replaces', 'minimum', 'adds'] as const;

/** A penalty that replaces the damages of one contract is but their minimum where another contract leaves them open. */
function leastProtectivePenalty(a: Liability['penalty'], b: Liability['penalty']): Liability['penalty'] {
  const known = [a, b].filter((penalty) => penalty !== undefined);
  if (known.length === 0) return undefined;
  const open = known.length === 2 ? 'replaces' : 'minimum';
  const modes = [open, ...known.map(({ mode }) => mode)] as const;
  return {
    yen: Math.max(...known.map(({ yen }) => yen)),
    mode: MODES[Math.max(...modes.map((mode) => MODES.indexOf(mode)))],
  };
}

function leastProtective(a: Liability, b: Liability): Liability {
  const larger = (x: number | undefined, y: number | undefined) =>
    x === undefined || y === undefined ? undefined : Math.max(x, y);
  const anyPerYear = a.capPerYear !== undefined || b.capPerYear !== undefined;
  return {
    contract: `${a.contract}+${b.contract}`,
    capPerClaim: anyPerYear ? undefined : larger(a.capPerClaim, b.capPerClaim),
    capPerYear: anyPerYear ? larger(a.capPerYear ?? a.capPerClaim, b.capPerYear ?? b.capPerClaim) : undefined,
    penalty: leastProtectivePenalty(a.penalty, b.penalty),
    excludedHeads: a.excludedHeads.filter((head) => b.excludedHeads.includes(head)),
    brokenBy: [...new Set([...a.brokenBy, ...b.brokenBy])].sort(),
  };
}
