export * from './clauses.ts';
export * from './limits.ts';
export * from './part.ts';
export * from './policy.ts';
export * from './rating.ts';
export * from './values.ts';
