import { idsOf } from './heads.ts';
import type { Part, PartHead, Retention } from './schema/index.ts';

/** The retentions of a part, as one list. */
export function retentionsOf({ retention }: Part): readonly Retention[] {
  return [retention ?? []].flat();
}

/** The heads of a part a retention applies to: by name, by group, all but defence, or all. */
export function headsOfRetention(part: Part, { heads: wanted }: Retention): PartHead[] {
  const heads = part.heads.filter((head) => head.retentionApplies !== false);
  if (wanted === undefined || wanted === 'all') return heads;
  if (wanted === 'all_but_defence') return heads.filter((head) => !idsOf(head).includes('defence'));
  if (typeof wanted === 'string') return heads.filter((head) => head.group === wanted);
  return heads.filter((head) => idsOf(head).some((id) => wanted.includes(id)));
}

/** The retentions a step of the order applies: a named one, or all that no step names. */
export function retentionsOfStep(
  part: Part,
  step: string,
): { readonly retention: Retention; readonly place: number }[] {
  const named = step.startsWith('retention.') ? step.slice('retention.'.length) : undefined;
  return retentionsOf(part).flatMap((retention, place) => {
    const own = retention.id !== undefined && part.order.includes(`retention.${retention.id}`);
    const applies = named === undefined ? !own : retention.id === named;
    return applies ? [{ retention, place }] : [];
  });
}

/** Whether a step of an order takes retentions off. */
export const isRetentionStep = (step: string): boolean =>
  step === 'retention' || step.startsWith('retention.');
