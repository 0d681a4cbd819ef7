import { eventFactSchema } from '@sonae/knowledge/event-facts';
import { compilePredicate, type FactSchema, type Predicate } from '@sonae/predicate';
import type { Policy } from './schema/index.ts';

/** Objects a predicate of a wording sees one by one, beside the facts of the event. */
export const SCOPES = ['component', 'cost', 'claim', 'asset', 'record', 'contract', 'policy'] as const;

/** The facts a wording may ask for: those of the event, also as `event.…`, and the words the policy defines. */
export function factSchemaOf(words: readonly string[]): FactSchema {
  const key = words.join(',');
  const known = schemas.get(key);
  if (known) return known;
  const schema: FactSchema = {
    ...eventFactSchema(...SCOPES),
    event: { fields: eventFactSchema() },
    ...Object.fromEntries(words.map((word) => [word, 'boolean' as const])),
  };
  schemas.set(key, schema);
  return schema;
}
const schemas = new Map<string, FactSchema>();

/** The words of a policy that are predicates, in their order: a word may use those before it. */
export function wordsOf(
  policy: Pick<Policy, 'definitions'>,
): { readonly id: string; readonly when: string }[] {
  return Object.entries(policy.definitions ?? {}).flatMap(([id, definition]) => {
    const when = typeof definition === 'string' ? definition : definition.when;
    return when === undefined ? [] : [{ id, when }];
  });
}

/** A predicate of a checked policy, ready to be asked; each is compiled once. */
export function predicateOf(source: string, words: readonly string[]): Predicate {
  const key = `${words.join(',')}\n${source}`;
  const known = compiled.get(key);
  if (known) return known;
  const { predicate, issues } = compilePredicate(source, factSchemaOf(words));
  if (!predicate) throw new Error(`${source} was not checked: ${issues[0]?.message.en}`);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(key, predicate);
  return predicate;
}
const compiled = new Map<string, Predicate>();
/** A library of wordings has some hundred predicates; whoever reads more starts afresh. */
const MOST_COMPILED = 2_000;

/** Whether a predicate speaks of an object it sees one by one. */
export function readsScope({ reads }: Predicate, scope: (typeof SCOPES)[number]): boolean {
  return reads.some((read) => read === scope || read.startsWith(`${scope}.`));
}
