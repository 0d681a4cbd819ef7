export * from './entry.ts';
export * from './first-steps.ts';
export * from './journal.ts';
export * from './room.ts';
