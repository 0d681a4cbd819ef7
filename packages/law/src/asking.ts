import { answer, type Finding, sorted, YES } from './condition.ts';
import { TRUTHS } from './fact-schema.ts';
import type { Facts } from './facts.ts';
import type { LawSnapshot } from './snapshot.ts';

/** Asks one condition of the facts it was made for. Without a condition the answer is yes. */
export type Ask = (when: string | undefined) => Finding;

/** Conditions of a snapshot asked of some facts (条件を事実に問う). */
export function asking(facts: Facts, { conditions }: Pick<LawSnapshot, 'conditions'>): Ask {
  const seen = seenFacts(facts);
  return (when) => {
    if (when === undefined) return YES;
    const { truth, needs } = answer(conditions[when], seen);
    return { truth, needs: sorted(needs.map(factName)) };
  };
}

/** The facts as conditions see them. What follows from another fact is filled in where nobody stated it. */
function seenFacts(facts: Facts) {
  const { persons, role, triggersMetAt: metAt = {} } = facts;
  return {
    ...Object.fromEntries(TRUTHS.map((name) => [name, facts[name]])),
    sensitive: facts.sensitive ?? yesIf(metAt.sensitive !== undefined),
    // 通則編GL 3-5-3-1: card numbers are the example the guideline gives for property damage.
    propertyDamageRisk:
      facts.propertyDamageRisk ?? yesIf(metAt.property !== undefined || facts.cards === true),
    improperPurpose: facts.improperPurpose ?? yesIf(metAt.purpose !== undefined),
    role,
    persons,
    principalNotified: yesIf(facts.principalNotifiedAt !== undefined),
  };
}

const yesIf = (holds: boolean) => (holds ? true : undefined);

/** The name in a facts file of what a condition reads. */
function factName(read: string): string {
  const [root] = read.split('.');
  return root === 'principalNotified' ? 'principalNotifiedAt' : root;
}
