import type { Issue, Severity, Text } from '@sonae/core';
import { formatPath, type Path, type Spot } from '../read/json.ts';

/** What a check has found. The code carries `playbook.` in front. */
export type Finding = {
  readonly code: string;
  readonly path: Path;
  readonly message: Text;
  readonly hint: Text;
  readonly severity?: Severity;
};

export type Report = (finding: Finding) => void;

/** Gathers findings as issues at their line and column. */
export function reporter(spot: (path: Path) => Spot, issues: Issue[]): Report {
  return ({ code, path, message, hint, severity = 'error' }) => {
    issues.push({ code: `playbook.${code}`, severity, path: formatPath(path), ...spot(path), message, hint });
  };
}
