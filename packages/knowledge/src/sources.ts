import data from '../build/sources.json' with { type: 'json' };
import type { SourceRow } from './types.ts';

export type { SourceRow } from './types.ts';

/** Sources several rows cite, and those of the loss model (`x:`), which say what was read in them. */
export const sources = data as unknown as readonly SourceRow[];

/**
 * A source by its id.
 *
 * @example sourceOf('x:sony2011')?.date // '2011-05-23'
 */
export function sourceOf(id: string): SourceRow | undefined {
  return sources.find((row) => row.id === id);
}
