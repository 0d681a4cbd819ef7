import data from '../build/duties.json' with { type: 'json' };
import type { Duty } from './types.ts';

export type { Duty } from './types.ts';

/** Duties to report, notify and publish (義務), in the order of the file: Japan first. */
export const duties = data as unknown as readonly Duty[];

/**
 * A duty by its id.
 *
 * @example dutyOf('jp-appi-26-final-30')?.deadline.amount // 30
 */
export function dutyOf(id: string): Duty | undefined {
  return duties.find((duty) => duty.id === id);
}
