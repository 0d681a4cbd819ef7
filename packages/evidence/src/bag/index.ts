export * from './bag-of.ts';
export * from './info.ts';
export * from './manifest.ts';
export * from './paths.ts';
export * from './problem.ts';
export * from './verify.ts';
export * from './write.ts';
