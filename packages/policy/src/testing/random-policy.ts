import { type Policy, policy as policySchema } from '../schema/index.ts';
import type { Dice } from './random.ts';

type Row = Record<string, unknown>;

const COSTS = [
  'shutdown',
  'forensic',
  'legal_advice',
  'call_centre',
  'gift',
  'data_restore',
  'regulator_response',
];
const INTERRUPTION = ['lost_profit', 'mitigation', 'extra_expense'];
const CLAIMANTS = ['victim', 'card_issuer', 'client'];
const SHARES = [0.5, 0.75, 0.9, 0.333333, 0.8];

/** Conditions a random policy may exclude on; the simulation knows some of the facts, the others it presumes. */
const WHOLE = [
  "actors.exists(a, a.role in ['policyholder', 'officer', 'employee'] && a.intent)",
  "actors.exists(a, a.role == 'employee' && a.grossNegligence)",
  "cause == 'malware'",
  'fromItWork',
  'stateBacked',
  'war || (stateBacked && significantImpairment)',
  "insider && cause != 'malware'",
];
const BY_LINE = [
  'component.contractualOnly',
  "cost.head == 'gift'",
  "component.kind == 'liquidated_damages'",
  "cost.head == 'forensic' && cause == 'malware'",
  '!component.contractualOnly && fromItWork',
];
const WHOLE_CARVE_BACKS = ['thirdPartyMalice', "cause == 'ddos'", '!fromItWork'];
const CARVE_BACKS = [...WHOLE_CARVE_BACKS, 'component.liableWithoutContract'];

/**
 * A random policy that the linter accepts: parts, heads, retentions of every kind, trees of limits, orders, exclusions,
 * conditions, riders. Amounts are in thousands of yen, so that terms bite.
 *
 * @param monotone only orders in which less loss can never mean more payment
 */
export function randomPolicy(dice: Dice, id: string, monotone = false): Policy {
  const limits: Record<string, Row> = {};
  const hasRoot = !dice.oneIn(3);
  const parts = dice
    .some(['liability', 'expense', 'interruption'])
    .map((kind) => randomPart(dice, kind, limits, hasRoot, monotone));
  if (hasRoot) {
    const children = Object.keys(limits).filter(
      (name) =>
        !Object.values(limits).some((node) => (node.children as string[] | undefined)?.includes(name)),
    );
    const below = Math.max(...children.map((name) => limits[name].amount as number));
    limits.policy = { amount: below + dice.below(20_000), per: 'period', children };
  }
  const partIds = parts.map((part) => part.id as string);
  return policySchema.parse({
    id,
    insurer: '試験（架空）',
    period: { from: '2026-04-01T16:00+09:00', to: '2027-04-01T16:00+09:00' },
    limits,
    parts,
    definitions: { insider: "actors.exists(a, a.role == 'employee' && a.intent)" },
    exclusions: Array.from({ length: dice.below(4) }, (_, i) => randomExclusion(dice, `x${i}`, partIds)),
    conditions: Array.from({ length: dice.below(2) }, (_, i) => randomCondition(dice, `c${i}`, partIds)),
    riders: dice.oneIn(2) ? ['R1'] : [],
    otherInsurance: dice.pick(['independent', 'excess', undefined]),
  });
}

function randomPart(
  dice: Dice,
  kind: string,
  limits: Record<string, Row>,
  hasRoot: boolean,
  monotone: boolean,
): Row {
  const isLiability = kind === 'liability';
  const names = isLiability ? ['damages'] : dice.some(kind === 'expense' ? COSTS : INTERRUPTION);
  const defence = isLiability && !dice.oneIn(4);
  const head = (name: string): Row => ({
    id: name,
    ...(dice.oneIn(4) && !monotone && { pct: dice.pick(SHARES) }),
    ...(name === 'damages' && dice.oneIn(2) && { claimants: dice.some(CLAIMANTS) }),
    ...(name === 'gift' && dice.oneIn(2) && { unitCap: { person: 1 + dice.below(900) } }),
    ...(dice.oneIn(6) && { limit: dice.below(15_000) }),
    ...(dice.oneIn(8) && { notIf: dice.pick(['fromItWork', 'event.fromItWork', "cause == 'loss'"]) }),
    ...(dice.oneIn(8) && { rider: 'R1' }),
    ...(dice.oneIn(5) && { retentionApplies: false }),
  });
  const heads = [...names.map(head), ...(defence ? [{ id: 'defence', consent: 'prior_written' }] : [])];
  const per = dice.pick(isLiability ? ['claim', 'event', 'series'] : ['event', 'series', 'period']);
  const children = nodesOfHeads(dice, kind, heads.slice(0, names.length), limits);
  const most = Math.max(1_000, ...children.map((name) => limits[name].amount as number));
  const added = defence && dice.oneIn(2);
  limits[kind] = {
    amount: most + dice.below(30_000),
    per,
    ...(dice.oneIn(3) && per !== 'period' && { alsoPer: 'period' }),
    ...(dice.oneIn(6) && per !== 'period' && { reinstatements: { times: 1 + dice.below(2) } }),
    ...(children.length > 0 && { children }),
    ...(defence && {
      defence: added ? dice.pick(monotone ? ['outside'] : ['outside', 'proportional']) : 'inside',
    }),
    ...(dice.oneIn(6) && { rule: `<= ${500 + dice.below(40_000)}` }),
  };
  const retention = randomRetentions(dice, kind, defence);
  const shares = heads.some((one) => 'pct' in one);
  const pct = dice.oneIn(3) && !shares ? dice.pick(SHARES) : undefined;
  const order = randomOrder(
    dice,
    kind,
    { retention, pct: shares || pct !== undefined, nodes: children.length > 0, added, hasRoot },
    monotone,
  );
  // Sharing in proportion must be the last thing that happens to a part, and belongs to it alone.
  if (!hasRoot && !added && order.at(-1) === `limit.${kind}` && dice.oneIn(4)) {
    limits[kind].per = 'period';
    limits[kind].sharing = 'pro_rata';
    delete limits[kind].alsoPer;
  }
  return {
    id: kind,
    trigger: isLiability
      ? { basis: 'claim_made', series: { sameCause: 'first_claim_date' } }
      : { basis: kind === 'expense' ? 'discovered' : 'outage_started' },
    ...(retention.length > 0 && { retention }),
    ...(pct !== undefined && { pct }),
    ...(order.includes('period') && { indemnityPeriod: { maxDays: 1 + dice.below(3) } }),
    heads,
    order,
  };
}

function nodesOfHeads(
  dice: Dice,
  kind: string,
  heads: readonly Row[],
  limits: Record<string, Row>,
): string[] {
  if (kind === 'liability' || dice.oneIn(2)) return [];
  const names = [`${kind}_a`, `${kind}_b`];
  for (const head of heads) if (dice.oneIn(2)) head.node = dice.pick(names);
  const used = names.filter((name) => heads.some((head) => head.node === name));
  for (const name of used) {
    // The table tells lost profit in several lines, which have no units of their own.
    const per = dice.pick(kind === 'expense' ? ['event', 'period', 'unit'] : ['event', 'period']);
    limits[name] = { amount: per === 'unit' ? 1 + dice.below(2_000) : 500 + dice.below(15_000), per };
  }
  return used;
}

function randomRetentions(dice: Dice, kind: string, defence: boolean): Row[] {
  const money = (): Row => ({
    kind: dice.pick(['deductible', 'deductible', 'franchise', 'sir']),
    amount: dice.below(4_000),
    per: dice.pick(['claim', 'series', 'event', 'year']),
    ...(defence && dice.oneIn(2) && { heads: dice.pick(['all', 'all_but_defence']) }),
  });
  const waiting = (): Row => ({
    kind: dice.pick(['waiting_excess', 'waiting_qualify', 'waiting_from_zero']),
    hours: 1 + dice.below(30),
  });
  return [
    ...(kind === 'interruption' && dice.oneIn(2) ? [waiting()] : []),
    ...(dice.oneIn(4) ? [] : [money()]),
    ...(dice.oneIn(6) ? [money()] : []),
  ];
}

function randomOrder(
  dice: Dice,
  kind: string,
  has: { retention: readonly Row[]; pct: boolean; nodes: boolean; added: boolean; hasRoot: boolean },
  monotone: boolean,
): string[] {
  const waits = has.retention.some((one) => (one.kind as string).startsWith('waiting'));
  const takes = has.retention.some((one) => !(one.kind as string).startsWith('waiting'));
  const first = [
    ...(waits ? ['waiting'] : []),
    ...(kind === 'interruption' && dice.oneIn(3) ? ['period'] : []),
  ];
  const before = [...(takes ? ['retention'] : []), ...(has.pct ? ['pct'] : [])];
  const nodes = has.nodes ? ['limit.head'] : [];
  const limit = [`limit.${kind}`];
  const root = has.hasRoot ? ['limit.policy'] : [];
  const added = has.added ? ['add.defence'] : [];
  // Whoever wants payment to follow the loss takes percentages first, heads before parts, parts before the whole.
  if (monotone) {
    const takesAll =
      has.retention.every((one) => one.heads === undefined || one.heads === 'all') && !has.added;
    return [
      ...first,
      ...(has.pct ? ['pct'] : []),
      ...(takesAll ? nodes : []),
      ...(takes ? ['retention'] : []),
      ...(takesAll ? [] : nodes),
      ...limit,
      ...added,
      ...root,
    ];
  }
  const middle = dice.shuffled([...before, ...nodes, ...limit]);
  const at = middle.indexOf(`limit.${kind}`) + 1;
  return ['exclusions', ...first, ...middle.slice(0, at), ...added, ...middle.slice(at), ...root];
}

function randomExclusion(dice: Dice, id: string, partIds: readonly string[]): Row {
  const byLine = dice.oneIn(2);
  // Where a cap speaks of single lines, the simulation keeps its total and not its spread.
  const caps = !byLine && dice.oneIn(6);
  return {
    id,
    parts: dice.oneIn(2) ? 'all' : dice.some(partIds),
    when: dice.pick(byLine ? BY_LINE : WHOLE),
    ...(dice.oneIn(3) && { unless: dice.pick(caps ? WHOLE_CARVE_BACKS : CARVE_BACKS) }),
    ...(caps ? { effect: 'cap', cap: dice.below(5_000) } : byLine && { effect: 'component' }),
    burden: dice.pick(['insurer', 'insured', undefined]),
    ...(dice.oneIn(5) && { liftedByRider: 'R1' }),
  };
}

function randomCondition(dice: Dice, id: string, partIds: readonly string[]): Row {
  const effect = dice.pick(['deny', 'reduce', 'deny_if_prejudice']);
  return {
    id,
    parts: dice.some(partIds),
    when: dice.pick(['!fromItWork', "cause != 'loss'", 'reportedAt - discoveredAt <= duration("720h")']),
    effect,
    ...(effect === 'reduce' && { to: dice.pick(SHARES) }),
  };
}
