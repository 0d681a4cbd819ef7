export * from './case-uco.ts';
export * from './collect.ts';
export * from './export.ts';
export * from './format.ts';
export * from './verify.ts';
