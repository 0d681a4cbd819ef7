import { type PartyId, partyOfSlot } from '@sonae/loss';
import { idsOf, slotsOfHead } from '../heads.ts';
import { boughtHeads } from '../riders.ts';
import type { Part, PartHead, Policy } from '../schema/index.ts';

/** The slots of each head of a part; a slot belongs to the first head that is about it. */
export function slotsByHead(policy: Policy, part: Part): Map<PartHead, number[]> {
  const taken = new Set<number>();
  return new Map(
    boughtHeads(policy, part).map((head) => {
      const slots = idsOf(head)
        .flatMap((id) => slotsOfHead(id, head.claimants) ?? [])
        .filter((slot) => !taken.has(slot));
      for (const slot of slots) taken.add(slot);
      return [head, [...new Set(slots)]];
    }),
  );
}

/** Who claims in a slot, as events say it; nobody for one's own cost. */
export function claimantOfSlot(slot: number): Exclude<PartyId, 'own'> | undefined {
  const party = partyOfSlot(slot);
  return party === 'own' ? undefined : (party as Exclude<PartyId, 'own'>);
}
