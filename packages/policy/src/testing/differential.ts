import { prepare, presumed } from '../evaluate/pay.ts';
import type { Policy } from '../schema/index.ts';
import { paidCompiled } from './compiled.ts';
import { diceOf } from './random.ts';
import { type History, randomHistory } from './random-history.ts';
import { randomPolicy } from './random-policy.ts';

/** Random policies with a random history, from a seed. */
export function randomCase(seed: number, monotone = false): { policies: Policy[]; history: History } {
  const dice = diceOf(seed);
  const count = dice.oneIn(3) ? 2 : 1;
  const policies = Array.from({ length: count }, (_, i) => randomPolicy(dice, `p${i}`, monotone));
  return { policies, history: randomHistory(dice) };
}

/** What policies pay for a history by the evaluator: by policy, by event. */
export function paidEvaluated(policies: readonly Policy[], { events }: Pick<History, 'events'>): number[][] {
  const { payments } = presumed(events, prepare(policies, events));
  return policies.map((policy) =>
    events.map((_, place) =>
      payments
        .filter((one) => one.policy === policy.id && one.place === place)
        .reduce((sum, { yen }) => sum + yen, 0),
    ),
  );
}

/** Both answers for a seed. */
export function bothAnswers(seed: number): { evaluated: number[][]; compiled: number[][] } {
  const { policies, history } = randomCase(seed);
  return { evaluated: paidEvaluated(policies, history), compiled: paidCompiled(policies, history) };
}
