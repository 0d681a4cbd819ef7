import { settleYen, withoutTax, type Yen } from '@sonae/core';
import { eventOf, type LossEvent } from '@sonae/policy';
import type { ClaimLine, CostLine, Ledger, LedgerLine, RecourseLine } from './line.ts';

/** The ledger as the event that policies pay for, and which of its lines is which of the ledger's. */
export type LedgerEvent = {
  readonly event: LossEvent;
  /** Line of the ledger by the line of the event, `costs[3]` → its id. */
  readonly byEventLine: ReadonlyMap<string, string>;
};

/** The amount of a line before tax is looked at: for a claim what was settled, else assessed, else claimed. */
export function amountNow(line: LedgerLine): Yen {
  if (line.kind !== 'claim') return line.amount;
  return line.settled?.amount ?? line.assessed ?? line.amount;
}

/** What of a line meets the policies, by the ledger's side of consumption tax. */
export function countedYen(line: LedgerLine, counts: Ledger['counts']): Yen {
  const amount = amountNow(line);
  if (line.taxBasis === 'exempt' || line.taxBasis === counts) return amount;
  if (line.taxPpm === undefined) throw new RangeError(`${line.id} has a tax basis and no rate`);
  return counts === 'excluded'
    ? withoutTax(amount, 'included', line.taxPpm)
    : settleYen((amount * (1_000_000 + line.taxPpm)) / 1_000_000);
}

/** The event of a ledger. Recourse counts once it was received; what is only hoped for lowers no loss. */
export function ledgerEvent({ facts, lines, counts, case: id }: Ledger): LedgerEvent {
  const byEventLine = new Map<string, string>();
  const costs = lines.filter((line) => line.kind === 'cost');
  for (const [i, line] of costs.entries()) byEventLine.set(`costs[${i}]`, line.id);
  const claims = [
    ...Map.groupBy(
      lines.filter((line) => line.kind === 'claim'),
      (line) => line.claim,
    ),
  ];
  for (const [c, [, components]] of claims.entries())
    for (const [i, line] of components.entries()) byEventLine.set(`claims[${c}].components[${i}]`, line.id);
  const received = lines.filter(
    (line) => line.kind === 'recourse' && line.state === 'paid',
  ) as RecourseLine[];
  const row = {
    id,
    ...facts,
    costs: costs.map((line) => costRow(line, counts)),
    claims: claims.map(([claim, components]) => claimRow(claim, components, counts)),
    recoveries: received.map((line) => ({
      ...(line.party !== undefined && { from: line.party }),
      amount: countedYen(line, counts),
      ...(line.heads && { heads: line.heads }),
    })),
  };
  return { event: eventOf(row), byEventLine };
}

function costRow(line: CostLine, counts: Ledger['counts']) {
  return stated({
    head: line.head,
    amount: countedYen(line, counts),
    at: line.at,
    consent: line.consent.kind,
    outsourced: line.outsourced,
    units: line.units,
    unit: line.unit,
    claim: line.claim,
  });
}

function claimRow(id: string, components: readonly ClaimLine[], counts: Ledger['counts']) {
  const [first] = components;
  return stated({
    id,
    claimant: first.claimant,
    kind: components.every(({ settled }) => settled) ? 'settlement' : 'demand',
    forum: first.forum,
    madeAt: first.madeAt,
    components: components.map((line) =>
      stated({
        head: line.head,
        amount: countedYen(line, counts),
        contractualOnly: line.contractualOnly,
        liableWithoutContract: line.liableWithoutContract,
        kind: line.componentKind,
      }),
    ),
  });
}

/** Without what nobody has stated: missing is unknown, not undefined. */
function stated<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
}
