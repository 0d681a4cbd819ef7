import { compareIds } from '@sonae/core';
import { type Assembler, type Instruction, KEY, type Reason, TERM } from '@sonae/engine';
import { heads } from '@sonae/knowledge';
import { slotOf } from '@sonae/loss';
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

function leastProtective(a: Liability, b: Liability): Liability {
  const larger = (x: number | undefined, y: number | undefined) =>
    x === undefined || y === undefined ? undefined : Math.max(x, y);
  const anyPerYear = a.capPerYear !== undefined || b.capPerYear !== undefined;
  return {
    contract: `${a.contract}+${b.contract}`,
    capPerClaim: anyPerYear ? undefined : larger(a.capPerClaim, b.capPerClaim),
    capPerYear: anyPerYear ? larger(a.capPerYear ?? a.capPerClaim, b.capPerYear ?? b.capPerClaim) : undefined,
    penalty:
      a.penalty && b.penalty
        ? a.penalty.yen >= b.penalty.yen
          ? a.penalty
          : b.penalty
        : (a.penalty ?? b.penalty),
    excludedHeads: a.excludedHeads.filter((head) => b.excludedHeads.includes(head)),
    brokenBy: [...new Set([...a.brokenBy, ...b.brokenBy])].sort(),
  };
}

/** Columns of the partner table that contracts fill. A negative amount means the term does not exist. */
const COLUMN = {
  penalty: 0,
  penaltyBesides: 1,
  replacedBy: 2,
  capPerClaim: 3,
  capPerYear: 4,
  broken: 5,
} as const;
const FIRST_HEAD_COLUMN = 6;
const NONE = -1;

export type ContractTerms = {
  /** One row a partner, in the order of the model's partners. */
  readonly partners: readonly (readonly number[])[];
  /** Writes the claim and contract stages. */
  readonly write: (assembler: Assembler) => void;
};

/**
 * Contracts as terms: agreed penalties complete the claims, then exclusions and caps relieve.
 *
 * @param partners ids and counts of the partners, in the order of the model
 * @param factBit bit of an event fact in the flags
 */
export function contractTerms(
  byPartner: ReadonlyMap<string, Liability>,
  partners: readonly { readonly id: string; readonly count: number }[],
  factBit: (fact: string) => number,
): ContractTerms {
  const excluded = [...new Set([...byPartner.values()].flatMap((l) => l.excludedHeads))].sort(compareIds);
  const rows = partners.map(({ id, count }) => partnerRow(byPartner.get(id), count, excluded, factBit));
  return {
    partners: rows,
    write: (assembler) => {
      const set = (ids: readonly string[]) => assembler.set(ids.map((head) => slotOf(head, 'client')));
      const penaltySet = set(['liquidated_damages']);
      const damages = set(CLIENT_HEADS.filter((head) => head !== 'liquidated_damages'));
      const everything = set(CLIENT_HEADS);
      const all = assembler.set('all');
      assembler.stage('claim', 'penalty', (part) =>
        part('penalty', { set: all }, [
          { op: TERM.penalty, set: damages, second: penaltySet, amountColumn: COLUMN.penalty },
          {
            op: TERM.penalty,
            set: damages,
            second: penaltySet,
            amountColumn: COLUMN.penaltyBesides,
            mode: 1,
          },
        ]),
      );
      const term = (reason: Reason['id'], instruction: Omit<Instruction, 'reason'>): Instruction => ({
        liftedColumn: COLUMN.broken,
        ...instruction,
        reason: assembler.reason({ id: reason }),
      });
      assembler.stage('contract', 'contracts', (part) =>
        part('contracts', { set: all }, [
          term('penalty_replaces', {
            op: TERM.limit,
            set: everything,
            key: KEY.claim,
            amountColumn: COLUMN.replacedBy,
            liftedColumn: -1,
          }),
          ...excluded.map((head, i) =>
            term('contract_excluded', {
              op: TERM.strike,
              set: set([head]),
              key: KEY.claim,
              amountColumn: FIRST_HEAD_COLUMN + i,
            }),
          ),
          term('contract_cap', {
            op: TERM.limit,
            set: everything,
            key: KEY.claim,
            amountColumn: COLUMN.capPerClaim,
          }),
          term('contract_cap', {
            op: TERM.limit,
            set: everything,
            key: KEY.partner,
            amountColumn: COLUMN.capPerYear,
            cell: assembler.cell({ life: 'period', key: KEY.partner, name: 'contract cap' }),
          }),
        ]),
      );
    },
  };
}

/** Heads a contract partner can claim. */
const CLIENT_HEADS = heads
  .map((head) => head.id)
  .filter((id) => id.startsWith('partner_') || id === 'liquidated_damages');

function partnerRow(
  liability: Liability | undefined,
  count: number,
  excluded: readonly string[],
  factBit: (fact: string) => number,
): number[] {
  const row = new Array<number>(FIRST_HEAD_COLUMN + excluded.length).fill(NONE);
  row[COLUMN.broken] = 0;
  if (!liability) return row;
  const { penalty } = liability;
  if (penalty?.mode === 'adds') row[COLUMN.penaltyBesides] = penalty.yen;
  else if (penalty) row[COLUMN.penalty] = penalty.yen;
  if (penalty?.mode === 'replaces') row[COLUMN.replacedBy] = penalty.yen;
  // Firms of one row have a contract each, so a yearly cap of one firm cannot be used up by another.
  const sharedByYear = count === 1;
  row[COLUMN.capPerClaim] = liability.capPerClaim ?? (sharedByYear ? NONE : (liability.capPerYear ?? NONE));
  row[COLUMN.capPerYear] = sharedByYear ? (liability.capPerYear ?? NONE) : NONE;
  row[COLUMN.broken] = liability.brokenBy.reduce((mask, fact) => mask | (1 << factBit(fact)), 0);
  excluded.forEach((head, i) => {
    if (liability.excludedHeads.includes(head)) row[FIRST_HEAD_COLUMN + i] = 0;
  });
  return row;
}
