import { spreadYen } from '@sonae/core';
import { reinstatementPremium } from '@sonae/engine';
import type { LossEvent } from '../event/event.ts';
import type { Policy, TermSource } from '../schema/index.ts';
import type { Reason, ReasonId } from './gate.ts';
import type { Account } from './ledger.ts';
import { isBitten, type Range, rangeOf } from './range.ts';
import { type Outcome, type Prepared, runTurns } from './run.ts';
import { turnsOf } from './turns.ts';
import { uninsuredReasons } from './uninsured.ts';
import type { TraceStep } from './work.ts';

/** What policies pay for events: calculated from the facts stated. */
export type PayResult = {
  /** Whole yen; what the policies pay where unknown facts are presumed by the burden of proof. */
  readonly total: number;
  /** Lowest and highest payment over all unknown facts. */
  readonly range: readonly [number, number];
  readonly presumed: number;
  readonly loss: number;
  readonly parts: readonly PaidPart[];
  /** Why each yen stays with the insured; `kept` and `total` add up to the loss. */
  readonly kept: readonly Kept[];
  /** Facts that would narrow the range. */
  readonly unknown: readonly string[];
  readonly trace: readonly TraceStep[];
  readonly events: readonly PaidEvent[];
  readonly rangeKind: Range['kind'];
  readonly coinsurers?: readonly {
    readonly policy: string;
    readonly insurer: string;
    readonly yen: number;
  }[];
  readonly reinstatementPremiums?: readonly {
    readonly policy: string;
    readonly limit: string;
    readonly yen: number;
  }[];
};

export type PaidPart = {
  readonly id: string;
  readonly policy: string;
  readonly paid: number;
  readonly lines: readonly PaidLine[];
};

export type PaidLine = {
  readonly id: string;
  readonly event: string;
  readonly head: string;
  readonly claimant?: string;
  readonly loss: number;
  readonly paid: number;
};

export type Kept = {
  readonly reason: ReasonId;
  readonly yen: number;
  readonly clause: string;
  readonly policy?: string;
  readonly part?: string;
  readonly source?: TermSource;
};

export type PaidEvent = {
  readonly id: string;
  readonly name?: string;
  readonly loss: number;
  readonly total: number;
  readonly range: readonly [number, number];
};

/**
 * What policies pay for the events of one period, to the yen, with the range over what nobody has stated.
 *
 * @param policies in the order they pay: primary first
 */
export function pay(policies: readonly Policy[], events: readonly LossEvent[]): PayResult {
  const prepared: Prepared[] = policies.map((policy) => ({
    policy,
    turns: turnsOf(policy, events, new Map()),
  }));
  const trace: TraceStep[] = [];
  const outcome = runTurns(events, prepared, (gate) => isBitten(gate, () => gate.answer.presumed), trace);
  const range = rangeOf(policies, events, prepared, outcome);
  const total = outcome.payments.reduce((sum, { yen }) => sum + yen, 0);
  const loss = sum(events.map(lossOf));
  const coinsurers = policies.flatMap((policy) => sharesOf(policy, outcome));
  const reinstatementPremiums = policies.flatMap((policy) => reinstatementsOf(policy, outcome));
  return {
    total,
    range: [range.low, range.high],
    presumed: total,
    loss,
    parts: prepared.flatMap(({ policy }) => partsOf(policy, outcome)),
    kept: keptOf(events, outcome, uninsuredReasons(policies)),
    unknown: unknownOf(prepared),
    trace,
    events: events.map((event, place) => ({
      id: event.id,
      name: event.name,
      loss: lossOf(event),
      total: sum(outcome.payments.filter((one) => one.place === place).map(({ yen }) => yen)),
      range: [range.byEvent[place].low, range.byEvent[place].high],
    })),
    rangeKind: range.kind,
    ...(coinsurers.length > 0 && { coinsurers }),
    ...(reinstatementPremiums.length > 0 && { reinstatementPremiums }),
  };
}

/** The turns of the policies, in the order they pay. */
export function prepare(policies: readonly Policy[], events: readonly LossEvent[]): Prepared[] {
  return policies.map((policy) => ({ policy, turns: turnsOf(policy, events, new Map()) }));
}

/** What comes of it where unknown facts are presumed by the burden of proof. */
export function presumed(
  events: readonly LossEvent[],
  prepared: readonly Prepared[],
  trace?: TraceStep[],
): Outcome {
  return runTurns(events, prepared, (gate) => isBitten(gate, () => gate.answer.presumed), trace);
}

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

const lossOf = (event: LossEvent): number => sum(event.lines.map((line) => line.amount));

/** Payments by part, each spread over its lines to the yen in proportion to what was paid of them. */
function partsOf(policy: Policy, { payments, accounts }: Outcome): PaidPart[] {
  return policy.parts.map((part) => {
    const made = payments.filter((one) => one.policy === policy.id && one.part === part.id);
    const lines = made.flatMap((payment) => {
      const shares = accounts.flatMap((account) => {
        const found = account.paid.find((one) => one.payment === payment);
        return found ? [{ account, amount: found.amount }] : [];
      });
      const yen = spreadYen(
        payment.yen,
        shares.map(({ amount }) => amount),
      );
      return shares.map(({ account }, i) => paidLine(account, yen[i]));
    });
    const paid = sum(made.map(({ yen }) => yen));
    return { id: part.id, policy: policy.id, paid, lines: merged(lines) };
  });
}

/** Stretches of one loss, and several payments for one line, as one line of the file. */
function merged(lines: readonly PaidLine[]): PaidLine[] {
  const byId = new Map<string, PaidLine>();
  for (const line of lines) {
    const key = `${line.event}/${line.id}`;
    const known = byId.get(key);
    byId.set(key, known ? { ...known, loss: known.loss + line.loss, paid: known.paid + line.paid } : line);
  }
  return [...byId.values()];
}

function paidLine({ event, line }: Account, paid: number): PaidLine {
  return { id: line.id, event: event.id, head: line.word, claimant: line.claimant, loss: line.amount, paid };
}

/**
 * What each event keeps, by reason: the cuts of each line scaled to what is left of it, then settled so that the reasons
 * of an event and its payments add up to its loss.
 */
function keptOf(
  events: readonly LossEvent[],
  { accounts, payments }: Outcome,
  whyUninsured: (account: Account) => Reason,
): Kept[] {
  const all = new Map<string, { reason: Reason; yen: number }>();
  events.forEach((event, place) => {
    const own = new Map<string, { reason: Reason; amount: number }>();
    const add = (reason: Reason, amount: number) => {
      const key = [reason.id, reason.policy, reason.part, reason.clause].join('/');
      const known = own.get(key);
      if (known) known.amount += amount;
      else own.set(key, { reason, amount });
    };
    let received = 0;
    for (const account of accounts.filter((one) => one.place === place)) {
      for (const { yen } of account.received) received += yen;
      for (const { reason, amount } of cutsOf(account, whyUninsured)) add(reason, amount);
    }
    const paid = sum(payments.filter((one) => one.place === place).map(({ yen }) => yen));
    const reasons = [...own.values()];
    const yen = spreadYen(
      lossOf(event) - paid - received,
      reasons.map(({ amount }) => amount),
    );
    const whole = reasons.map(({ reason }, i) => ({ reason, yen: yen[i] }));
    for (const account of accounts) if (account.place === place) whole.push(...account.received);
    for (const { reason, yen } of whole) {
      const key = [reason.id, reason.policy, reason.part, reason.clause].join('/');
      const known = all.get(key);
      if (known) known.yen += yen;
      else all.set(key, { reason, yen });
    }
  });
  return [...all.values()]
    .filter(({ yen }) => yen > 0)
    .map(({ reason: { id, clause, policy, part, source }, yen }) => ({
      reason: id,
      yen,
      clause,
      policy,
      part,
      source,
    }));
}

/** What keeps a line from being paid in full, scaled to what is left of it. */
function cutsOf(
  account: Account,
  whyUninsured: (account: Account) => Reason,
): { reason: Reason; amount: number }[] {
  const { left, cuts, paid } = account;
  if (left <= 0) return [];
  const all = [...cuts.values()].filter(({ amount }) => amount > 0);
  const explained = sum(all.map(({ amount }) => amount));
  if (explained > 0)
    return all.map(({ reason, amount }) => ({ reason, amount: (amount * left) / explained }));
  const reason: Reason = paid.length > 0 ? { id: 'rounding', clause: 'rounding' } : whyUninsured(account);
  return [{ reason, amount: left }];
}

/** Facts that decide any open question, each once. */
function unknownOf(prepared: readonly Prepared[]): string[] {
  const facts = prepared.flatMap(({ turns }) =>
    turns.flatMap(({ gates }) =>
      gates.flatMap(({ answer }) => (answer.truth === 'unknown' ? answer.deciding : [])),
    ),
  );
  return [...new Set(facts)].sort();
}

/** What each co-insurer (共同保険会社) bears of what the policy pays. */
function sharesOf(policy: Policy, { payments }: Outcome) {
  if (!policy.coinsurers) return [];
  const paid = sum(payments.filter((one) => one.policy === policy.id).map(({ yen }) => yen));
  const yen = spreadYen(
    paid,
    policy.coinsurers.map(({ share }) => share),
  );
  return policy.coinsurers.map(({ insurer }, i) => ({ policy: policy.id, insurer, yen: yen[i] }));
}

/** Additional premiums for limits that are filled up again (復元保険料). */
function reinstatementsOf(policy: Policy, { payments }: Outcome) {
  return Object.entries(policy.limits).flatMap(([limit, node]) => {
    const { reinstatements } = node;
    if (!reinstatements?.costs || typeof node.amount !== 'number' || !policy.premium) return [];
    const used = sum(
      payments
        .filter((one) => one.policy === policy.id && partUses(policy, one.part, limit))
        .map(({ yen }) => yen),
    );
    const costs = reinstatements.costs.slice(0, reinstatements.times);
    const premium = reinstatementPremium(used, {
      limit: node.amount,
      premium: policy.premium.amount,
      costs,
      partial: 'own',
    });
    return [{ policy: policy.id, limit, yen: Math.floor(premium) }];
  });
}

function partUses(policy: Policy, partId: string, limit: string): boolean {
  return policy.parts.some((part) => part.id === partId && part.order.includes(`limit.${limit}`));
}
