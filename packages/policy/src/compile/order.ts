import { PPM } from '@sonae/core';
import { type Assembler, type Instruction, KEY, type Key, TERM } from '@sonae/engine';
import { idsOf, slotsOfHead } from '../heads.ts';
import { isYearly, proRataOf } from '../pro-rata.ts';
import { headsOfRetention, isRetentionStep, retentionsOf, retentionsOfStep } from '../retentions.ts';
import { NOT_STATED, type Part, type PartHead, type Policy, type Retention } from '../schema/index.ts';
import { isUnder, periodLimitOf } from '../tree.ts';
import { slotsByHead } from './slots.ts';

const HOURS_A_DAY = 24;

/** What the terms of one part are written with. */
type Writing = {
  readonly assembler: Assembler;
  readonly policy: Policy;
  readonly part: Part;
  readonly heads: ReadonlyMap<PartHead, readonly number[]>;
  /** Slots under consideration: defence joins when the order adds it. */
  active: readonly number[];
  reason(id: string, clause?: string): number;
};

/**
 * The part's own order as instructions: which term comes first is data. Window, consent and trigger are taken to be in
 * order in a simulation; a cap a unit and a head's own limit that no step names come where the evaluator has them.
 */
export function orderedTerms(assembler: Assembler, policy: Policy, part: Part): Instruction[] {
  const heads = slotsByHead(policy, part);
  const all = [...heads.values()].flat();
  const defence = new Set(slotsOfHead('defence'));
  const writing: Writing = {
    assembler,
    policy,
    part,
    heads,
    active: part.order.includes('add.defence') ? all.filter((slot) => !defence.has(slot)) : all,
    reason: (id, clause) => assembler.reason({ id, policy: policy.id, part: part.id, clause }),
  };
  const instructions = notStated(writing);
  if (!part.order.includes('unitCap')) instructions.push(...unitCaps(writing));
  let ownLimitsDone = part.order.includes('limit.head');
  for (const step of part.order) {
    if (step.startsWith('limit.') && !ownLimitsDone) {
      instructions.push(...ownLimits(writing));
      ownLimitsDone = true;
    }
    if (step === 'add.defence') {
      instructions.push(...defenceShare(writing, defence));
      writing.active = all;
    } else instructions.push(...stepTerms(writing, step));
  }
  if (!ownLimitsDone) instructions.push(...ownLimits(writing));
  const shared = proRataOf(policy, part);
  if (shared)
    instructions.push({
      op: TERM.proRata,
      set: assembler.set(all),
      amount: shared.deductible,
      second: shared.limit,
      reason: writing.reason('limit', shared.node),
    });
  return instructions;
}

function stepTerms(writing: Writing, step: string): Instruction[] {
  const { part } = writing;
  switch (step) {
    case 'exclusions':
    case 'window':
    case 'consent':
      return [];
    case 'unitCap':
      return unitCaps(writing);
    case 'pct':
      return shares(writing);
    case 'waiting':
      return retentionsOf(part).flatMap((retention) => waiting(writing, retention));
    case 'period':
      return indemnityPeriod(writing);
    case 'limit.head': {
      const nodes = new Set(part.heads.flatMap((head) => head.node ?? []));
      return [...ownLimits(writing), ...[...nodes].flatMap((node) => limits(writing, node))];
    }
    default:
      if (!isRetentionStep(step)) return limits(writing, step.slice('limit.'.length));
      return retentionsOfStep(part, step).flatMap(({ retention, place }) =>
        moneyRetention(writing, retention, place),
      );
  }
}

/** The slots of some heads that are under consideration. */
function slotsOf({ heads, active }: Writing, chosen: Iterable<PartHead>): number[] {
  const open = new Set(active);
  return [...chosen].flatMap((head) => heads.get(head) ?? []).filter((slot) => open.has(slot));
}

/** What the wording does not state is never taken for cover. */
function notStated(writing: Writing): Instruction[] {
  const { part, policy, assembler, heads, reason } = writing;
  const nodes = new Set(
    part.order.flatMap((step) =>
      step === 'limit.head'
        ? part.heads.flatMap((head) => head.node ?? [])
        : step.startsWith('limit.')
          ? [step.slice('limit.'.length)]
          : [],
    ),
  );
  const open = [...nodes].filter((node) =>
    periodLimitOf(policy, node).some(({ amount }) => amount === NOT_STATED),
  );
  const silent = [...heads.keys()].filter(
    (head) =>
      head.limit === NOT_STATED ||
      open.some((node) => isUnder(policy, part, head, node)) ||
      retentionsOf(part).some(
        (one) => one.amount === NOT_STATED && headsOfRetention(part, one).includes(head),
      ),
  );
  const slots = silent.flatMap((head) => heads.get(head) ?? []);
  if (slots.length === 0) return [];
  return [{ op: TERM.strike, set: assembler.set(slots), reason: reason('not_stated') }];
}

function unitCaps(writing: Writing): Instruction[] {
  return writing.part.heads.flatMap((head): Instruction[] => {
    const perPerson = head.unitCap?.person;
    if (perPerson === undefined) return [];
    const set = writing.assembler.set(slotsOf(writing, [head]));
    return [{ op: TERM.unitCap, set, amount: perPerson, reason: writing.reason('unit_cap') }];
  });
}

function shares(writing: Writing): Instruction[] {
  const { part, assembler, heads, reason } = writing;
  const byShare = new Map<number, PartHead[]>();
  for (const head of heads.keys()) {
    const share = head.pct ?? part.pct ?? 1;
    if (share < 1) byShare.set(share, [...(byShare.get(share) ?? []), head]);
  }
  return [...byShare].map(([share, chosen]) => ({
    op: TERM.share,
    set: assembler.set(slotsOf(writing, chosen)),
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

function moneyRetention(writing: Writing, retention: Retention, r: number): Instruction[] {
  const { kind, amount, per = 'event' } = retention;
  const { part, policy, assembler, reason } = writing;
  if (kind === 'none' || kind.startsWith('waiting') || typeof amount !== 'number') return [];
  if (isYearly(retention) && proRataOf(policy, part)) return [];
  const { key, life } = RETENTION_PER[per];
  const name = `${policy.id}/${part.id}/retention/${r}`;
  const set = assembler.set(slotsOf(writing, headsOfRetention(part, retention)));
  if (kind === 'franchise') return [{ op: TERM.franchise, set, amount, key, reason: reason('deductible') }];
  const cell = life && assembler.cell({ life, key, name });
  return [{ op: TERM.deduct, set, amount, key, cell, reason: reason('deductible') }];
}

function waiting(writing: Writing, retention: Retention): Instruction[] {
  const { kind, hours } = retention;
  if (!kind.startsWith('waiting') || hours === undefined) return [];
  const op = kind === 'waiting_excess' ? TERM.waitExcess : TERM.waitQualify;
  const set = writing.assembler.set(slotsOf(writing, headsOfRetention(writing.part, retention)));
  const second = kind === 'waiting_excess' ? periodBefore(writing.part) : undefined;
  return [{ op, set, amount: hours, second, reason: writing.reason('waiting') }];
}

/** The loss within the indemnity period; where a wait has taken hours off before, what lies between the two. */
function indemnityPeriod(writing: Writing): Instruction[] {
  const { part, assembler, heads, reason } = writing;
  const { indemnityPeriod: period } = part;
  if (!period) return [];
  const waited = isBefore(part, 'waiting', 'period')
    ? retentionsOf(part).filter((one) => one.kind === 'waiting_excess')
    : [];
  const byHours = new Map<number, PartHead[]>();
  for (const head of heads.keys()) {
    const own = waited.filter((one) => headsOfRetention(part, one).includes(head));
    const hours = Math.max(0, ...own.map((one) => one.hours ?? 0));
    byHours.set(hours, [...(byHours.get(hours) ?? []), head]);
  }
  return [...byHours].map(([second, chosen]) => ({
    op: TERM.indemnityPeriod,
    set: assembler.set(slotsOf(writing, chosen)),
    amount: period.maxDays * HOURS_A_DAY,
    second,
    reason: reason('indemnity_period'),
  }));
}

/** Hours the indemnity period has cut the loss down to before the waiting period is met. */
function periodBefore(part: Part): number | undefined {
  if (!part.indemnityPeriod || !isBefore(part, 'period', 'waiting')) return undefined;
  return part.indemnityPeriod.maxDays * HOURS_A_DAY;
}

function isBefore({ order }: Part, first: string, second: string): boolean {
  return order.includes(first) && order.indexOf(first) < order.indexOf(second);
}

/** Limits that stand on a head itself, one event. */
function ownLimits(writing: Writing): Instruction[] {
  const { part, policy, assembler, reason } = writing;
  return part.heads.flatMap((head): Instruction[] => {
    if (typeof head.limit !== 'number') return [];
    const id = idsOf(head)[0];
    const cell = assembler.cell({ life: 'event', key: KEY.event, name: `${policy.id}/${part.id}/${id}/own` });
    const set = assembler.set(slotsOf(writing, [head]));
    return [{ op: TERM.limit, set, amount: head.limit, key: KEY.event, cell, reason: reason('limit', id) }];
  });
}

/** Keys and lives of a limit, by what it is counted per. A node shared by parts shares its cell. */
const LIMIT_PER: Readonly<Record<string, { key: Key; life: 'event' | 'period' }>> = {
  claim: { key: KEY.claim, life: 'event' },
  event: { key: KEY.event, life: 'event' },
  series: { key: KEY.series, life: 'period' },
  period: { key: KEY.event, life: 'period' },
};

function limits(writing: Writing, id: string): Instruction[] {
  const { part, policy, assembler, reason } = writing;
  const slots = slotsOf(
    writing,
    [...writing.heads.keys()].filter((head) => isUnder(policy, part, head, id)),
  );
  const set = assembler.set(slots);
  const marks =
    policy.limits[id].defence === 'proportional'
      ? [{ op: TERM.mark, set: assembler.set(writing.active) }]
      : [];
  return [
    ...marks,
    ...periodLimitOf(policy, id).flatMap(({ per, amount }): Instruction[] => {
      if (typeof amount !== 'number') return [];
      if (per === 'period' && proRataOf(policy, part)?.node === id) return [];
      if (per === 'unit') return [{ op: TERM.unitCap, set, amount, reason: reason('limit', id) }];
      const { key, life } = LIMIT_PER[per];
      const cell = assembler.cell({ life, key, name: `${policy.id}/${id}/${per}` });
      return [{ op: TERM.limit, set, amount, key, cell, reason: reason('limit', id) }];
    }),
  ];
}

/** Defence that a limit bears in proportion joins scaled by what the limit has left of the damages. */
function defenceShare(writing: Writing, defence: ReadonlySet<number>): Instruction[] {
  const { part, policy, assembler, active, heads, reason } = writing;
  const proportional = part.order.some(
    (step) =>
      step.startsWith('limit.') && policy.limits[step.slice('limit.'.length)]?.defence === 'proportional',
  );
  if (!proportional) return [];
  const own = [...heads.values()].flat().filter((slot) => defence.has(slot));
  return [
    {
      op: TERM.inProportion,
      set: assembler.set(own),
      second: assembler.set(active),
      mode: 1,
      reason: reason('defence_share'),
    },
  ];
}
