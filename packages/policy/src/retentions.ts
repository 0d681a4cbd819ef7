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
