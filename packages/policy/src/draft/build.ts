import { AXES } from '../compare/axes.ts';
import type { Exclusion, Part, PartHead, Policy, TermSource } from '../schema/index.ts';
import type { AxisAnswers, AxisId, DraftAnswers } from './answers.ts';
import { UNKNOWN } from './answers.ts';

/** An answer that says something. */
type Said<K extends AxisId> = Exclude<NonNullable<AxisAnswers[K]>, typeof UNKNOWN>;

/** What the parts of a draft ask of the answers. */
type Read = {
  readonly answers: DraftAnswers;
  /** The answer to an axis, or nothing where it is unknown. */
  said<K extends AxisId>(axis: K): Said<K> | undefined;
  src(answer: { readonly clause?: string; readonly page?: number } | undefined): { src: TermSource } | object;
};

/**
 * The policy the answers describe. Every axis nobody answered stands in `not_stated`; nothing is made up. The tree is
 * checked afterwards like any other policy file.
 */
export function draftPolicy(answers: DraftAnswers): Policy {
  const read: Read = {
    answers,
    said: (axis) => {
      const answer = answers.axes?.[axis];
      const isSaid =
        answer !== undefined &&
        answer !== UNKNOWN &&
        !('state' in answer && answer.state === UNKNOWN) &&
        canBeWritten(answers, axis);
      return isSaid ? (answer as never) : undefined;
    },
    src: (answer) => sourceOf(answers, answer),
  };
  const unanswered = AXES.map(({ id }) => id as AxisId).filter((axis) => read.said(axis) === undefined);
  const parts = partsOf(read);
  const definitions = definitionsOf(read);
  const exclusions = exclusionsOf(read);
  const riders = read.said('rider_limits');
  const consulting = read.said('consulting');
  const accepted = read.said('not_accepted');
  const bought = [...(riders?.bought ?? []), ...(riders?.interruption ? [riders.interruption.rider] : [])];
  return {
    id: answers.id,
    insurer: answers.insurer,
    ...given('product', answers.product),
    ...given('fictional', answers.fictional),
    ...(answers.form ? { forms: [answers.form] } : {}),
    ...given('period', answers.period),
    ...(answers.insured ? { insured: { named: answers.insured } } : {}),
    ...(Object.keys(definitions).length > 0 ? { definitions } : {}),
    limits: limitsOf(read, parts),
    parts,
    ...(exclusions.length > 0 ? { exclusions } : {}),
    ...(bought.length > 0 ? { riders: [...new Set(bought)] } : {}),
    ...given('riders_available', riders?.available),
    ...(consulting
      ? { services: consulting.services.map((service) => ({ ...service, ...read.src(consulting) })) }
      : {}),
    ...premiumOf(read),
    ...(accepted
      ? {
          eligibility: {
            ...given('bar', accepted.bar),
            ...given('maxRevenue', accepted.maxRevenue),
            ...read.src(accepted),
          },
        }
      : {}),
    ...(unanswered.length > 0 ? { not_stated: unanswered } : {}),
  };
}

/** What joining costs and what is taken off stand with the premium: without a premium they cannot be written down. */
function canBeWritten(answers: DraftAnswers, axis: AxisId): boolean {
  return (axis !== 'joining_cost' && axis !== 'security_discount') || answers.premiumYen !== undefined;
}

function premiumOf({ answers, said, src }: Read): Pick<Policy, 'premium'> {
  if (answers.premiumYen === undefined) return {};
  const joining = said('joining_cost');
  const discount = said('security_discount');
  return {
    premium: {
      amount: answers.premiumYen,
      ...(discount
        ? { discounts: { list: discount.list, combine: 'add', ...given('cap', discount.cap) } }
        : {}),
      ...given('onboardingCost', joining?.yen),
      ...src(discount ?? joining),
    },
  };
}

function partsOf(read: Read): Part[] {
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

/** The head each cost axis speaks of. */
const COSTS = {
  countermeasure_cost: 'recurrence_prevention',
  investigation_cost: 'forensic',
  gift_cost: 'gift',
} as const;
const COST_AXES = Object.keys(COSTS) as (keyof typeof COSTS)[];

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

function limitsOf(read: Read, parts: readonly Part[]): Policy['limits'] {
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

/** Matters the wording names. */
const MATTERS = ['misconfiguration', 'confidential_information', 'discarded_media'] as const;

const MATTER_NAMES = {
  misconfiguration: '設定ミスによる事故を対象とする',
  confidential_information: '個人情報以外の秘密情報を対象とする',
  discarded_media: '廃棄した媒体からの漏えいを対象とする',
} as const;

function definitionsOf({ said, src }: Read): NonNullable<Policy['definitions']> {
  const personal = said('personal_information');
  return {
    ...(personal ? { personal_information: { text: personal.text, ...src(personal) } } : {}),
    ...Object.fromEntries(
      MATTERS.flatMap((axis) => {
        const matter = said(axis);
        return matter?.state === 'covered'
          ? [[axis, { text: matter.text ?? MATTER_NAMES[axis], ...src(matter) }]]
          : [];
      }),
    ),
  };
}

const MATTER_PREDICATES = {
  misconfiguration: "cause == 'misconfiguration'",
  confidential_information: "records.exists(r, r.kind == 'corporate_secret')",
  discarded_media: "cause == 'disposal'",
} as const;

const PREDICATES: Readonly<Record<string, Omit<Exclusion, 'id'>>> = {
  war_state: { parts: 'all', when: 'war || (stateBacked && significantImpairment)' },
  known: { parts: 'all', when: 'knownAt < policy.firstInception' },
  raised_liability: {
    parts: ['liability'],
    effect: 'component',
    when: 'component.contractualOnly',
    unless: 'component.liableWithoutContract',
  },
  ransom: { parts: 'all', effect: 'component', when: "cost.head == 'ransom'" },
  overload: { parts: 'all', when: "cause == 'overload'", unless: 'thirdPartyMalice', burden: 'insured' },
};

function exclusionsOf({ said, src }: Read): Exclusion[] {
  const intent = said('intent');
  const usual = said('exclusions');
  return [
    ...(intent
      ? [
          {
            id: 'intent',
            parts: 'all' as const,
            when: `actors.exists(a, a.role in [${intent.excluded.map((role) => `'${role}'`).join(', ')}] && a.intent)`,
            ...src(intent),
          },
        ]
      : []),
    ...MATTERS.flatMap((axis): Exclusion[] => {
      const matter = said(axis);
      return matter?.state === 'not_covered'
        ? [{ id: axis, parts: 'all', when: MATTER_PREDICATES[axis], ...src(matter) }]
        : [];
    }),
    ...COST_AXES.flatMap((axis): Exclusion[] => {
      const cost = said(axis);
      if (cost?.state !== 'not_covered') return [];
      return [
        {
          id: COSTS[axis],
          parts: 'all',
          effect: 'component',
          when: `cost.head == '${COSTS[axis]}'`,
          ...src(cost),
        },
      ];
    }),
    ...(usual?.list ?? []).map((id): Exclusion => ({ id, ...PREDICATES[id], ...src(usual) })),
  ];
}

function sourceOf(
  { form, reader, readOn }: DraftAnswers,
  answer: { readonly clause?: string; readonly page?: number } | undefined,
): { src: TermSource } | object {
  if (!form || answer === undefined) return {};
  const { clause, page } = answer;
  return {
    src: {
      form: form.id,
      ...given('edition', form.edition),
      ...given('clause', clause),
      ...given('page', page),
      ...given('reader', reader),
      ...given('date', readOn),
      state: 'read',
    },
  };
}

/** One field, or none where there is no value. */
function given<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}
