import { headsOfRetention, isRetentionStep, retentionsOfStep } from './retentions.ts';
import type { Part, PartHead, Policy } from './schema/index.ts';
import { isUnder } from './tree.ts';

/**
 * Whether less loss can never mean more payment. It can where a limit cuts heads together that are paid at different
 * percentages afterwards: a head that counts little then takes room from one that counts fully. So: after heads have
 * been taken together, later steps must take them together too, and no percentage may follow a limit.
 */
export function isMonotone(policies: readonly Policy[]): boolean {
  return policies.every((policy) => policy.parts.every((part) => isMonotonePart(policy, part)));
}

function isMonotonePart(policy: Policy, part: Part): boolean {
  /** Heads taken together so far, as sets of heads. */
  const groups: Set<PartHead>[] = [];
  let limited = false;
  for (const step of part.order) {
    const sets = setsOf(policy, part, step);
    for (const set of sets)
      if (groups.some((group) => !within(group, set) && !apart(group, set))) return false;
    if (step === 'pct') {
      const uneven = groups.some(
        (group) => new Set([...group].map((head) => head.pct ?? part.pct ?? 1)).size > 1,
      );
      const any = part.heads.some((head) => (head.pct ?? part.pct ?? 1) < 1);
      if (uneven || (limited && any)) return false;
    }
    if (step === 'add.defence' && proportional(policy, part)) return false;
    if (step.startsWith('limit.')) limited = true;
    groups.push(...sets);
  }
  return true;
}

function proportional(policy: Policy, part: Part): boolean {
  return part.order.some(
    (step) =>
      step.startsWith('limit.') && policy.limits[step.slice('limit.'.length)]?.defence === 'proportional',
  );
}

/** The sets of heads a step takes together. */
function setsOf(policy: Policy, part: Part, step: string): Set<PartHead>[] {
  if (isRetentionStep(step))
    return retentionsOfStep(part, step)
      .map(({ retention }) => retention)
      .filter((retention) => !retention.kind.startsWith('waiting') && retention.kind !== 'none')
      .map((retention) => new Set(headsOfRetention(part, retention)));
  if (step === 'limit.head')
    return [...new Set(part.heads.flatMap((head) => head.node ?? []))].map((node) =>
      under(policy, part, node),
    );
  return step.startsWith('limit.') ? [under(policy, part, step.slice('limit.'.length))] : [];
}

const under = (policy: Policy, part: Part, node: string): Set<PartHead> =>
  new Set(part.heads.filter((head) => isUnder(policy, part, head, node)));

const within = (inner: Set<PartHead>, outer: Set<PartHead>): boolean =>
  [...inner].every((head) => outer.has(head));

const apart = (a: Set<PartHead>, b: Set<PartHead>): boolean => ![...a].some((head) => b.has(head));
