import type { Text } from '@sonae/core';
import { controls } from '@sonae/knowledge';
import { headText, isUnder, type Part, type Policy } from '@sonae/policy';
import type { AssessmentInput } from '../assess.ts';
import { roundSteps } from './steps.ts';

/** Something one could change: a slider or a switch. */
export type Lever = {
  /** The path of its {@link Change}. */
  readonly path: string;
  readonly kind: 'limit' | 'retention' | 'waiting' | 'contract' | 'control' | 'records';
  readonly name: Text;
  /** Whose it is: the policy, the contract. */
  readonly of?: string;
  readonly unit: 'yen' | 'hours' | 'persons' | 'switch';
  /** The present value; null is no cap, undefined is not known. */
  readonly value: number | null | undefined;
  /** Its positions from the lowest; null, no cap, is the highest. */
  readonly steps: readonly (number | null)[];
  /** Whether kept years tell the outcome to the yen; otherwise they are played anew. */
  readonly repriced: boolean;
};

/** How far a limit or a retention can be moved, as a multiple of what it is. */
const LIMIT_REACH = [0.2, 10] as const;
const RETENTION_REACH = 20;
const WAITING_HOURS = [1, 2, 3, 4, 6, 8, 10, 12, 18, 24, 36, 48, 72, 96];
const CAP_REACH = [1e5, 1e9] as const;
const RECORDS_REACH = 0.05;

/** Everything that can be changed of an input: policies, then contracts, records and controls. */
export function leversOf(input: AssessmentInput): Lever[] {
  return [
    ...input.policies.flatMap(({ policy }) => [...limitLevers(policy), ...retentionLevers(policy)]),
    ...contractLevers(input),
    ...recordLevers(input),
    ...controlLevers(input),
  ];
}

const nameOf = ({ insurer, product }: Policy): string => [insurer, product].filter(Boolean).join(' ');

function limitLevers(policy: Policy): Lever[] {
  return Object.entries(policy.limits).flatMap(([node, { amount }]): Lever[] => {
    const what = nodeText(policy, node);
    if (typeof amount !== 'number' || !what) return [];
    return [
      {
        path: `policies.${policy.id}.limits.${node}.amount`,
        kind: 'limit',
        name: { ja: `支払限度額：${what.ja}`, en: `Limit: ${what.en}` },
        of: nameOf(policy),
        unit: 'yen',
        value: amount,
        steps: roundSteps(amount * LIMIT_REACH[0], amount * LIMIT_REACH[1], amount),
        repriced: true,
      },
    ];
  });
}

function retentionLevers(policy: Policy): Lever[] {
  return policy.parts.flatMap((part) =>
    [part.retention ?? []].flat().flatMap(({ kind, amount, hours }, place): Lever[] => {
      const path = `policies.${policy.id}.parts.${part.id}.retention.${place}`;
      const what = partText(part);
      const common = { of: nameOf(policy), repriced: true } as const;
      if (kind.startsWith('waiting') && hours !== undefined) {
        const name = { ja: `免責時間：${what.ja}`, en: `Waiting period: ${what.en}` };
        const steps = [...new Set([...WAITING_HOURS, hours])].sort((a, b) => a - b);
        return [
          { ...common, path: `${path}.hours`, kind: 'waiting', name, unit: 'hours', value: hours, steps },
        ];
      }
      if (kind === 'none' || kind.startsWith('waiting') || typeof amount !== 'number') return [];
      const name = { ja: `免責金額：${what.ja}`, en: `Deductible: ${what.en}` };
      const steps = [
        0,
        ...roundSteps(
          Math.max(1e4, amount / RETENTION_REACH),
          Math.max(1e6, amount * RETENTION_REACH),
          amount,
        ),
      ];
      return [
        {
          ...common,
          path: `${path}.amount`,
          kind: 'retention',
          name,
          unit: 'yen',
          value: amount,
          steps: [...new Set(steps)],
        },
      ];
    }),
  );
}

/** What a limit is for: the whole policy, a part, or some heads; undefined where nothing stands under it. */
function nodeText(policy: Policy, node: string): Text | undefined {
  const under = policy.parts.map((part) => {
    if (part.order.includes(`limit.${node}`))
      return part.heads.filter((head) => isUnder(policy, part, head, node));
    return part.order.includes('limit.head') ? part.heads.filter((head) => head.node === node) : [];
  });
  const parts = policy.parts.filter((_, p) => under[p].length > 0);
  if (parts.length === 0) return undefined;
  if (parts.length === policy.parts.length && parts.length > 1)
    return { ja: '証券全体', en: 'the whole policy' };
  const [part] = parts;
  if (parts.length === 1 && under[policy.parts.indexOf(part)].length === part.heads.length)
    return partText(part);
  return listed(under.flat().flatMap((head) => head.ids ?? head.id ?? []));
}

/** Heads by name: two of them, and that there are more. */
function listed(heads: readonly string[]): Text {
  const [a, b] = heads.map(headText);
  const more = heads.length > 2;
  return {
    ja:
      [a, b]
        .filter(Boolean)
        .map(({ ja }) => ja)
        .join('・') + (more ? 'など' : ''),
    en:
      [a, b]
        .filter(Boolean)
        .map(({ en }) => en)
        .join(', ') + (more ? ' …' : ''),
  };
}

const BASIS_TEXTS: Readonly<Record<Part['trigger']['basis'], Text>> = {
  claim_made: { ja: '賠償責任', en: 'liability' },
  discovered: { ja: '事故対応の費用', en: 'response costs' },
  cost_incurred: { ja: '費用', en: 'costs' },
  outage_started: { ja: '利益の喪失', en: 'interruption' },
};

/** What a part of a policy covers, in a word. */
function partText({ name, trigger }: Part): Text {
  const usual = BASIS_TEXTS[trigger.basis];
  return { ja: name ?? usual.ja, en: usual.en };
}

function contractLevers({ liabilities, subject }: AssessmentInput): Lever[] {
  return subject.partners.flatMap(({ id, name }): Lever[] => {
    const liability = liabilities.get(id);
    if (!liability) return [];
    const yearly = liability.capPerYear !== undefined;
    const present = (yearly ? liability.capPerYear : liability.capPerClaim) ?? null;
    return [
      {
        path: `contracts.${id}.${yearly ? 'capPerYear' : 'capPerClaim'}`,
        kind: 'contract',
        name: yearly
          ? { ja: `賠償の上限（年間）：${name}`, en: `Liability cap a year: ${name}` }
          : { ja: `賠償の上限（1件）：${name}`, en: `Liability cap a claim: ${name}` },
        unit: 'yen',
        value: present,
        steps: [...roundSteps(...CAP_REACH, present ?? CAP_REACH[1]), null],
        repriced: true,
      },
    ];
  });
}

function recordLevers({ subject }: AssessmentInput): Lever[] {
  return subject.assets.flatMap(({ id, name, persons, entrusted, owner }): Lever[] => {
    const held = owner === undefined ? persons : entrusted;
    if (!(held > 0)) return [];
    return [
      {
        path: `assets.${id}.persons`,
        kind: 'records',
        name: { ja: `保有する人数：${name}`, en: `Persons held: ${name}` },
        unit: 'persons',
        value: held,
        steps: roundSteps(Math.max(1, held * RECORDS_REACH), held, held),
        repriced: false,
      },
    ];
  });
}

function controlLevers({ data, subject }: AssessmentInput): Lever[] {
  return controls.flatMap(({ id, ja, en }): Lever[] =>
    data.facts[id]?.control === id
      ? [
          {
            path: `controls.${id}`,
            kind: 'control',
            name: { ja, en },
            unit: 'switch',
            value: subject.stated[id],
            steps: [0, 1],
            repriced: false,
          },
        ]
      : [],
  );
}
