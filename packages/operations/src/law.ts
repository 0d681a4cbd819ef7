import type { Instant, Issue } from '@sonae/core';
import type { Duty, Facts } from '@sonae/law';
import { unreadable } from './file-issue.ts';
import { FileError, type Files } from './ports.ts';

/** The duties that follow from a file of facts (義務と期限); none where the file has an error. */
export async function lawDue(
  files: Files,
  path: string,
  now: Instant,
): Promise<{ readonly duties?: readonly Duty[]; readonly facts?: Facts; readonly issues: readonly Issue[] }> {
  // Asked for together: loading the reader and the conditions is most of what the command costs.
  const [bytes, { readFacts }, { dutiesOf }] = await Promise.all([
    files.read(path).catch((error: unknown) => {
      if (error instanceof FileError) return unreadable(error);
      throw error;
    }),
    import('@sonae/law/read'),
    import('@sonae/law'),
  ]);
  if (!(bytes instanceof Uint8Array)) return { issues: [bytes] };
  const { facts, issues } = readFacts(bytes, path);
  return facts ? { duties: dutiesOf(facts, { now }), facts, issues } : { issues };
}
