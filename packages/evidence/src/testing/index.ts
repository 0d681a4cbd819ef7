export * from './chance.ts';
export * from './power-cuts.ts';
export * from './simulated-disk.ts';
