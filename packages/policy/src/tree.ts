import type { Amount, LimitNode, Part, PartHead, Policy } from './schema/index.ts';

/** A bound a rule states: `<= 0.5 * policy` or `<= 100000000`. */
export type Bound = { readonly factor: number; readonly node?: string };

/**
 * The bounds of a rule, all of which hold: `<= 0.5 * policy and <= 100000000`. Undefined where the text is no rule.
 *
 * @example boundsOf('<= 0.5 * policy') // [{ factor: 0.5, node: 'policy' }]
 */
export function boundsOf(rule: string): Bound[] | undefined {
  const bounds = rule.split(/\s+and\s+/).map((clause): Bound | undefined => {
    const match = /^\s*<=\s*(?:(\d+(?:\.\d+)?)\s*(?:\*\s*([A-Za-z][\w.-]*))?|([A-Za-z][\w.-]*))\s*$/.exec(
      clause,
    );
    if (!match) return undefined;
    const [, factor, node, alone] = match;
    return { factor: factor === undefined ? 1 : Number(factor), node: node ?? alone };
  });
  return bounds.some((bound) => bound === undefined) ? undefined : (bounds as Bound[]);
}

/** The amount of a node together with its rule: the least of all; `not_stated` where nothing is known. */
export function amountOfNode(policy: Policy, id: string, seen: readonly string[] = []): Amount {
  const node = policy.limits[id];
  if (node === undefined || seen.includes(id)) return 'not_stated';
  const bounds = (node.rule === undefined ? [] : (boundsOf(node.rule) ?? [])).map((bound): Amount => {
    if (bound.node === undefined) return Math.floor(bound.factor);
    const other = amountOfNode(policy, bound.node, [...seen, id]);
    return typeof other === 'number' ? Math.floor(other * bound.factor) : other;
  });
  const amounts = node.amount === undefined ? bounds : [node.amount, ...bounds];
  const numbers = amounts.filter((one) => typeof one === 'number');
  if (amounts.includes('not_stated') && !numbers.length) return 'not_stated';
  return numbers.length > 0 ? Math.min(...numbers) : 'unlimited';
}

/** What a node counts, reinstatements (復元) included: they fill up what the node gives in a period. */
export function periodLimitOf(policy: Policy, id: string): readonly NodeLimit[] {
  const limits = limitsOfNode(policy, id);
  const times = policy.limits[id].reinstatements?.times;
  if (times === undefined) return limits;
  const period = limits.find((limit) => limit.per === 'period')?.amount ?? limits[0].amount;
  const whole = typeof period === 'number' ? period * (1 + times) : period;
  return [...limits.filter((limit) => limit.per !== 'period'), { per: 'period', amount: whole }];
}

/** An amount and what it is counted per. */
export type NodeLimit = { readonly per: LimitNode['per']; readonly amount: Amount };

/** What a node counts: one or more pairs of a unit and an amount. */
export function limitsOfNode(policy: Policy, id: string): readonly NodeLimit[] {
  const node = policy.limits[id];
  const own = amountOfNode(policy, id);
  const also = node.alsoPer;
  if (also === undefined) return [{ per: node.per, amount: own }];
  if (typeof also === 'string')
    return [
      { per: node.per, amount: own },
      { per: also, amount: own },
    ];
  const more = Object.entries(also).map(([per, amount]) => ({
    per: per as LimitNode['per'],
    amount: amount!,
  }));
  return [{ per: node.per, amount: own }, ...more];
}

/** The nodes above a node, nearest first. */
export function nodesAbove(policy: Policy, id: string): string[] {
  const above: string[] = [];
  for (let at: string | undefined = id; at !== undefined; ) {
    const child: string = at;
    at = Object.keys(policy.limits).find(
      (other) => policy.limits[other].children?.includes(child) && !above.includes(other) && other !== id,
    );
    if (at !== undefined) above.push(at);
  }
  return above;
}

/**
 * Whether a limit takes a head of a part. A head that names a node is under that node and all above it (a node that
 * hangs nowhere is under every limit no head names); a head without a node is under every limit no head of the part
 * names.
 */
export function isUnder(policy: Policy, part: Part, head: PartHead, node: string): boolean {
  const named = part.heads.some((other) => other.node === node);
  if (head.node === undefined) return !named;
  if (head.node === node) return true;
  const above = nodesAbove(policy, head.node);
  return above.includes(node) || (above.length === 0 && !named);
}
