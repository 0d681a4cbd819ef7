export * from './entry.ts';
export * from './fact-names.ts';
export * from './first-steps.ts';
export * from './journal.ts';
export * from './room.ts';
export * from './run-inputs.ts';
export * from './sighting.ts';
