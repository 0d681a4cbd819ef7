import { ORPCError } from '@orpc/server';

/** What became of an operation: `done`, or the code of its refusal. Any other error is thrown on. */
export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error) => (error instanceof ORPCError ? error.code : Promise.reject(error)),
  );
}
