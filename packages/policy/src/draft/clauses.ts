import type { Exclusion, Policy } from '../schema/index.ts';
import { COST_AXES, COSTS, type Read } from './said.ts';

/** Matters the wording names. */
const MATTERS = ['misconfiguration', 'confidential_information', 'discarded_media'] as const;

const MATTER_NAMES = {
  misconfiguration: '設定ミスによる事故を対象とする',
  confidential_information: '個人情報以外の秘密情報を対象とする',
  discarded_media: '廃棄した媒体からの漏えいを対象とする',
} as const;

export function definitionsOf({ said, src }: Read): NonNullable<Policy['definitions']> {
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

export function exclusionsOf({ said, src }: Read): Exclusion[] {
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
