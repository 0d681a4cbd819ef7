export * from './event.ts';
export * from './line.ts';
export * from './position.ts';
export * from './warn.ts';
