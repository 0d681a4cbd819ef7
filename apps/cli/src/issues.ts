import { hasErrors, type Issue, placeOf, printIssue } from '@sonae/core';
import { EXIT } from './exit.ts';
import type { Terminal } from './terminal.ts';

const MARKS = {
  error: { ja: '誤り', en: 'error' },
  warning: { ja: '注意', en: 'warning' },
  info: { ja: '案内', en: 'note' },
};

/** Prints issues for people, one after the other: where, what, how to mend it. */
export function showIssues(issues: readonly Issue[], terminal: Terminal): void {
  for (const issue of issues) {
    const path = issue.path === '' ? '' : ` (${issue.path})`;
    terminal.error(
      `${placeOf(issue)} ${terminal.say(MARKS[issue.severity])}: ${terminal.say(issue.message)}${path}`,
    );
    terminal.error(`    → ${terminal.say(issue.hint)}`);
  }
}

/** Issues as JSON, the hint in the reader's language. */
export function issuesJson(issues: readonly Issue[], terminal: Terminal): string {
  const body = {
    ok: !hasErrors(issues),
    issues: issues.map((issue) => printIssue(issue, terminal.language)),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** Unreadable input is a matter of usage, anything else was read and found bad. */
export function exitCodeOf(issues: readonly Issue[]): number {
  if (!hasErrors(issues)) return EXIT.good;
  return issues.some((issue) => issue.severity === 'error' && issue.code !== 'file.unreadable')
    ? EXIT.bad
    : EXIT.usage;
}
