import { headGroups, headOf, heads } from '@sonae/knowledge';
import { type PartyId, slotOf } from '@sonae/loss';
import type { PartHead } from './schema/index.ts';

/** Who must claim for a head of a part to pay; all where the wording does not say. */
const CLAIMANT_PARTIES: Readonly<Record<string, PartyId>> = {
  victim: 'victim',
  card_issuer: 'card_issuer',
  client: 'client',
  other_company: 'client',
};

/** The head ids of one entry of a part. */
export function idsOf(head: PartHead): readonly string[] {
  return head.ids ?? [head.id as string];
}

/** Every word a policy may call a head by. */
export function headNames(): string[] {
  return [
    ...headGroups.map((group) => group.id),
    ...heads.flatMap(({ id, aliases }) => [id, ...(aliases ?? [])]),
  ];
}

/**
 * The slots a head of a policy speaks of, or undefined where the vocabulary does not know it.
 * Wordings call many heads by one word (damages); who claims decides which.
 */
export function slotsOfHead(id: string, claimants?: readonly string[]): number[] | undefined {
  const parties = new Set((claimants ?? Object.keys(CLAIMANT_PARTIES)).map((who) => CLAIMANT_PARTIES[who]));
  const group = headGroups.find((row) => row.id === id);
  if (group) {
    return (['victim', 'card_issuer', 'client'] as const)
      .filter((party) => parties.has(party))
      .flatMap((party) => group[party].map((head) => slotOf(head, party)));
  }
  const head = headOf(id);
  if (!head) return undefined;
  const damages = headGroups.find((row) => row.id === 'damages');
  for (const party of ['victim', 'card_issuer', 'client'] as const) {
    if (damages?.[party].includes(head.id)) return [slotOf(head.id, party)];
  }
  return [slotOf(head.id, 'own')];
}
