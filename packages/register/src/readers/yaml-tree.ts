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

/** Finds the place of an offset. */
type At = (offset: number) => Place;

function readTrees(input: string | Uint8Array, file: string, parse: Parse): YamlTree[] {
  const decoded = decodeText(input, file);
  const { text, issues } = decoded;
  if (text === undefined) return [{ source: NO_SOURCE, issues }];
  const lineCounter = new LineCounter();
  const at: At = (offset) => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  // `uniqueKeys` is off because the parser's own check takes quadratic time; `plainTree` finds them.
  const options = { lineCounter, prettyErrors: false, uniqueKeys: false, version: '1.2' } as const;
  try {
    return parse(text, options).map((doc, i) => treeOf(doc, text, at, i === 0 ? issues : []));
  } catch (thrown) {
    // The parser is recursive: a file nested deeply enough overflows the stack.
    if (!(thrown instanceof RangeError)) throw thrown;
    return [{ source: NO_SOURCE, issues: [...issues, refusal(tooDeep(), at(0))] }];
  }
}

function refusal(problem: Problem, place: Place, path: Path = []): Issue {
  return issueOf({ path, problem }, { place: () => place });
}

function treeOf(doc: Document.Parsed, text: string, at: At, before: readonly Issue[]): YamlTree {
  const issues = [...before];
  const report = (problem: Problem, offset: number, path: Path = []) => {
    issues.push(refusal(problem, at(offset), path));
  };
  const refuse = (problem: Problem, offset = 0): YamlTree => {
    report(problem, offset);
    return { source: NO_SOURCE, issues };
  };
  try {
    const broken = [...doc.errors, ...doc.warnings].slice(0, SYNTAX_ERRORS);
    for (const error of broken) report(syntaxProblem(error, text), error.pos[0]);
    const breaks = broken.filter(({ code }) => !LOCAL_ERRORS.has(code));
    if (doc.contents === null) return broken.length > 0 ? { source: NO_SOURCE, issues } : refuse(emptyFile());
    if (breaks.length === 0) return { ...plainTree(doc, at, report), issues };
    const { line } = at(Math.min(...breaks.map(({ pos }) => pos[0])));
    return { ...tornTree(doc, at, line ?? 1), issues };
  } catch (thrown) {
    if (thrown instanceof Refused) return refuse(thrown.problem, thrown.offset);
    if (thrown instanceof RangeError) return refuse(tooDeep());
    throw thrown;
  }
}

/** Values as YAML, one document after the other. */
export function writeYamlTrees(values: readonly unknown[]): string {
  return values.map((value) => stringify(value, { lineWidth: 120 })).join('---\n');
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
