import type { LossEvent } from '../event/event.ts';
import { boughtHeads, boughtParts } from '../riders.ts';
import type { Policy } from '../schema/index.ts';
import { type Asker, askerOf } from './ask.ts';
import { clauseGates } from './clause-gates.ts';
import type { Reason } from './gate.ts';
import type { Account } from './ledger.ts';
import { isAbout } from './match.ts';

/**
 * Why no part takes a line: an exclusion speaks of it, its claimant is not one the head pays, or no head is about it.
 * The first policy that says so is named.
 */
export function uninsuredReasons(policies: readonly Policy[]): (account: Account) => Reason {
  const askers = new Map<string, Asker>();
  const askerFor = (policy: Policy, event: LossEvent): Asker => {
    const key = `${policy.id}/${event.id}`;
    const asker = askers.get(key) ?? askerOf(policy, event);
    askers.set(key, asker);
    return asker;
  };
  return ({ event, line }) => {
    for (const policy of policies) {
      for (const part of boughtParts(policy)) {
        const taken = [{ line, head: part.heads[0] }];
        const gates = clauseGates({ ...policy, conditions: [] }, part, taken, askerFor(policy, event));
        const excluded = gates.find(({ answer, key }) => answer.truth === 'yes' && key.endsWith(line.id));
        if (excluded) return excluded.reason;
      }
      for (const part of boughtParts(policy)) {
        const head = boughtHeads(policy, part).find((one) =>
          (one.ids ?? [one.id as string]).some((id) => isAbout(id, line)),
        );
        if (head)
          return {
            id: 'claimant',
            policy: policy.id,
            part: part.id,
            clause: `parts.${part.id}.heads.${head.id ?? head.ids?.[0]}.claimants`,
            source: head.src ?? part.src,
          };
      }
    }
    return { id: 'not_insured', clause: `heads.${line.word}` };
  };
}
