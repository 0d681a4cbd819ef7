import { applyRiders } from '../read/apply-riders.ts';
import { type Policy, policy as policySchema, type RatingChoice, type Rider } from '../schema/index.ts';
import type { Purchase } from './rate.ts';

/** One way to buy a policy: its wording with the chosen amounts and riders, and what was chosen. */
export type Variant = {
  /** Unique among the variants of the policy: its choices and riders. */
  readonly id: string;
  readonly policy: Policy;
  readonly purchase: Required<Purchase>;
};

/**
 * Every way to buy a policy: the choices of each option, with and without each rider the tariff prices. A policy
 * without a tariff is bought as it stands or not at all.
 *
 * @param base the policy without its riders, as read
 */
export function variantsOf(base: Policy): Variant[] {
  const options = base.rating?.options ?? [];
  const riders = Object.keys(base.rating?.riders ?? {});
  return product(options.map((option) => option.choices)).flatMap((choices) =>
    product(riders.map((rider) => [undefined, rider])).map((bought) => {
      const purchase = {
        choices: Object.fromEntries(options.map((option, i) => [option.id, choices[i].id])),
        riders: [...bought.filter((rider) => rider !== undefined), ...unpriced(base, riders)],
      };
      return {
        id: [...choices.map(({ id }) => id), ...purchase.riders].join('+') || 'as-is',
        policy: buy(base, choices, purchase.riders),
        purchase,
      };
    }),
  );
}

/** The policy with these choices and riders. Throws where a change leads nowhere; the linter says so before, with its line. */
export function buy(base: Policy, choices: readonly RatingChoice[], riders: readonly string[]): Policy {
  const defined = [...(base.riders ?? []), ...(base.riders_available ?? [])];
  const bought = riders.map((id): Rider => defined.find((rider) => idOf(rider) === id) ?? id);
  const premiumRiders = Object.entries(base.premium?.riders ?? {}).filter(([id]) => riders.includes(id));
  const changed: Rider[] = choices.map(({ id, changes }) => ({ id, changes }));
  const tree = {
    ...base,
    riders: bought,
    ...(base.premium ? { premium: { ...base.premium, riders: Object.fromEntries(premiumRiders) } } : {}),
  };
  const { tree: result } = applyRiders(tree, { ...base, riders: [...changed, ...bought] }, ({ message }) => {
    throw new Error(`${base.id}: ${message.en}`);
  });
  return policySchema.parse(result);
}

/** Riders the policy has and the tariff does not price: they are part of it in every variant. */
function unpriced(base: Policy, priced: readonly string[]): string[] {
  const held = [...(base.riders ?? []).map(idOf), ...Object.keys(base.premium?.riders ?? {})];
  return [...new Set(held)].filter((id) => !priced.includes(id));
}

function idOf(rider: Rider): string {
  return typeof rider === 'string' ? rider : rider.id;
}

function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((head) => list.map((item) => [...head, item])), [[]]);
}
