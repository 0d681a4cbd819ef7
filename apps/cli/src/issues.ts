import { hasErrors, type Issue, placeOf, printIssue, type Text } from '@sonae/core';
import type { Reading } from '@sonae/operations';
import { EXIT } from './exit.ts';
import type { Terminal } from './terminal.ts';

const MARKS = {
  error: { ja: '誤り', en: 'error' },
  warning: { ja: '注意', en: 'warning' },
  info: { ja: '案内', en: 'note' },
};

/** Issues for people, one after the other: where, what, how to mend it; at the end, how many. */
export function issuesText(issues: readonly Issue[], { say }: Terminal): string {
  if (issues.length === 0) return '';
  const lines = issues.flatMap((issue) => {
    const place = placeOf(issue);
    const path = issue.path === '' ? '' : ` (${issue.path})`;
    return [
      `${place === '' ? '' : `${place} `}${say(MARKS[issue.severity])}: ${say(issue.message)}${path}`,
      `    → ${say(issue.hint)}`,
    ];
  });
  return [...lines, say(countOf(issues)), ''].join('\n');
}

/** The same beside the result of another command. */
export function showIssues(issues: readonly Issue[], terminal: Terminal): void {
  if (issues.length > 0) terminal.error(issuesText(issues, terminal).trimEnd());
}

/** Issues as JSON, the hint in the reader's language. */
export function issuesJson(issues: readonly Issue[], terminal: Terminal): string {
  const body = {
    ok: !hasErrors(issues),
    issues: issues.map((issue) => printIssue(issue, terminal.language)),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** Input that could not be read at all is a matter of usage, anything else was read and found bad. */
export function exitCodeOf({ unreadable, issues }: Reading): number {
  if (!hasErrors(issues)) return EXIT.good;
  return unreadable ? EXIT.usage : EXIT.bad;
}

/** The same for files of which only the issues are known. */
export function exitOf(issues: readonly Issue[]): number {
  const unreadable = issues.some(({ code }) => code === 'file.unreadable');
  return exitCodeOf({ issues, ...(unreadable && { unreadable }) });
}

function countOf(issues: readonly Issue[]): Text {
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const others = issues.length - errors;
  const en = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  const counts = [
    { count: errors, ja: `誤り ${errors}件`, en: en(errors, 'error') },
    { count: others, ja: `注意 ${others}件`, en: en(others, 'warning') },
  ].filter(({ count }) => count > 0);
  return { ja: counts.map(({ ja }) => ja).join('、'), en: counts.map(({ en }) => en).join(', ') };
}
