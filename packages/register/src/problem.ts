import type { Issue, Severity, Text } from '@sonae/core';
import { formatPath, type Path } from './path.ts';
import type { Source } from './source.ts';

/** What is wrong, whatever the place. Made by the functions in `problems/`. */
export type Problem = {
  /** Stable and greppable, listed in SPEC.md. */
  readonly code: `register.${string}`;
  readonly severity: Severity;
  readonly message: Text;
  /** How to mend it, with the corrected value where it can be worked out. */
  readonly hint: Text;
  /** Whether the key rather than the value is at fault. */
  readonly at?: 'key';
};

/** A problem and the path of the value it is about. */
export type Finding = { readonly path: Path; readonly problem: Problem };

/** The issue to print for a finding. */
export function issueOf({ path, problem }: Finding, source: Source): Issue {
  const { code, severity, message, hint, at } = problem;
  return { code, severity, path: formatPath(path), ...source.place(path, at ?? 'value'), message, hint };
}
