import data from '../build/calibration.json' with { type: 'json' };
import type { Fact, Topic } from './types.ts';

export type { Distribution, Fact, FactSource, Topic } from './types.ts';

/** Every row of calibration: rates, unit costs, awards, control effects, distributions, shares, the JNSA rows. */
export const facts = data as unknown as readonly Fact[];

let byId: Map<string, Fact> | undefined;

/**
 * A row by its id. It carries sources, date and certainty; show what is `unverified` as 未確認.
 *
 * @example factOf('cost.dm')?.value // 130
 */
export function factOf(id: string): Fact | undefined {
  byId ??= new Map(facts.map((row) => [row.id, row]));
  return byId.get(id);
}

/**
 * The rows of one file, in its order.
 *
 * @example factsOf('unit-costs')[0]?.id // 'cost.forensic_scope'
 */
export function factsOf(topic: Topic): Fact[] {
  return facts.filter((row) => row.topic === topic);
}
