import type { Issue, Truth } from '@sonae/core';

/** A truth, the facts that decide it while it is unknown, and what went wrong where it could not be computed. */
export type Answer = { readonly truth: Truth; readonly deciding: readonly string[]; readonly error?: Issue };

export const YES: Answer = { truth: 'yes', deciding: [] };
export const NO: Answer = { truth: 'no', deciding: [] };

/** An answer to each item, asked only as far as needed. */
type AskItem<T> = (item: T) => Answer;

/**
 * Kleene's conjunction (`no` is decisive) and disjunction (`yes` is). One decisive answer settles it; else what is
 * unknown leaves it open, and an error counts only where nothing is unknown. So a fact learnt later can settle what was
 * open, and never turns `yes` into `no` or back.
 */
export function decide<T>(items: Iterable<T>, ask: AskItem<T>, decisive: 'yes' | 'no'): Answer {
  const rest: Answer[] = [];
  for (const item of items) {
    const answer = ask(item);
    if (answer.truth === decisive) return answer;
    if (answer.truth === 'unknown') rest.push(answer);
  }
  if (rest.length > 0) return open(rest);
  return decisive === 'yes' ? NO : YES;
}

/** Whether exactly one holds. Two that hold settle it: then it is not one. */
export function decideOne<T>(items: Iterable<T>, ask: AskItem<T>): Answer {
  const rest: Answer[] = [];
  let holding = 0;
  for (const item of items) {
    const answer = ask(item);
    if (answer.truth === 'unknown') rest.push(answer);
    if (answer.truth === 'yes' && ++holding > 1) return NO;
  }
  if (rest.length > 0) return open(rest);
  return holding === 1 ? YES : NO;
}

/** `condition ? first : second`. Where the condition is open, branches that agree settle it all the same. */
export function choose(condition: Answer, first: () => Answer, second: () => Answer): Answer {
  if (condition.truth !== 'unknown') return condition.truth === 'yes' ? first() : second();
  const branches = [first(), second()];
  const agreed = branches[0].truth === branches[1].truth && branches[0].truth !== 'unknown';
  return agreed ? branches[0] : open([condition, ...branches]);
}

export function negate(answer: Answer): Answer {
  if (answer.truth === 'unknown') return answer;
  return answer.truth === 'yes' ? NO : YES;
}

/** What stays open is decided by the unknown facts of all; without any, the first error is the answer. */
function open(answers: readonly Answer[]): Answer {
  const deciding = answers.flatMap((answer) => answer.deciding);
  return deciding.length > 0 ? { truth: 'unknown', deciding } : answers.find((answer) => answer.error)!;
}
