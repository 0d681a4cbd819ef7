export * from './chance.ts';
export * from './example-store.ts';
export * from './kill.ts';
export * from './memory.ts';
export * from './mutations.ts';
export * from './power-cuts.ts';
export * from './simulated-disk.ts';
