import type { Problem } from '../problem.ts';

/** Stops a reader inside this package; the reader turns it into the issue to report and never lets it out. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
