import type { Issue, Place } from '@sonae/core';
import {
  type Document,
  type DocumentOptions,
  LineCounter,
  type ParseOptions,
  parseAllDocuments,
  parseDocument,
  stringify,
} from 'yaml';
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
  return readTrees(input, file, (text, options) => [parseDocument(text, options)])[0];
}

/** The documents of a file, which `---` separates; a file without any counts as one empty document. */
export function readYamlTrees(input: string | Uint8Array, file: string): YamlTree[] {
  return readTrees(input, file, (text, options) => {
    const documents = parseAllDocuments(text, options);
    return 'empty' in documents ? [parseDocument(text, options)] : documents;
  });
}

type Parse = (text: string, options: ParseOptions & DocumentOptions) => Document.Parsed[];

function readTrees(input: string | Uint8Array, file: string, parse: Parse): YamlTree[] {
  const decoded = decodeText(input, file);
  const { text } = decoded;
  if (text === undefined) return [{ source: NO_SOURCE, issues: decoded.issues }];
  const lineCounter = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const refused = (problem: Problem): YamlTree => ({
    source: NO_SOURCE,
    issues: [...decoded.issues, issueOf({ path: [], problem }, { place: () => at(0) })],
  });
  // The parser is recursive: a file nested deeply enough overflows the stack.
  const guarded = <T>(read: () => T, otherwise: (problem: Problem) => T): T => {
    try {
      return read();
    } catch (thrown) {
      if (thrown instanceof Refused) return otherwise(thrown.problem);
      if (thrown instanceof RangeError) return otherwise(tooDeep());
      throw thrown;
    }
  };
  // `uniqueKeys` is off because the parser's own check takes quadratic time; `plainTree` finds them.
  const options = { lineCounter, prettyErrors: false, uniqueKeys: false, version: '1.2' } as const;
  return guarded(
    () =>
      parse(text, options).map((doc, i) =>
        guarded(() => treeOf(doc, text, at, i === 0 ? decoded.issues : []), refused),
      ),
    (problem) => [refused(problem)],
  );
}

function treeOf(
  doc: Document.Parsed,
  text: string,
  at: (offset: number) => Place,
  before: readonly Issue[],
): YamlTree {
  const issues = [...before];
  const report = (problem: Problem, offset: number, path: Path = []) => {
    issues.push(issueOf({ path, problem }, { place: () => at(offset) }));
  };
  const broken = [...doc.errors, ...doc.warnings].slice(0, SYNTAX_ERRORS);
  for (const error of broken) report(syntaxProblem(error, text), error.pos[0]);
  if (broken.length === 0 && doc.contents !== null) return { ...plainTree(doc, at, report), issues };
  if (broken.length === 0) report(emptyFile(), doc.range[0]);
  return { source: NO_SOURCE, issues };
}

/** Values as YAML, one document after the other. */
export function writeYamlTrees(values: readonly unknown[]): string {
  return values.map((value) => stringify(value, { lineWidth: 120 })).join('---\n');
}
