import type { Issue, Place } from '@sonae/core';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { Path } from '../path.ts';
import { issueOf, type Problem } from '../problem.ts';
import { emptyFile, tooDeep } from '../problems/document.ts';
import { NO_SOURCE, type Source } from '../source.ts';
import { decodeText } from './decode.ts';
import { Refused } from './refused.ts';
import { plainTree } from './yaml-plain.ts';
import { syntaxProblem } from './yaml-syntax.ts';

/** A YAML text as plain values that know their place; no tree where the text is broken. */
export type YamlTree = {
  readonly tree?: unknown;
  readonly source: Source;
  readonly issues: readonly Issue[];
  /** Of a broken text, what could be made out of it; it is to be trusted above the line of the break only. */
  readonly torn?: { readonly tree: unknown; readonly line: number };
};

/** Broken YAML often breaks everything behind it; more errors than this help nobody. */
const SYNTAX_ERRORS = 50;

/** Errors about one value; the text around them is as it should be. */
const LOCAL_ERRORS = new Set(['BAD_ALIAS', 'BAD_DQ_ESCAPE', 'TAG_RESOLVE_FAILED']);

/**
 * Parses YAML 1.2 (and so JSON). All syntax errors are reported; keys used twice are reported and the first is kept, so
 * that the rest of the file is still checked.
 */
export function readYamlTree(input: string | Uint8Array, file: string): YamlTree {
  const decoded = decodeText(input, file);
  const issues = [...decoded.issues];
  if (decoded.text === undefined) return { source: NO_SOURCE, issues };
  const lineCounter = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const report = (problem: Problem, offset: number, path: Path = []) => {
    issues.push(issueOf({ path, problem }, { place: () => at(offset) }));
  };
  const refuse = (problem: Problem, offset = 0): YamlTree => {
    report(problem, offset);
    return { source: NO_SOURCE, issues };
  };
  try {
    // `uniqueKeys` is off because the parser's own check takes quadratic time; `plainTree` finds them.
    const doc = parseDocument(decoded.text, {
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false,
      version: '1.2',
    });
    const broken = [...doc.errors, ...doc.warnings].slice(0, SYNTAX_ERRORS);
    for (const error of broken) report(syntaxProblem(error, decoded.text), error.pos[0]);
    const breaks = broken.filter(({ code }) => !LOCAL_ERRORS.has(code));
    if (doc.contents === null) return broken.length > 0 ? { source: NO_SOURCE, issues } : refuse(emptyFile());
    if (breaks.length === 0) return { ...plainTree(doc, at, report), issues };
    const { line } = at(Math.min(...breaks.map(({ pos }) => pos[0])));
    return { ...tornTree(doc, at, line), issues };
  } catch (thrown) {
    if (thrown instanceof Refused) return refuse(thrown.problem, thrown.offset);
    // The parser is recursive: a file nested deeply enough overflows the stack.
    if (thrown instanceof RangeError) return refuse(tooDeep());
    throw thrown;
  }
}

/** What a torn text may look like without being so: what is not there may stand below the break. */
const MAY_STAND_BELOW = new Set(
  ['missing', 'empty', 'dangling-reference', 'cap-without-yen', 'cap-without-times'].map(
    (code) => `register.${code}`,
  ),
);

/** Of the issues of a torn text those that hold whatever stands below the break. */
export function issuesAbove(line: number, issues: readonly Issue[]): Issue[] {
  return issues.filter((issue) => (issue.line ?? 0) < line && !MAY_STAND_BELOW.has(issue.code));
}

/** What the parser could make out of a broken text; nothing where that has no end. */
function tornTree(doc: Document, at: (offset: number) => Place, line: number): Omit<YamlTree, 'issues'> {
  try {
    const { tree, source } = plainTree(doc, at, () => {});
    return { source, torn: { tree, line } };
  } catch (thrown) {
    if (thrown instanceof Refused) return { source: NO_SOURCE };
    throw thrown;
  }
}
