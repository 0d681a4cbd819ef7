export * from './answers.ts';
export * from './compare.ts';
export * from './documents.ts';
export * from './drill.ts';
export * from './scenario.ts';
export * from './scenarios/index.ts';
export * from './score.ts';
export * from './words.ts';
