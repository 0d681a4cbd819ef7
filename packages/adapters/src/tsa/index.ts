export * from './ask.ts';
export * from './test-authority.ts';
