import type { Place } from '@sonae/core';
import type { Path } from './path.ts';
import type { Problem } from './problem.ts';

/** Where values come from: knows the place of each in the file, and how it was written. */
export type Source = {
  /** The place of a value or of its key; where nothing is written there, the nearest thing around it. */
  place(path: Path, part: 'key' | 'value'): Place;
  /** The value as written, where that tells more than the value itself (`0300000000`, read as a number). */
  written?(path: Path): string | undefined;
};

/** For values that come from no file: a form on a screen, a test. */
export const NO_SOURCE: Source = { place: () => ({}) };

/**
 * Stands in a tree for a value a reader could not take over, with the problem to report there; without one, the
 * problem has been reported elsewhere. Every schema refuses it, so bad input never yields a value.
 */
export class Flaw {
  readonly problem: Problem | undefined;
  constructor(problem?: Problem) {
    this.problem = problem;
  }
}
