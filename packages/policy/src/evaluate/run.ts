import { settleYen } from '@sonae/core';
import type { LossEvent } from '../event/event.ts';
import { proRataOf } from '../pro-rata.ts';
import type { Policy } from '../schema/index.ts';
import type { Gate } from './gate.ts';
import { clauseOf } from './gate.ts';
import { type Account, openAccounts, type Payment } from './ledger.ts';
import { meetGates } from './meet-gates.ts';
import { meetTerms } from './steps.ts';
import type { Turn } from './turns.ts';
import { changeTogether, type Item, type Memory, shown, sumOf, type TraceStep } from './work.ts';

/** A policy with its turns; policies stand in the order they pay, primary first. */
export type Prepared = { readonly policy: Policy; readonly turns: readonly Turn[] };

/** What came of the events of a period. */
export type Outcome = { readonly accounts: readonly Account[]; readonly payments: readonly Payment[] };

/** A turn that has met its terms and waits to be paid. */
type Met = { readonly policy: Policy; readonly turn: Turn; readonly items: readonly Item[] };

/**
 * Runs the turns of all policies in their order.
 *
 * @param bites what to take for the answer of each gate
 * @param trace receives each step, where somebody wants to read them
 */
export function runTurns(
  events: readonly LossEvent[],
  prepared: readonly Prepared[],
  bites: (gate: Gate) => boolean,
  trace?: TraceStep[],
): Outcome {
  const insured = new Set(
    prepared.flatMap(({ turns }) => turns.flatMap(({ taken }) => taken.map(({ line }) => line))),
  );
  const accounts = openAccounts(events, (line) => insured.has(line));
  const byLine = new Map(accounts.map((account) => [account.line, account]));
  const memory: Memory = new Map();
  const payments: Payment[] = [];
  const met = (policy: Policy, turn: Turn): Met => ({
    policy,
    turn,
    items: meet(policy, turn, byLine, bites, memory, trace),
  });
  const settle = (one: Met) => payments.push(...pay(one, trace));

  const sharing = prepared.filter(({ policy }) => policy.otherInsurance === 'contribution');
  for (const one of prepared) {
    if (sharing.length > 1 && one === sharing[0]) {
      const all = sharing.flatMap(({ policy, turns }) => turns.map((turn) => met(policy, turn)));
      contribute(all);
      for (const made of all) settle(made);
    }
    if (sharing.length > 1 && sharing.includes(one)) continue;
    const later: Met[] = [];
    for (const turn of one.turns) {
      const made = met(one.policy, turn);
      if (proRataOf(one.policy, turn.part)) later.push(made);
      else settle(made);
    }
    shareProRata(later);
    for (const made of later) settle(made);
  }
  return { accounts, payments };
}

/** Takes the lines into the part, asks the gates, and meets the terms. */
function meet(
  policy: Policy,
  turn: Turn,
  byLine: ReadonlyMap<unknown, Account>,
  bites: (gate: Gate) => boolean,
  memory: Memory,
  trace: TraceStep[] | undefined,
): Item[] {
  const { part, event } = turn;
  const items = turn.taken.map(({ line, head }): Item => {
    const account = byLine.get(line) as Account;
    const amount = policy.otherInsurance === 'excess' ? account.left : account.owed;
    // The part that looks at a line last explains what is kept of it.
    if (amount > 0) account.cuts.clear();
    return { account, head, amount };
  });
  const heading = { event: event.id, policy: policy.id, part: part.id };
  const note =
    trace && ((step: Omit<TraceStep, keyof typeof heading>) => trace.push({ ...heading, ...step }));
  const sum = sumOf(items);
  note?.({ step: 'loss', clause: `parts.${part.id}`, source: part.src, before: sum, after: sum, left: sum });
  meetGates(items, turn.gates, bites, note);
  meetTerms({ items, memory, note, policy, part, event });
  return items;
}

/**
 * Settles what a turn pays, rounded down to whole yen once, and takes it off what is left: min(own liability,
 * loss − other payments). What a line cannot take itself is borne by the lines that have room.
 */
function pay({ policy, turn, items }: Met, trace: TraceStep[] | undefined): Payment[] {
  const live = items.filter((item) => item.amount > 0);
  const own = sumOf(live);
  const room = live.reduce((sum, item) => sum + item.account.left, 0);
  const direct = live.reduce((sum, item) => sum + Math.min(item.amount, item.account.left), 0);
  const sum = Math.min(own, room);
  const yen = settleYen(sum);
  const payment: Payment = {
    policy: policy.id,
    part: turn.part.id,
    event: turn.event.id,
    place: turn.place,
    yen,
  };
  const scale = sum > 0 ? yen / sum : 0;
  const rest = room > direct ? (sum - direct) / (room - direct) : 0;
  for (const { account, amount } of live) {
    const taken = Math.min(amount, account.left);
    const paid = (taken + (account.left - taken) * rest) * scale;
    account.left -= paid;
    account.paid.push({ payment, amount: paid });
  }
  trace?.push({
    event: turn.event.id,
    policy: policy.id,
    part: turn.part.id,
    step: 'pay',
    clause: own > room ? 'otherInsurance' : `parts.${turn.part.id}`,
    before: shown(own),
    after: yen,
    left: yen,
  });
  return yen > 0 ? [payment] : [];
}

/** Contribution (分担): where the own liabilities together exceed the loss of an event, each pays its share of the loss. */
function contribute(all: readonly Met[]): void {
  for (const place of new Set(all.map(({ turn }) => turn.place))) {
    const items = all.filter(({ turn }) => turn.place === place).flatMap((made) => made.items);
    const loss = [...new Set(items.filter((item) => item.amount > 0).map((item) => item.account))];
    const most = loss.reduce((sum, account) => sum + account.left, 0);
    changeTogether(items, (own) => Math.min(own, most), { id: 'other_insurance', clause: 'otherInsurance' });
  }
}

/** Yearly terms shared in proportion (按分): the total of the period is known only at its end. */
function shareProRata(later: readonly Met[]): void {
  const parts = new Set(later.map(({ turn }) => turn.part));
  for (const part of parts) {
    const made = later.filter(({ turn }) => turn.part === part);
    const { policy } = made[0];
    const terms = proRataOf(policy, part);
    if (!terms) continue;
    const items = made.flatMap((one) => one.items);
    const at = { policy: policy.id, part: part.id };
    changeTogether(items, (sum) => Math.max(0, sum - terms.deductible), {
      id: 'retention',
      ...at,
      clause: clauseOf(`parts.${part.id}.retention`, part.src),
    });
    const { src } = policy.limits[terms.node];
    changeTogether(items, (sum) => Math.min(sum, terms.limit), {
      id: 'limit',
      ...at,
      clause: clauseOf(`limits.${terms.node}`, src),
      source: src,
    });
  }
}
