export * from './alarms.ts';
export * from './clocks.ts';
export * from './message.ts';
export * from './notice.ts';
export * from './ring.ts';
export * from './shapes.ts';
export * from './stages.ts';
