export { type Compiled, compilePredicate, type Origin, type Predicate, type Verdict } from './predicate.ts';
export { type FactKind, type FactSchema, type Facts, UNKNOWN } from './schema.ts';
