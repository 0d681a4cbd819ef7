import type { Text } from '@sonae/core';
import { supportAreaOf, supportAreas } from '@sonae/knowledge';
import type { Policy, Service } from '../schema/index.ts';
import type { State } from './cell.ts';

/** What one policy offers in one area of support. */
export type SupportCell = {
  readonly policy: string;
  readonly state: State;
  /** Firms of the insurer's panel; empty where the wording names none. */
  readonly firms: readonly string[];
  /** Hours at which help answers; undefined where not stated. */
  readonly hours?: string;
  readonly bearer: NonNullable<Service['bearer']>;
  readonly panelOnly?: boolean;
  /** The condition of payment that hangs on its use. */
  readonly condition?: string;
};

export type SupportRow = {
  readonly area: string;
  readonly name: Text;
  readonly cells: readonly SupportCell[];
};

/** The five areas of support (支援分野) by policy: firms, hours, who bears the cost. */
export function supportOf(policies: readonly Policy[]): SupportRow[] {
  return supportAreas
    .filter((area) => area.five)
    .map(({ id, ja, en }) => ({
      area: id,
      name: { ja, en },
      cells: policies.map((policy) => cellOf(policy, id)),
    }));
}

function cellOf(policy: Policy, area: string): SupportCell {
  const service = policy.services?.find((one) => supportAreaOf(one.area)?.id === area);
  if (!service) return { policy: policy.id, state: 'not_stated', firms: [], bearer: 'not_stated' };
  const { firms, hours, bearer, panel, condition } = service;
  return {
    policy: policy.id,
    state:
      bearer === 'insurer'
        ? 'covered'
        : bearer === undefined || bearer === 'not_stated'
          ? 'not_stated'
          : 'limited',
    firms: firms ?? [],
    hours,
    bearer: bearer ?? 'not_stated',
    panelOnly: panel,
    condition,
  };
}
