import type { Issue } from '@sonae/core';
import { LineCounter, parseDocument } from 'yaml';
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
};

/** Broken YAML often breaks everything behind it; more errors than this help nobody. */
const SYNTAX_ERRORS = 50;

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
  const refuse = (problem: Problem): YamlTree => {
    report(problem, 0);
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
    if (broken.length > 0) return { source: NO_SOURCE, issues };
    return doc.contents === null ? refuse(emptyFile()) : { ...plainTree(doc, at, report), issues };
  } catch (thrown) {
    if (thrown instanceof Refused) return refuse(thrown.problem);
    // The parser is recursive: a file nested deeply enough overflows the stack.
    if (thrown instanceof RangeError) return refuse(tooDeep());
    throw thrown;
  }
}
