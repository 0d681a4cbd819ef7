import type { Policy } from '../schema/index.ts';

/** An edition at the end of an id: a year, or a year and a month (`-2026`, `-2026-04`, `-v3`). */
const EDITION = /[-_.](?:\d{4}(?:-\d{2})?|v\d+)$/;

/** The id without its edition: files that share it are editions of one policy. */
export function rootOf(id: string): string {
  return id.replace(EDITION, '');
}

/** Editions of one policy next to each other, the older first; or the pair that was named. */
export function pairsOf(
  policies: readonly Policy[],
  pair?: { readonly expiring: string; readonly offered: string },
): [Policy, Policy][] {
  if (pair) {
    const of = (id: string) => policies.find((policy) => policy.id === id);
    const [expiring, offered] = [of(pair.expiring), of(pair.offered)];
    return expiring && offered ? [[expiring, offered]] : [];
  }
  const roots = new Map<string, Policy[]>();
  for (const policy of policies) {
    const root = rootOf(policy.id);
    roots.set(root, [...(roots.get(root) ?? []), policy]);
  }
  return [...roots.values()].flatMap((editions) => {
    const sorted = [...editions].sort((a, b) => (a.id < b.id ? -1 : 1));
    return sorted.slice(1).map((offered, i): [Policy, Policy] => [sorted[i], offered]);
  });
}
