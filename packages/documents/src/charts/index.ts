export { MOST_POINTS } from './curve-points.ts';
export * from './curves-option.ts';
export * from './palette.ts';
export * from './waterfall-option.ts';
