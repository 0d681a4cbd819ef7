import type { Issue, Severity, Text } from '@sonae/core';
import { formatPath, type Path, type Source } from '@sonae/register';

/** A mistake in a policy or event file. `at` says whether the key or the value is at fault. */
export type Mistake = {
  readonly code: string;
  readonly path: Path;
  readonly message: Text;
  readonly hint: Text;
  readonly severity?: Severity;
  readonly at?: 'key' | 'value';
};

export type Report = (mistake: Mistake) => void;

/** Gathers mistakes as issues at their line and column; codes carry the kind of file in front. */
export function reporter(kind: 'policy' | 'event', source: Source, found: Issue[]): Report {
  return ({ code, path, message, hint, severity = 'error', at = 'value' }) => {
    found.push({
      code: `${kind}.${code}`,
      severity,
      path: formatPath(path),
      ...source.place(path, at),
      message,
      hint,
    });
  };
}
