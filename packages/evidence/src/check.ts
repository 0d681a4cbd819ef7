export * from './bag/index.ts';
export * from './bundle/verify.ts';
export * from './store/fsck.ts';
