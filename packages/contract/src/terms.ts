import { compareIds } from '@sonae/core';
import { type Assembler, type Instruction, KEY, type Reason, TERM } from '@sonae/engine';
import { heads } from '@sonae/knowledge';
import { slotOf } from '@sonae/loss';
import type { Liability } from './liability.ts';

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
