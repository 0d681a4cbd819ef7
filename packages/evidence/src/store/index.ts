export * from './files.ts';
export * from './log-files.ts';
export * from './log-keys.ts';
export * from './read-state.ts';
export * from './settings.ts';
export * from './state.ts';
export * from './store.ts';
