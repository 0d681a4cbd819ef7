export type { Assessment } from '@sonae/assessment';
export * from './assess.ts';
export * from './jnsa.ts';
export * from './policy.ts';
export * from './ports.ts';
export * from './read-company.ts';
export * from './register.ts';
