import { type Issue, say } from '@sonae/core';
import { type OasisCase, oasisCase } from './case.ts';
import { replayCase } from './replay.ts';
import { UnknownRule } from './rules.ts';

/** How many cases agree, and which do not. */
export type Replay = {
  readonly cases: number;
  readonly passed: number;
  readonly failed: readonly string[];
  readonly issues: readonly Issue[];
};

/** Largest relative difference that counts as agreement; the cases are printed with that much. */
export const TOLERANCE = 1e-3;
/** Amounts below this are nothing: the cases leave outputs without a loss out. */
const NOTHING = 0.01;

/** Replays cases, one a line, and compares them with what is expected. A line that cannot be read is an issue. */
export function replayCases(text: string, file: string): Replay {
  const failed: string[] = [];
  const issues: Issue[] = [];
  let cases = 0;
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '') return;
    cases += 1;
    const { one, why } = readCase(line);
    if (one === undefined) {
      issues.push(unreadable(file, i + 1, why));
      failed.push(`line ${i + 1}`);
      return;
    }
    try {
      if (!agrees(one)) failed.push(one.id);
    } catch (error) {
      if (!(error instanceof UnknownRule)) throw error;
      issues.push(unreadable(file, i + 1, error.message));
      failed.push(one.id);
    }
  });
  return { cases, passed: cases - failed.length, failed, issues };
}

function readCase(line: string): { one?: OasisCase; why: string } {
  try {
    const parsed = oasisCase.safeParse(JSON.parse(line));
    if (parsed.success) return { one: parsed.data, why: '' };
    const [first] = parsed.error.issues;
    return { why: `${first.path.join('.')}: ${first.message}` };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

function agrees(one: OasisCase): boolean {
  const results = replayCase(one);
  const events = new Set([...Object.keys(one.gul), ...Object.keys(one.il)]);
  return [...events].every((event) => {
    const got = results[event] ?? {};
    const expected = one.il[event] ?? {};
    const outputs = new Set([...Object.keys(got), ...Object.keys(expected)]);
    return [...outputs].every((output) => isNear(got[output] ?? 0, expected[output] ?? 0));
  });
}

function isNear(got: number, expected: number): boolean {
  return Math.abs(got - expected) <= Math.max(NOTHING, TOLERANCE * Math.abs(expected));
}

function unreadable(file: string, line: number, why: string): Issue {
  return {
    code: 'replay.case',
    severity: 'error',
    path: '',
    file,
    line,
    message: say(
      `この行の事例を計算できません（${why}）。`,
      `The case of this line cannot be replayed (${why}).`,
    ),
    hint: say(
      '一行に一つの事例を JSON で書きます（conformance/policy-terms/README.md）。',
      'One case a line, as JSON (conformance/policy-terms/README.md).',
    ),
  };
}
