export * from './gates.ts';
export * from './heads.ts';
export type { RiderChange } from './read/apply-riders.ts';
export { type PolicyReading, readPolicies, readPolicyYaml } from './read/policy.ts';
export * from './retentions.ts';
export * from './riders.ts';
export * from './schema/index.ts';
export * from './terms.ts';
export * from './tree.ts';
