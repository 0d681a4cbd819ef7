export * from './bag-folder.ts';
export * from './intake.ts';
export * from './lock.ts';
export * from './master-key-file.ts';
export * from './node-disk.ts';
export * from './open.ts';
export * from './verifiers.ts';
