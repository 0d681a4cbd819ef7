import type { Problem } from '../problem.ts';

/** Stops a reader inside this package; the reader turns it into the issue to report and never lets it out. */
export class Refused extends Error {
  readonly problem: Problem;
  /** Where in the text, as far as that can be told. */
  readonly offset: number;
  constructor(problem: Problem, offset = 0) {
    super(problem.code);
    this.problem = problem;
    this.offset = offset;
  }
}
