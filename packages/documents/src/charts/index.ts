export { type ChartPoint, chartPoints, MOST_POINTS } from './curve-points.ts';
export { type CurveWindow, curveWindow } from './curve-window.ts';
export * from './curves-option.ts';
export * from './palette.ts';
export * from './waterfall-option.ts';
