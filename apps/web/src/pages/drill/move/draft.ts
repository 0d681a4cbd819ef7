import type { Moves } from '../use-drill.ts';

/** In the order in which a case goes. */
export const KINDS = ['declare', 'tell', 'fact', 'action', 'draft', 'spend'] as const;
export type Kind = (typeof KINDS)[number];

/** What is being entered; fields of kinds that are not chosen wait. */
export type Draft = {
  readonly kind: Kind;
  readonly whom: string;
  readonly fact: string;
  readonly value: string;
  readonly document: string;
  readonly items: readonly string[];
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** By what is to be captured: the reason why it is not; absent where it was. */
  readonly waived: Readonly<Record<string, string>>;
  readonly captured: readonly string[];
  readonly approvers: readonly string[];
  readonly head: string;
  readonly yen: string;
};

export const EMPTY: Draft = {
  kind: 'declare',
  whom: '',
  fact: '',
  value: '',
  document: '',
  items: [],
  action: '',
  parameters: {},
  waived: {},
  captured: [],
  approvers: [],
  head: '',
  yen: '',
};

/** A drill keeps no evidence, so what was captured has no digest of its own. */
const NOTHING_KEPT = '0'.repeat(64);

/** Digits as people type them, full width and with commas: 1,200 or １２００. */
export const digits = (text: string): string => text.normalize('NFKC').replaceAll(/[,\s円人件]/g, '');

type Deed =
  | { declare: true }
  | { tell: string }
  | { fact: { id: string; value: string } }
  | { draft: { document: string; items: string[] } }
  | { spend: { head: string; yen: number } }
  | {
      action: {
        id: string;
        parameters: Record<string, string>;
        captured: Record<string, string>;
        waived: Record<string, string>;
        approvedBy: string[];
      };
    };

/** What the operation takes. */
export function deedOf(draft: Draft, moves: Moves): Deed {
  const { kind } = draft;
  if (kind === 'tell') return { tell: draft.whom };
  if (kind === 'fact') {
    const isNumber = moves.facts.find(({ id }) => id === draft.fact)?.values === undefined;
    return { fact: { id: draft.fact, value: isNumber ? digits(draft.value) : draft.value } };
  }
  if (kind === 'draft') return { draft: { document: draft.document, items: [...draft.items] } };
  if (kind === 'spend') return { spend: { head: draft.head, yen: Number(digits(draft.yen)) } };
  if (kind === 'action') {
    const captured = Object.fromEntries(draft.captured.map((id) => [id, NOTHING_KEPT]));
    return {
      action: {
        id: draft.action,
        parameters: { ...draft.parameters },
        captured,
        waived: { ...draft.waived },
        approvedBy: draft.approvers.map((name) => name.trim()).filter((name) => name !== ''),
      },
    };
  }
  return { declare: true };
}
