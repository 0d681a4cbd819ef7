import type { Part, PartHead, Policy } from './schema/index.ts';

/** The riders (特約) that are bought: named among the riders, or priced in the premium. */
export function boughtRiders(policy: Policy): string[] {
  const named = (policy.riders ?? []).map((rider) => (typeof rider === 'string' ? rider : rider.id));
  return [...new Set([...named, ...Object.keys(policy.premium?.riders ?? {})])];
}

/** Whether a term that hangs on a rider is part of the cover; a term that names none always is. */
export function isBought(policy: Policy, { rider }: { readonly rider?: string }): boolean {
  return rider === undefined || boughtRiders(policy).includes(rider);
}

/** The parts of the cover that are bought. */
export function boughtParts(policy: Policy): Part[] {
  return policy.parts.filter((part) => isBought(policy, part));
}

/** The heads of a part that are bought. */
export function boughtHeads(policy: Policy, part: Part): PartHead[] {
  return part.heads.filter((head) => isBought(policy, head));
}

/** Whether a rider lifts an exclusion. */
export function isLifted(policy: Policy, { liftedByRider }: { readonly liftedByRider?: string }): boolean {
  return liftedByRider !== undefined && boughtRiders(policy).includes(liftedByRider);
}
