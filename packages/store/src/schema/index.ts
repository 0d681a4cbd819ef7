export * from './accounts.ts';
export { sonae } from './common.ts';
export * from './work.ts';
