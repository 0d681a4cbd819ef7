export * from './liability.ts';
export * from './terms.ts';
