export { AXES } from './axes.ts';
export { costReading } from './axes-costs.ts';
export { type Axis, type Cell, type CellSource, NOT_STATED_TEXT, STATES, type State } from './cell.ts';
export * from './compare.ts';
export { rootOf } from './pairs.ts';
export * from './silent.ts';
export * from './support.ts';
export { amountText, headName, yenText } from './words.ts';
