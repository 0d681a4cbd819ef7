import { hasErrors, type Issue } from '@sonae/core';
import type {
  CheckOptions,
  Dialect,
  Playbook,
  PlaybookCheck,
  Rehearsal,
  Replier,
  Reply,
} from '@sonae/incident/playbook';
import type { Files } from './ports.ts';
import { type Reading, readBytes } from './read-company.ts';

/** A playbook file as read and checked; `unreadable` where it is no JSON or cannot be opened. */
export type PlaybookFile = Reading & Omit<PlaybookCheck, 'issues'>;

/** Reads and checks a playbook (`sonae playbook check`). */
export async function checkPlaybookFile(
  files: Files,
  path: string,
  options: Pick<CheckOptions, 'dialect'> = {},
): Promise<PlaybookFile> {
  const bytes = await readBytes(files, path);
  const none = { schemaValid: false, valid: false, unreadable: true } as const;
  if (!(bytes instanceof Uint8Array)) return { ...none, issues: [bytes] };
  const text = decoded(bytes);
  if (text === undefined) return { ...none, issues: [notUtf8(path)] };
  const { checkPlaybook } = await import('@sonae/incident/playbook');
  const checked = await checkPlaybook(text, { ...options, file: path });
  return checked.playbook ? checked : { ...checked, unreadable: true };
}

export type RehearsalOptions = {
  readonly dialect?: Dialect;
  /** File of answers; where it says nothing, `ask` is asked, and without that the step counts as done. */
  readonly answers?: string;
  readonly ask?: (playbook: Playbook) => Replier;
};

export type RehearsedFile = PlaybookFile & { readonly rehearsal?: Rehearsal };

/** Answers as a file has them: by the id or the name of a step. */
export type Answers = {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly steps?: Readonly<Record<string, StepAnswer>>;
};
export type StepAnswer = {
  readonly ok?: boolean;
  readonly choice?: string;
  readonly values?: Readonly<Record<string, unknown>>;
};

/** Begins a rehearsal at a fixed instant, so that equal answers give an equal course. */
const REHEARSAL_START = Date.parse('2026-01-01T00:00:00+09:00');

/** Walks through a playbook without touching anything (`sonae playbook run --dry-run`). */
export async function rehearsePlaybook(
  files: Files,
  path: string,
  { dialect, answers: answersPath, ask }: RehearsalOptions,
): Promise<RehearsedFile> {
  const checked = await checkPlaybookFile(files, path, { dialect });
  const read = answersPath === undefined ? { issues: [] } : await readAnswers(files, answersPath);
  const issues = [...checked.issues, ...read.issues];
  const { playbook } = checked;
  if (!checked.valid || !playbook || hasErrors(issues))
    return { ...checked, issues, ...(hasErrors(read.issues) && { unreadable: true }) };
  const { rehearse } = await import('@sonae/incident/playbook');
  const answers: Answers = read.answers ?? {};
  const asked = ask?.(playbook);
  const rehearsal = await rehearse(playbook, {
    inputs: texts(answers.inputs),
    start: REHEARSAL_START,
    reply: async (effect, state) => {
      const name = playbook.steps.get(effect.step)?.name ?? '';
      const scripted = answers.steps?.[effect.step] ?? answers.steps?.[name];
      if (scripted) return replyOf(scripted);
      if (asked) return asked(effect, state);
      // Nobody to ask: what is to be done counts as done, what is to be known stays unknown.
      return effect.kind === 'decide' || effect.kind === 'go-on' ? undefined : { ok: true };
    },
  });
  return { ...checked, issues, rehearsal };
}

function replyOf({ ok = true, choice, values }: StepAnswer): Reply {
  return { ok, choice, values: texts(values) };
}

/** Values as text, the way variables hold them. */
function texts(values: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

async function readAnswers(
  files: Files,
  path: string,
): Promise<{ readonly answers?: Answers; readonly issues: readonly Issue[] }> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return { issues: [bytes] };
  const { readYamlTree } = await import('@sonae/register/yaml');
  const { tree, issues } = readYamlTree(bytes, path);
  if (hasErrors(issues)) return { issues };
  const shaped =
    isObject(tree) &&
    Object.entries(tree).every(([key, part]) => ['inputs', 'steps'].includes(key) && isObject(part));
  return shaped ? { answers: tree as Answers, issues } : { issues: [...issues, noAnswers(path)] };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Runs cases of conditions that others wrote (`sonae playbook conditions`). */
export async function runConditionCases(
  files: Files,
  path: string,
  dialect: Dialect,
): Promise<Reading & { readonly cases?: number; readonly failed?: readonly string[] }> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return { unreadable: true, issues: [bytes] };
  const { conditionCases } = await import('@sonae/incident/playbook');
  const outcome = conditionCases(decoded(bytes) ?? '', dialect);
  return outcome ? { issues: [], ...outcome } : { unreadable: true, issues: [noCases(path)] };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notUtf8(file: string): Issue {
  return {
    code: 'playbook.not-utf8',
    severity: 'error',
    path: '',
    file,
    message: { ja: 'UTF-8 の文字として読めません。', en: 'The file is not UTF-8.' },
    hint: { ja: 'UTF-8 で保存し直してください。', en: 'Save it as UTF-8.' },
  };
}

function noAnswers(file: string): Issue {
  return {
    code: 'playbook.answers',
    severity: 'error',
    path: '',
    file,
    message: {
      ja: '答えのファイルの形ではありません。',
      en: 'It does not have the form of a file of answers.',
    },
    hint: {
      ja: 'inputs: に変数の値、steps: に手順の名前か id ごとの ok・choice・values を書きます。',
      en: 'Write values of variables under inputs:, and ok, choice, values by name or id of a step under steps:.',
    },
  };
}

function noCases(file: string): Issue {
  return {
    code: 'playbook.cases',
    severity: 'error',
    path: '',
    file,
    message: { ja: '検証例のファイルではありません。', en: 'It is no file of cases.' },
    hint: {
      ja: 'cases に expression・variables・result・error を持つ例を並べてください。',
      en: 'List cases with expression, variables, result and error under cases.',
    },
  };
}
