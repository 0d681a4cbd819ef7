import { pay } from '../evaluate/pay.ts';
import type { LossEvent } from '../event/event.ts';
import type { Policy } from '../schema/index.ts';
import { bothAnswers, paidEvaluated, randomCase } from './differential.ts';
import { type Dice, diceOf } from './random.ts';

/** What must hold of any policies and any events, each for one seed; the answer is what is wrong, or undefined. */
export const PROPERTIES: Readonly<Record<string, (seed: number) => string | undefined>> = {
  'the evaluator and the compiled programme agree to the yen': (seed) => {
    const { evaluated, compiled } = bothAnswers(seed);
    return JSON.stringify(evaluated) === JSON.stringify(compiled)
      ? undefined
      : `${JSON.stringify(evaluated)} ≠ ${JSON.stringify(compiled)}`;
  },

  'no line is paid less than nothing or more than its loss, and paid and kept add up to the loss': (seed) => {
    const { policies, history } = randomCase(seed);
    const result = pay(policies, history.events);
    const byLine = new Map<string, number>();
    for (const { lines, paid } of result.parts) {
      if (lines.reduce((sum, line) => sum + line.paid, 0) !== paid)
        return 'the spread does not sum to the payment';
      for (const line of lines) {
        if (line.paid < 0) return `${line.id} is paid ${line.paid}`;
        byLine.set(`${line.event}/${line.id}`, (byLine.get(`${line.event}/${line.id}`) ?? 0) + line.paid);
      }
    }
    const losses = new Map<string, number>();
    for (const event of history.events)
      for (const line of event.lines) {
        // A loss over hours is several lines of one name.
        const key = `${event.id}/${line.id}`;
        losses.set(key, (losses.get(key) ?? 0) + line.amount);
      }
    // Each payment rounds its own share of a line.
    for (const [key, loss] of losses)
      if ((byLine.get(key) ?? 0) > loss + policies.length - 1)
        return `${key} of ${loss} is paid ${byLine.get(key)}`;
    const kept = result.kept.reduce((sum, { yen }) => sum + yen, 0);
    return kept + result.total === result.loss ? undefined : `${kept} + ${result.total} ≠ ${result.loss}`;
  },

  'the range holds what is presumed': (seed) => {
    const { policies, history } = randomCase(seed);
    const { range, presumed, unknown } = pay(policies, history.events);
    if (range[0] > presumed || presumed > range[1]) return `${presumed} is outside ${range}`;
    return unknown.length === 0 && range[0] !== range[1] ? `nothing is unknown, but ${range}` : undefined;
  },

  'raising a limit never lowers what a policy pays over the period': (seed) =>
    compareTotals(
      seed,
      (policy, dice) => {
        const nodes = Object.values(policy.limits).filter((node) => typeof node.amount === 'number');
        const node = dice.pick(nodes);
        // The whole tree above it rises as well, as it must stay above.
        const more = 1 + dice.below(10_000);
        for (const one of nodes)
          if (one === node || (one.amount as number) >= (node.amount as number))
            one.amount = (one.amount as number) + more;
      },
      (before, after, slack) => after >= before - slack,
    ),

  'raising a retention never raises what a policy pays over the period': (seed) =>
    compareTotals(
      seed,
      (policy, dice) => {
        for (const part of policy.parts)
          for (const one of [part.retention ?? []].flat())
            if (typeof one.amount === 'number') one.amount += dice.below(3_000);
      },
      (before, after, slack) => after <= before + slack,
    ),

  'the order of rows never matters': (seed) => {
    const { policies, history } = randomCase(seed);
    const dice = diceOf(seed + 1);
    const events = dice.shuffled(history.events.map((event) => shuffledLines(event, dice)));
    const key = (paid: number[][], of: readonly LossEvent[]) =>
      JSON.stringify(paid.map((byEvent) => of.map((event, i) => [event.id, byEvent[i]]).sort()));
    const before = key(paidEvaluated(policies, history), history.events);
    const after = key(paidEvaluated(policies, { events }), events);
    return before === after ? undefined : `${before} ≠ ${after}`;
  },

  'a line of nothing changes nothing': (seed) => {
    const { policies, history } = randomCase(seed);
    const events = history.events.map((event) => ({
      ...event,
      lines: event.lines.flatMap((line) => [line, { ...line, id: `${line.id}/0`, amount: 0 }]),
    }));
    const [before, after] = [paidEvaluated(policies, history), paidEvaluated(policies, { events })];
    return JSON.stringify(before) === JSON.stringify(after) ? undefined : `${before} ≠ ${after}`;
  },
};

function shuffledLines(event: LossEvent, dice: Dice): LossEvent {
  return { ...event, lines: dice.shuffled(event.lines) };
}

/**
 * What one policy pays over the period before and after a change. Several policies break the rule by themselves, see
 * Y31: what one policy saves on one loss, a limit it shares still has for another, or goes to other heads, and a second
 * policy steps in for the first.
 *
 * Each payment is rounded down by itself, so a change that moves money from one payment to another may cost up to a yen
 * for each payment; nothing more is allowed.
 */
function compareTotals(
  seed: number,
  change: (policy: Policy, dice: Dice) => void,
  holds: (before: number, after: number, slack: number) => boolean,
): string | undefined {
  const { policies: all, history } = randomCase(seed, true);
  const policies = all.slice(0, 1);
  const changed = structuredClone(policies);
  const dice = diceOf(seed + 1);
  change(dice.pick(changed), dice);
  const total = (of: readonly Policy[]) =>
    paidEvaluated(of, history)
      .flat()
      .reduce((sum, yen) => sum + yen, 0);
  const slack = policies.reduce((sum, policy) => sum + policy.parts.length, 0) * history.events.length;
  const [before, after] = [total(policies), total(changed)];
  return holds(before, after, slack) ? undefined : `${before} → ${after}`;
}
