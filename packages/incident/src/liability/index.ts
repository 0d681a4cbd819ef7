export * from './facts.ts';
export * from './from-case.ts';
export * from './insured.ts';
export * from './live.ts';
export * from './sample.ts';
