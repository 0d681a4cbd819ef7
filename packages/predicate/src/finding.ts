import type { Issue, Place, Severity, Text } from '@sonae/core';

/** What is wrong, in both languages, before it has a place. */
export type Remark = {
  readonly code: string;
  readonly severity: Severity;
  readonly message: Text;
  readonly hint: Text;
};

/** A remark and the offset in the expression it points at. */
export type Finding = Remark & { readonly at: number };

/** Collects findings of one expression. */
export type Report = (at: number, remark: Remark) => void;

/** Where an expression stands: the path of the value, and the file, line and column (or cell) where its text begins. */
export type Origin = Place & { readonly path?: string };

/**
 * The finding as an issue. Without an origin, line and column count from the start of the expression. In a block of
 * several lines the indentation is not part of the expression, so columns after its first line count from the text.
 */
export function issueOf({ at, ...remark }: Finding, source: string, origin: Origin): Issue {
  const issue = {
    ...remark,
    path: origin.path ?? '',
    ...(origin.file !== undefined && { file: origin.file }),
  };
  if (origin.cell !== undefined) return { ...issue, cell: origin.cell };
  const lines = source.slice(0, at).split(/\r\n|\r|\n/);
  const column = lines[lines.length - 1].length + 1;
  return {
    ...issue,
    line: (origin.line ?? 1) + lines.length - 1,
    column: lines.length === 1 ? (origin.column ?? 1) + column - 1 : column,
  };
}
