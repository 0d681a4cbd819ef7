import type { Liability } from '@sonae/contract';
import type { Policy } from '@sonae/policy';
import type { AssessmentInput } from '../assess.ts';

/**
 * One change of an input, by a path that a variant keeps:
 * - `policies.<id>.limits.<node>.amount`, `policies.<id>.parts.<part>.retention.<place>.amount` or `.hours`;
 * - `contracts.<partner>.capPerClaim`, `.capPerYear` (null: no cap);
 * - `controls.<id>`: 1 in place, 0 not;
 * - `assets.<id>.persons`: data subjects held.
 */
export type Change = { readonly path: string; readonly value: number | null };

/** A path that leads nowhere in this input: the register has changed since the variant was kept. */
export class ChangeError extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`no such input: ${path}`);
    this.path = path;
  }
}

/** Whether years that are kept can be priced again under a change; other changes need the years played anew. */
export function isRepriced({ path }: Change): boolean {
  return path.startsWith('policies.') || path.startsWith('contracts.');
}

/**
 * An input with changes. The input given stays as it is.
 *
 * @throws ChangeError where a path leads nowhere
 */
export function applyChanges(input: AssessmentInput, changes: readonly Change[]): AssessmentInput {
  return changes.reduce(applyChange, input);
}

function applyChange(input: AssessmentInput, { path, value }: Change): AssessmentInput {
  const [table, id, ...rest] = path.split('.');
  switch (table) {
    case 'policies':
      return {
        ...input,
        policies: changed(
          input.policies,
          path,
          ({ policy }) => policy.id === id,
          (held) => ({
            ...held,
            policy: changedPolicy(held.policy, rest, path, value),
          }),
        ),
      };
    case 'contracts':
      return { ...input, liabilities: changedLiability(input.liabilities, path, id, rest.join('.'), value) };
    case 'controls':
      return changedControl(input, id, path, value);
    case 'assets': {
      if (rest.join('.') !== 'persons' || value === null) throw new ChangeError(path);
      const assets = changed(
        input.subject.assets,
        path,
        (asset) => asset.id === id,
        (asset) => ({
          ...asset,
          persons: asset.owner === undefined ? value : asset.persons,
          entrusted: asset.owner === undefined ? asset.entrusted : value,
        }),
      );
      return { ...input, subject: { ...input.subject, assets } };
    }
    default:
      throw new ChangeError(path);
  }
}

/** The list with the one row changed. */
function changed<T>(rows: readonly T[], path: string, isIt: (row: T) => boolean, change: (row: T) => T): T[] {
  if (!rows.some(isIt)) throw new ChangeError(path);
  return rows.map((row) => (isIt(row) ? change(row) : row));
}

function changedPolicy(policy: Policy, rest: readonly string[], path: string, value: number | null): Policy {
  if (value === null) throw new ChangeError(path);
  const [table, id, ...place] = rest;
  if (table === 'limits' && place.join('.') === 'amount') {
    const node = policy.limits[id];
    if (typeof node?.amount !== 'number') throw new ChangeError(path);
    return { ...policy, limits: { ...policy.limits, [id]: { ...node, amount: value } } };
  }
  const [key, number, field] = place;
  if (table !== 'parts' || key !== 'retention' || (field !== 'amount' && field !== 'hours'))
    throw new ChangeError(path);
  const parts = changed(
    policy.parts,
    path,
    (part) => part.id === id,
    (part) => {
      const retentions = [part.retention ?? []].flat();
      const retention = retentions[Number(number)];
      if (typeof retention?.[field] !== 'number') throw new ChangeError(path);
      const next = retentions.with(Number(number), { ...retention, [field]: value });
      return { ...part, retention: Array.isArray(part.retention) ? next : next[0] };
    },
  );
  return { ...policy, parts };
}

function changedLiability(
  liabilities: ReadonlyMap<string, Liability>,
  path: string,
  partner: string,
  field: string,
  value: number | null,
): ReadonlyMap<string, Liability> {
  const liability = liabilities.get(partner);
  if (!liability || (field !== 'capPerClaim' && field !== 'capPerYear')) throw new ChangeError(path);
  return new Map(liabilities).set(partner, { ...liability, [field]: value ?? undefined });
}

/** A control in place or not. What was drawn for it in each world is still drawn, so that all other luck stays the same. */
function changedControl(
  input: AssessmentInput,
  id: string,
  path: string,
  value: number | null,
): AssessmentInput {
  const { data, subject } = input;
  const fact = data.facts[id];
  if (fact?.control !== id || (value !== 0 && value !== 1)) throw new ChangeError(path);
  if (subject.stated[id] !== undefined)
    return { ...input, subject: { ...subject, stated: { ...subject.stated, [id]: value } } };
  const prior = value === 1 ? `max(1, ${fact.prior})` : `min(0, ${fact.prior})`;
  return { ...input, data: { ...data, facts: { ...data.facts, [id]: { ...fact, prior } } } };
}
