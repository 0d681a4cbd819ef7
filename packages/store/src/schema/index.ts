export * from './accounts.ts';
export * from './cases.ts';
export { sonae } from './common.ts';
export * from './evidence.ts';
export * from './response.ts';
export * from './work.ts';
