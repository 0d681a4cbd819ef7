import { heads } from '@sonae/knowledge';
import { PARTIES, type PartyId } from './data.ts';

/**
 * A slot is a head of loss as one kind of claimant brings it. Contracts and policies say which slots they speak of.
 */
export const SLOTS = heads.length * PARTIES.length;

const headNumbers = new Map(heads.map((head, number) => [head.id, number]));

/** The number of a slot. Throws for a head the vocabulary does not know. */
export function slotOf(head: string, party: PartyId): number {
  const number = headNumbers.get(head);
  if (number === undefined) throw new Error(`unknown head ${head}`);
  return number * PARTIES.length + PARTIES.indexOf(party);
}

/** Number of the head of a slot, in the order of the vocabulary. */
export function headOfSlot(slot: number): number {
  return Math.floor(slot / PARTIES.length);
}

export function partyOfSlot(slot: number): PartyId {
  return PARTIES[slot % PARTIES.length];
}
