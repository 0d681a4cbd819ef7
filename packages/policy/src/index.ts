export * from './gates.ts';
export * from './heads.ts';
export { ORDER_STEPS, type PolicyReading, readPolicyYaml } from './read.ts';
export * from './schema.ts';
export * from './terms.ts';
