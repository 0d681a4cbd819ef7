import type { Facts } from '@sonae/predicate';
import { predicateOf, wordsOf } from '../predicates.ts';
import { isLifted } from '../riders.ts';
import type { Exclusion, Policy } from '../schema/index.ts';

/** An everyday accident: nobody meant it, no state had a hand in it. What a probe asks about is put over it. */
const EVERYDAY: Facts = {
  war: false,
  stateBacked: false,
  significantImpairment: false,
  fromItWork: false,
  thirdPartyMalice: false,
  actors: [{ role: 'employee', intent: false, grossNegligence: false }],
};

/**
 * The exclusions that surely bite where the facts are those given and everything else is an everyday accident. Only
 * these facts are looked at, so an exclusion on something else stays out.
 */
export function exclusionsThatBite(policy: Policy, facts: Facts): Exclusion[] {
  const words = wordsOf(policy).map(({ id }) => id);
  const all = withWords(policy, { ...EVERYDAY, ...facts });
  const without = withWords(policy, EVERYDAY);
  return (policy.exclusions ?? []).filter((exclusion) => {
    if (isLifted(policy, exclusion)) return false;
    const when = predicateOf(exclusion.when, words);
    if (when.evaluate(all).truth !== 'yes' || when.evaluate(without).truth === 'yes') return false;
    return [exclusion.unless ?? []]
      .flat()
      .every((text) => predicateOf(text, words).evaluate(all).truth !== 'yes');
  });
}

/** A word of the wording that holds for these facts and not for an everyday accident: the wording names the matter. */
export function wordThatNames(policy: Policy, facts: Facts): string | undefined {
  const words = wordsOf(policy).map(({ id }) => id);
  const all = withWords(policy, { ...EVERYDAY, ...facts });
  const without = withWords(policy, { ...EVERYDAY, cause: 'defect' });
  return wordsOf(policy).find(({ when }) => {
    const predicate = predicateOf(when, words);
    return predicate.evaluate(all).truth === 'yes' && predicate.evaluate(without).truth !== 'yes';
  })?.id;
}

/** The facts together with what the words of the policy say of them. */
function withWords(policy: Policy, facts: Facts): Facts {
  const known: Record<string, unknown> = { ...facts };
  const before: string[] = [];
  for (const { id, when } of wordsOf(policy)) {
    const { truth } = predicateOf(when, before).evaluate(known as Facts);
    if (truth !== 'unknown') known[id] = truth === 'yes';
    before.push(id);
  }
  return known as Facts;
}
