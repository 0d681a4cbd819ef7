export * from './random.ts';
export * from './random-history.ts';
export * from './random-policy.ts';
