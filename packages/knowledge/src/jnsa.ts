import data from '../build/jnsa.json' with { type: 'json' };
import { lookup } from './lookup.ts';
import type { Fact, JnsaFormula, JnsaItem } from './types.ts';

export type { Fact, JnsaFormula, JnsaItem } from './types.ts';

const module = data as unknown as {
  formula: JnsaFormula;
  items: readonly JnsaItem[];
  facts: readonly Fact[];
};

/** The rows behind the formula: constants as read, the map as read, vectors, yearly results. */
export const jnsaFacts = module.facts;

/** The constants of the formula, each with the row it comes from (`from`, an id of {@link jnsaFacts}). */
export const jnsaFormula = module.formula;

/** The items of the map, each with the source, date and certainty of the row it was read from. */
export const jnsaItems: readonly JnsaItem[] = module.items.map((item) => {
  const { sources, date, certainty, note } = jnsaFacts.find(({ id }) => id === item.from)!;
  return { ...item, sources, date, certainty, note };
});

/** Published and computed results to test an implementation against. */
export const jnsaVectors = jnsaFacts.filter(({ kind }) => kind === 'test_vector');

/** What JNSA published year by year; everybody is assumed to sue. */
export const jnsaYears = jnsaFacts.filter(({ id }) => id.startsWith('jo.year.'));

/**
 * An item of the map by id, name or alias. Items recollected but never read are `unverified`.
 *
 * @example jnsaItemOf('カルテ')?.x // 3
 */
export const jnsaItemOf = lookup(jnsaItems);
