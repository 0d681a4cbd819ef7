import { headGroups, headOf } from '@sonae/knowledge';
import type { LossLine } from '../event/event.ts';
import { idsOf } from '../heads.ts';
import { boughtHeads } from '../riders.ts';
import type { Part, PartHead, Policy } from '../schema/index.ts';
import { type Answer, NO, open, YES } from './answer.ts';

/** The head of a part a line falls under, and whether the claimant is one the head speaks of; the first that fits. */
export function headFor(
  policy: Policy,
  part: Part,
  line: LossLine,
): { readonly head: PartHead; readonly claimant: Answer } | undefined {
  for (const head of boughtHeads(policy, part)) {
    if (!idsOf(head).some((id) => isAbout(id, line))) continue;
    const claimant = isClaimant(head, line);
    if (claimant.truth !== 'no') return { head, claimant };
  }
  return undefined;
}

/** Whether a line falls under a word of the wording. Groups (`damages`) take components of claims only. */
export function isAbout(word: string, line: LossLine): boolean {
  const group = headGroups.find((row) => row.id === word);
  if (!group) return headOf(word) !== undefined && headOf(word)?.id === line.head;
  if (line.kind !== 'component') return false;
  if (line.word === word) return true;
  if (word === 'damages') return true;
  if (word === 'content_ip') return (line.facts.component as { kind?: string }).kind === 'content_ip';
  return (
    line.head !== undefined && (group.victim.includes(line.head) || group.card_issuer.includes(line.head))
  );
}

function isClaimant({ claimants }: PartHead, line: LossLine): Answer {
  if (claimants === undefined || line.kind !== 'component') return YES;
  if (line.claimant === undefined) return open(true, 'claims[].claimant');
  return (claimants as readonly string[]).includes(line.claimant) ? YES : NO;
}
