export * from './chunks.ts';
export * from './master-key.ts';
export * from './vault.ts';
