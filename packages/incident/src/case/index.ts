export * from './entry.ts';
export * from './room.ts';
