export { type Known, wildInput } from './arbitrary-input.ts';
export { MARK, REGISTER } from './house.ts';
export { PIXEL } from './samples.ts';
