import type { Part, PartHead, Policy } from '../schema/index.ts';
import { UNKNOWN } from './answers.ts';
import { COST_AXES, COSTS, given, type Read } from './said.ts';

export function partsOf(read: Read): Part[] {
  return [liabilityPart(read), ...expensePart(read), ...interruptionPart(read)];
}

const NODES = ['policy', 'liability', 'expense'] as const;

/** Whether a limit of this name exists: the liability limit always does, stated or not. */
function hasNode({ said }: Read, node: (typeof NODES)[number]): boolean {
  const limit = said('limit');
  return node === 'liability' || (limit?.[node] !== undefined && limit[node] !== UNKNOWN);
}

function liabilityPart(read: Read): Part {
  const { answers, said, src } = read;
  const retro = said('before_inception');
  const deductible = said('deductible');
  const claimants = claimantsOf(read);
  const amount = deductible?.liability;
  return {
    id: 'liability',
    name: '賠償',
    trigger: {
      basis: 'claim_made',
      ...(retro ? { retro: retro.retro, ...given('retroDate', retro.date), ...src(retro) } : {}),
    },
    ...(deductible ? { retention: retentionOf(amount, 'claim', src(deductible)) } : {}),
    heads: [
      {
        id: 'damages',
        ...given('claimants', answers.claimants ?? claimants),
        ...src(said('recourse') ?? said('card_misuse')),
      },
      { id: 'defence' },
    ],
    order: [
      'exclusions',
      ...(deductible ? ['retention'] : []),
      'limit.liability',
      ...(hasNode(read, 'policy') ? ['limit.policy'] : []),
    ],
  };
}

/** Who may claim, where the wording says so of anybody; who it does not speak of is not added. */
function claimantsOf({ said }: Read): PartHead['claimants'] {
  const card = said('card_misuse');
  const recourse = said('recourse');
  if (!card && !recourse) return undefined;
  return [
    'victim',
    ...(card?.state === 'covered' ? (['card_issuer'] as const) : []),
    ...(recourse?.state === 'covered' ? (['client', 'other_company'] as const) : []),
    ...(recourse?.state === 'covered' && !card ? (['card_issuer'] as const) : []),
  ];
}

function retentionOf(
  amount: number | 'unknown' | undefined,
  per: 'claim' | 'event',
  src: object,
): Part['retention'] {
  if (amount === 0) return { kind: 'none', ...src };
  return { kind: 'deductible', amount: typeof amount === 'number' ? amount : 'not_stated', per, ...src };
}

function expensePart(read: Read): Part[] {
  const { answers, said, src } = read;
  const heads: PartHead[] = [
    ...COST_AXES.flatMap((axis): PartHead[] => {
      const cost = said(axis);
      if (!cost || cost.state === 'not_covered') return [];
      const unitCap = { ...given('person', cost.perPerson), ...given('corporation', cost.perCorporation) };
      return [
        {
          id: COSTS[axis],
          ...given('pct', cost.share),
          ...given('limit', cost.limit),
          ...(Object.keys(unitCap).length > 0 ? { unitCap } : {}),
          ...given('consent', cost.consent),
          ...src(cost),
        },
      ];
    }),
    ...(answers.otherHeads ?? []).map((id): PartHead => ({ id })),
  ];
  if (heads.length === 0) return [];
  const deductible = said('deductible');
  return [
    {
      id: 'expense',
      name: '費用',
      trigger: { basis: 'discovered' },
      ...(deductible ? { retention: retentionOf(deductible.expense, 'event', src(deductible)) } : {}),
      heads,
      order: [
        'exclusions',
        ...(heads.some((head) => head.consent) ? ['consent'] : []),
        ...(heads.some((head) => head.unitCap) ? ['unitCap'] : []),
        ...(deductible ? ['retention'] : []),
        ...(heads.some((head) => head.pct !== undefined) ? ['pct'] : []),
        ...(heads.some((head) => head.limit !== undefined) ? ['limit.head'] : []),
        ...(hasNode(read, 'expense') ? ['limit.expense'] : []),
        ...(hasNode(read, 'policy') ? ['limit.policy'] : []),
      ],
    },
  ];
}

function interruptionPart(read: Read): Part[] {
  const riders = read.said('rider_limits');
  const rider = riders?.interruption;
  if (!rider) return [];
  const waiting =
    rider.waitingHours === undefined ? [] : [{ kind: 'waiting_qualify' as const, hours: rider.waitingHours }];
  const money =
    rider.deductible === undefined
      ? []
      : [{ kind: 'deductible' as const, amount: rider.deductible, per: 'event' as const }];
  return [
    {
      id: 'interruption',
      name: '利益・営業継続費用',
      rider: rider.rider,
      trigger: { basis: 'outage_started' },
      ...(waiting.length + money.length > 0 ? { retention: [...waiting, ...money] } : {}),
      heads: [{ id: 'lost_profit' }, { id: 'extra_expense' }],
      order: [
        'exclusions',
        ...(waiting.length > 0 ? ['waiting'] : []),
        ...(money.length > 0 ? ['retention'] : []),
        'limit.interruption',
        ...(hasNode(read, 'policy') ? ['limit.policy'] : []),
      ],
      ...read.src(riders),
    },
  ];
}

export function limitsOf(read: Read, parts: readonly Part[]): Policy['limits'] {
  const limit = read.said('limit');
  const src = read.src(limit);
  const used = new Set(parts.flatMap((part) => part.order.map((step) => step.replace('limit.', ''))));
  const amountOf = (node: (typeof NODES)[number]) => {
    const amount = limit?.[node];
    return amount === undefined || amount === UNKNOWN ? ('not_stated' as const) : amount;
  };
  const rider = read.said('rider_limits')?.interruption;
  const interruption =
    rider?.limit === undefined || rider.limit === UNKNOWN ? ('not_stated' as const) : rider.limit;
  const below = ['liability', 'expense', 'interruption'].filter((node) => used.has(node));
  return {
    ...(used.has('policy')
      ? { policy: { amount: amountOf('policy'), per: 'period' as const, children: below, ...src } }
      : {}),
    liability: { amount: amountOf('liability'), per: 'claim', ...src },
    ...(used.has('expense')
      ? { expense: { amount: amountOf('expense'), per: 'event' as const, ...src } }
      : {}),
    ...(used.has('interruption') ? { interruption: { amount: interruption, per: 'event' as const } } : {}),
  };
}
