import { retentionsOf } from './retentions.ts';
import type { Part, Policy } from './schema/index.ts';
import { periodLimitOf } from './tree.ts';

/** Yearly terms of a part that are shared over the period in proportion. */
export type ProRata = { readonly node: string; readonly deductible: number; readonly limit: number };

/**
 * The pro-rata terms of a part: the limit its order ends with where that says `sharing: pro_rata`, and the retention per
 * period before it. They are met at the end of the period, not as the losses come.
 */
export function proRataOf(policy: Policy, part: Part): ProRata | undefined {
  const last = part.order.at(-1) ?? '';
  const node = last.startsWith('limit.') ? last.slice('limit.'.length) : '';
  if (policy.limits[node]?.sharing !== 'pro_rata') return undefined;
  const limit = periodLimitOf(policy, node).find(({ per }) => per === 'period')?.amount;
  const deductible = retentionsOf(part)
    .filter(isYearly)
    .reduce((sum, { amount }) => sum + (typeof amount === 'number' ? amount : 0), 0);
  return { node, deductible, limit: typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY };
}

/** Whether a retention is borne once a period. */
export function isYearly({ kind, per }: { kind: string; per?: string }): boolean {
  return (kind === 'deductible' || kind === 'sir') && (per === 'year' || per === 'period');
}
