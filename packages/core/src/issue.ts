import type { Language, Text } from './text.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Where in the input something is wrong. Lines and columns count from 1. */
export type Place = {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The cell of a workbook, `シート!C5`. */
  readonly cell?: string;
};

/**
 * Something the reader should know about the input: what is wrong, where, and how to mend it.
 * Issues are gathered, never thrown, so that one reading reports all of them.
 */
export type Issue = Place & {
  /** Stable and greppable, `register.unknown-key`. */
  readonly code: string;
  readonly severity: Severity;
  /** Path of the value, `assets[2].persons`. */
  readonly path: string;
  readonly message: Text;
  readonly hint: Text;
};

/** An issue as commands and the API print it; the hint is in the reader's language. */
export type PrintedIssue = Omit<Issue, 'hint'> & { readonly hint: string };

export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === 'error');
}

/** Order of appearance in the input: file, line, column, then path and code. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  const key = (a: Issue, b: Issue) =>
    compare(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compare(a.path, b.path) ||
    compare(a.code, b.code);
  return [...issues].sort(key);
}

/** The issue with its keys in one order and the hint in the reader's language. */
export function printIssue(issue: Issue, language: Language): PrintedIssue {
  const { code, severity, path, file, line, column, cell, message, hint } = issue;
  return { code, severity, path, file, line, column, cell, message, hint: hint[language] };
}

/** `company.yaml:12:5` or `company.xlsx 情報資産!C5`. */
export function placeOf(issue: Place): string {
  if (issue.cell !== undefined) return `${issue.file ?? ''} ${issue.cell}`.trim();
  return [issue.file, issue.line, issue.column].filter((part) => part !== undefined).join(':');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
