import type { Violation } from './layers.mjs';
export function checkLock(root: string): Violation[];
