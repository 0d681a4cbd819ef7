export * from './facts.ts';
export * from './insured.ts';
export * from './live.ts';
export * from './sample.ts';
