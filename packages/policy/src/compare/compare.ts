import type { Text } from '@sonae/core';
import type { Policy } from '../schema/index.ts';
import { AXES } from './axes.ts';
import type { Cell } from './cell.ts';
import { pairsOf } from './pairs.ts';
import { type SilentChanges, silentChanges } from './silent.ts';
import { type SupportRow, supportOf } from './support.ts';

/** One axis with what every policy says to it. */
export type ComparedAxis = {
  readonly id: string;
  readonly number: number;
  readonly name: Text;
  /** Whether the policies differ, in state or in words. */
  readonly differs: boolean;
  readonly cells: readonly Cell[];
};

/** Policies side by side: what they say, where they are silent, and nothing about which is better. */
export type Comparison = {
  readonly policies: readonly {
    readonly id: string;
    readonly insurer: string;
    readonly product?: string;
    readonly edition?: string;
    readonly fictional: boolean;
    readonly premiumYen?: number;
  }[];
  /** Differences first, else in the order of the axes. */
  readonly axes: readonly ComparedAxis[];
  readonly support: readonly SupportRow[];
  /** Between two editions of one policy: what changed from the first to the second. */
  readonly silentChanges: readonly SilentChanges[];
};

/**
 * Compares wordings on nineteen axes.
 *
 * @param pair ids of the expiring and the offered policy; without it, policies whose ids differ in their edition alone
 *   are taken for editions of one, in the order of their ids
 */
export function comparePolicies(
  policies: readonly Policy[],
  pair?: { readonly expiring: string; readonly offered: string },
): Comparison {
  const axes = AXES.map(({ id, number, name, read }): ComparedAxis => {
    const cells = policies.map((policy): Cell => ({ policy: policy.id, ...read(policy) }));
    const differs = new Set(cells.map(({ state, text }) => `${state}\n${text.ja}`)).size > 1;
    return { id, number, name, differs, cells };
  });
  return {
    policies: policies.map(({ id, insurer, product, forms, fictional, premium }) => ({
      id,
      insurer,
      product,
      edition: forms?.map((form) => [form.id, form.edition].filter(Boolean).join(' ')).join('、'),
      fictional: fictional ?? false,
      premiumYen: premium?.amount,
    })),
    axes: [...axes.filter((axis) => axis.differs), ...axes.filter((axis) => !axis.differs)],
    support: supportOf(policies),
    silentChanges: pairsOf(policies, pair).map(([expiring, offered]) => silentChanges(expiring, offered)),
  };
}
