import { PPM } from '@sonae/core';
import { type Assembler, type Instruction, KEY, type Key, TERM, type TermOp } from '@sonae/engine';
import { compileGates, type Gates, type RowFacts } from './gates.ts';
import { idsOf, slotsOfHead } from './heads.ts';
import { retentionsOf } from './retentions.ts';
import { boughtParts } from './riders.ts';
import type { LimitNode, Part, Policy, Retention } from './schema/index.ts';

/** A policy ready to be written into a term programme. */
export type PolicyTerms = {
  readonly predicates: Gates['predicates'];
  readonly write: (assembler: Assembler) => void;
};

export type PolicyContext = {
  /** Fixed facts of the rows of the model. */
  readonly rows: readonly RowFacts[];
  readonly factBit: (fact: string) => number;
  /** Number of the first predicate of this policy among those of all policies. */
  readonly firstPredicate: number;
};

/** Compiles a checked policy: one stage, its parts in the order they stand in the wording. */
export function policyTerms(policy: Policy, { rows, factBit, firstPredicate }: PolicyContext): PolicyTerms {
  const gates = compileGates(policy, rows, factBit, firstPredicate);
  return {
    predicates: gates.predicates,
    write: (assembler) =>
      assembler.stage('policy', policy.id, (write) => {
        for (const part of boughtParts(policy)) {
          const slots = partSlots(part);
          const instructions = [
            ...simulationGates(assembler, policy, part, slots, factBit),
            ...gates.strikes(assembler, part.id, slots),
            ...orderedTerms(assembler, policy, part),
          ];
          write(part.id, { set: assembler.set(slots) }, instructions);
        }
      }),
  };
}

/** Small incidents nobody claims for, and worlds in which there is no policy. */
function simulationGates(
  assembler: Assembler,
  policy: Policy,
  part: Part,
  slots: readonly number[],
  factBit: (fact: string) => number,
): Instruction[] {
  const set = assembler.set(slots);
  return ['unclaimed', 'uninsured'].map((fact) => ({
    op: TERM.strike,
    set,
    flagNeed: 1 << factBit(fact),
    reason: assembler.reason({ id: fact, policy: policy.id, part: part.id }),
  }));
}

function partSlots(part: Part): number[] {
  return [
    ...new Set(
      part.heads.flatMap((head) => idsOf(head).flatMap((id) => slotsOfHead(id, head.claimants) ?? [])),
    ),
  ];
}

/** The part's own order: which term comes first is data. */
function orderedTerms(assembler: Assembler, policy: Policy, part: Part): Instruction[] {
  const all = partSlots(part);
  const defence = new Set(slotsOfHead('defence'));
  const withoutDefence = all.filter((slot) => !defence.has(slot));
  // Defence that is added later stands outside the terms before it.
  let active = part.order.includes('add.defence') ? withoutDefence : all;
  const reason = (id: string, clause?: string) =>
    assembler.reason({ id, policy: policy.id, part: part.id, clause });
  return part.order.flatMap((step): Instruction[] => {
    switch (step) {
      case 'exclusions':
      case 'window':
      case 'consent':
        // Exclusions stand first; simulated costs fall into the window and have consent.
        return [];
      case 'add.defence':
        active = all;
        return [];
      case 'unitCap':
        return unitCaps(assembler, part, reason);
      case 'pct':
        return shares(assembler, part, active, reason);
      case 'retention':
        return retentionsOf(part).flatMap((r) => moneyRetention(assembler, policy, part, r, active, reason));
      case 'waiting':
        return retentionsOf(part).flatMap((r) => waiting(assembler, r, active, reason));
      case 'period':
        return part.indemnityPeriod
          ? [
              {
                op: TERM.indemnityPeriod,
                set: assembler.set(active),
                amount: part.indemnityPeriod.maxDays * 24,
                reason: reason('indemnity_period'),
              },
            ]
          : [];
      case 'limit.head':
        return headLimits(assembler, policy, part, active, reason);
      default: {
        const node = step.slice('limit.'.length);
        const slots = slotsUnder(policy, part, node);
        return limits(
          assembler,
          policy,
          node,
          policy.limits[node],
          active.filter((slot) => slots === undefined || slots.has(slot)),
          reason,
        );
      }
    }
  });
}

type ReasonOf = (id: string, clause?: string) => number;

function unitCaps(assembler: Assembler, part: Part, reason: ReasonOf): Instruction[] {
  return part.heads.flatMap((head): Instruction[] => {
    const perPerson = head.unitCap?.person;
    if (perPerson === undefined) return [];
    const slots = idsOf(head).flatMap((id) => slotsOfHead(id, head.claimants) ?? []);
    return [{ op: TERM.unitCap, set: assembler.set(slots), amount: perPerson, reason: reason('unit_cap') }];
  });
}

function shares(
  assembler: Assembler,
  part: Part,
  active: readonly number[],
  reason: ReasonOf,
): Instruction[] {
  const byShare = new Map<number, number[]>();
  for (const head of part.heads) {
    const share = head.pct ?? part.pct ?? 1;
    if (share === 1) continue;
    const slots = idsOf(head).flatMap((id) => slotsOfHead(id, head.claimants) ?? []);
    byShare.set(share, [...(byShare.get(share) ?? []), ...slots.filter((slot) => active.includes(slot))]);
  }
  return [...byShare].map(([share, slots]) => ({
    op: TERM.share,
    set: assembler.set(slots),
    amount: Math.round(share * PPM),
    reason: reason('percentage'),
  }));
}

/** Keys and lives of a money retention, by what it is counted per. */
const RETENTION_PER: Readonly<Record<string, { key: Key; life?: 'event' | 'period' }>> = {
  claim: { key: KEY.claim },
  event: { key: KEY.event, life: 'event' },
  series: { key: KEY.series, life: 'period' },
  year: { key: KEY.event, life: 'period' },
  period: { key: KEY.event, life: 'period' },
};

const MONEY_KINDS: Readonly<Record<string, TermOp>> = {
  deductible: TERM.deduct,
  sir: TERM.deduct,
  franchise: TERM.franchise,
};

function moneyRetention(
  assembler: Assembler,
  policy: Policy,
  part: Part,
  retention: Retention,
  active: readonly number[],
  reason: ReasonOf,
): Instruction[] {
  const op = MONEY_KINDS[retention.kind];
  if (op === undefined || typeof retention.amount !== 'number') return [];
  const { key, life } = RETENTION_PER[retention.per ?? 'event'];
  const slots = retentionSlots(part, retention).filter((slot) => active.includes(slot));
  const name = `${policy.id}/${part.id}/retention`;
  return [
    {
      op,
      set: assembler.set(slots),
      amount: retention.amount,
      key,
      cell: op === TERM.deduct && life ? assembler.cell({ life, key, name }) : undefined,
      reason: reason('deductible'),
    },
  ];
}

/** The slots a retention applies to: heads by name, a group of heads, all but defence, or all. */
function retentionSlots(part: Part, retention: Retention): number[] {
  const heads = part.heads.filter((head) => head.retentionApplies !== false);
  const slotsOf = (chosen: typeof heads) =>
    chosen.flatMap((head) => idsOf(head).flatMap((id) => slotsOfHead(id, head.claimants) ?? []));
  const wanted = retention.heads;
  if (wanted === undefined || wanted === 'all') return slotsOf(heads);
  if (wanted === 'all_but_defence') return slotsOf(heads.filter((head) => !idsOf(head).includes('defence')));
  if (typeof wanted === 'string') return slotsOf(heads.filter((head) => head.group === wanted));
  return slotsOf(heads.filter((head) => idsOf(head).some((id) => wanted.includes(id))));
}

function waiting(
  assembler: Assembler,
  retention: Retention,
  active: readonly number[],
  reason: ReasonOf,
): Instruction[] {
  if (!retention.kind.startsWith('waiting') || retention.hours === undefined) return [];
  const op = retention.kind === 'waiting_excess' ? TERM.waitExcess : TERM.waitQualify;
  return [{ op, set: assembler.set(active), amount: retention.hours, reason: reason('waiting') }];
}

function headLimits(
  assembler: Assembler,
  policy: Policy,
  part: Part,
  active: readonly number[],
  reason: ReasonOf,
): Instruction[] {
  const byNode = new Map<string, number[]>();
  const own: Instruction[] = [];
  for (const head of part.heads) {
    const slots = idsOf(head).flatMap((id) => slotsOfHead(id, head.claimants) ?? []);
    if (head.node !== undefined) byNode.set(head.node, [...(byNode.get(head.node) ?? []), ...slots]);
    if (typeof head.limit === 'number') {
      own.push({
        op: TERM.limit,
        set: assembler.set(slots),
        amount: head.limit,
        reason: reason('limit', idsOf(head)[0]),
      });
    }
  }
  const nodes = [...byNode].flatMap(([node, slots]) =>
    limits(
      assembler,
      policy,
      node,
      policy.limits[node],
      slots.filter((slot) => active.includes(slot)),
      reason,
    ),
  );
  return [...own, ...nodes];
}

/**
 * The slots a limit node of a part covers: where heads of the part name the node, those heads and the ones under its
 * children; else (undefined) everything the part still holds.
 */
function slotsUnder(policy: Policy, part: Part, node: string): Set<number> | undefined {
  if (!part.heads.some((head) => head.node === node)) return undefined;
  const nodes = new Set([node]);
  // Each pass goes one level down the tree; a set ends the walk even if the tree were a circle.
  for (const id of nodes) for (const child of policy.limits[id]?.children ?? []) nodes.add(child);
  const heads = part.heads.filter((head) => head.node !== undefined && nodes.has(head.node));
  return new Set(heads.flatMap((head) => idsOf(head).flatMap((id) => slotsOfHead(id, head.claimants) ?? [])));
}

/** Keys and lives of a limit, by what it is counted per. A node shared by parts shares its cell. */
const LIMIT_PER: Readonly<Record<string, { key: Key; life: 'event' | 'period' }>> = {
  claim: { key: KEY.claim, life: 'event' },
  event: { key: KEY.event, life: 'event' },
  series: { key: KEY.series, life: 'period' },
  period: { key: KEY.event, life: 'period' },
};

function limits(
  assembler: Assembler,
  policy: Policy,
  id: string,
  node: LimitNode,
  slots: readonly number[],
  reason: ReasonOf,
): Instruction[] {
  const limit = (amount: LimitNode['amount'], per: string): Instruction[] => {
    if (typeof amount !== 'number') return [];
    const { key, life } = LIMIT_PER[per];
    const cell = assembler.cell({ life, key, name: `${policy.id}/${id}/${per}` });
    return [{ op: TERM.limit, set: assembler.set(slots), amount, key, cell, reason: reason('limit', id) }];
  };
  const also = node.alsoPer;
  return [
    ...limit(node.amount, node.per),
    ...(also === undefined
      ? []
      : typeof also === 'string'
        ? limit(node.amount, also)
        : Object.entries(also).flatMap(([per, amount]) => limit(amount, per))),
  ];
}
