export * from './assess.ts';
export * from './reasons.ts';
export * from './result.ts';
