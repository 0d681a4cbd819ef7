import type { Issue } from '@sonae/core';
import { sortIssues } from '@sonae/core';
import { LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { Path, Position } from './place.ts';
import { placeOf, printPath } from './place.ts';
import { schemaIssues, syntaxIssue } from './schema-issues.ts';

/** A data file that was read: what it holds, and where each value stands. */
export type Loaded<T> = {
  readonly file: string;
  readonly data: T;
  at(path: Path, atKey?: boolean): Position;
};

/** The outcome of reading one file. `loaded` is missing when the file breaks its schema. */
export type Reading<T> = { readonly loaded?: Loaded<T>; readonly issues: readonly Issue[] };

/**
 * Reads one YAML file against its schema and reports everything that is wrong with it at once, each with line and
 * column. Pure: the text is passed in, nothing is opened.
 *
 * @param file the name to put into issues
 * @example loadDocument('facts: []', 'unit-costs.yaml', SCHEMAS.facts).issues // []
 */
export function loadDocument<T>(text: string, file: string, schema: z.ZodType<T>): Reading<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  if (document.errors.length > 0) {
    return {
      issues: document.errors.map((error) => syntaxIssue(file, error.message, counter.linePos(error.pos[0]))),
    };
  }
  const at = (path: Path, atKey = false) => placeOf(document, counter, path, atKey);
  // Aliases are written by us, not by a stranger: the default limit of 100 guards against hostile files.
  const result = schema.safeParse(document.toJS({ maxAliasCount: -1 }), { reportInput: true });
  if (result.success) return { loaded: { file, data: result.data, at }, issues: [] };
  const issues = schemaIssues(result.error.issues).map(({ path, atKey, ...issue }) => ({
    ...issue,
    severity: 'error' as const,
    path: printPath(path),
    file,
    ...at(path, atKey),
  }));
  return { issues: sortIssues(issues) };
}
