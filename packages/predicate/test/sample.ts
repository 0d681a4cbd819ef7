import { compilePredicate, type FactSchema, type Facts, type Predicate, type Verdict } from '../src/index.ts';

/** Facts of the kind that policies, contracts and duties ask for. */
export const sample = {
  war: 'boolean',
  stateBacked: 'boolean',
  significantImpairment: 'boolean',
  cause: { values: ['overload', 'ransomware', 'misdelivery'] },
  component: { fields: { kind: 'string' } },
  asset: { fields: { state: 'string', tags: { list: 'string' } } },
  impairedStates: { list: 'string' },
  actors: { list: { fields: { role: { values: ['policyholder', 'officer', 'staff'] }, intent: 'boolean' } } },
  occurredAt: 'instant',
  discoveredAt: 'instant',
  reportedAt: 'instant',
  knownAt: 'instant',
  contract: { fields: { deliveredPlusOneMonth: 'instant' } },
  policy: { fields: { firstInception: 'instant' } },
  outage: 'duration',
  persons: 'integer',
  share: 'number',
} as const satisfies FactSchema;

/** The predicate, where the expression has no error. */
export function predicateOf(source: string, schema: FactSchema = sample): Predicate {
  const { predicate, issues } = compilePredicate(source, schema);
  if (!predicate) throw new Error(`${source}: ${issues.map((issue) => issue.message.en).join('; ')}`);
  return predicate;
}

/** The verdict of an expression on some facts. */
export function ask(source: string, facts: Facts, schema: FactSchema = sample): Verdict {
  return predicateOf(source, schema).evaluate(facts);
}

/** The codes of an expression's issues with their places, `predicate.type 1:5`. */
export function codesOf(source: string, schema: FactSchema = sample): string[] {
  return compilePredicate(source, schema).issues.map(({ code, line, column }) => `${code} ${line}:${column}`);
}
