import { say, type Text } from '@sonae/core';
import type { Report } from './check/report.ts';
import type { Path } from './read/json.ts';
import { type Json, listOf, objectOf, type Playbook, type Step, textOf, textsOf } from './read/playbook.ts';

/** Our extension of CACAO (step_extensions, playbook_extensions): both languages, catalogue actions, approval, evidence first, duties. */
export const EXTENSION = 'extension-definition--5d0e3c52-6a41-4f0b-9b59-0a7c1c8e4d21';

/** Actions that change something take two people (response-model §3). */
export const APPROVERS_OF_ACTIONS = 2;
/** Rounds of a while before a person is asked whether to go on. */
export const ROUNDS_BEFORE_ASKING = 100;

/** What our extension says about a step; another tool may leave it out and loses nothing of the flow. */
export type Hints = {
  readonly name?: Text;
  readonly how?: Text;
  /** An action of the catalogue instead of a command. Values may refer to variables, `__host__:value`. */
  readonly action?: { readonly id: string; readonly args: Readonly<Record<string, string>> };
  /** People who must agree before the step begins. */
  readonly approvers: number;
  /** What would be lost and is captured first (先に残すもの). */
  readonly capture: readonly Text[];
  /** Ids of duties the step serves, as obligations have them. */
  readonly duties: readonly string[];
  /** Whose consent comes first: the insurer's, where the policy asks for it. */
  readonly consent?: string;
  readonly rounds: number;
  /** What the words of a switch mean. */
  readonly labels: Readonly<Record<string, Text>>;
};

/** Ids that exist, where the caller knows them. */
export type Known = { readonly actions?: ReadonlySet<string>; readonly duties?: ReadonlySet<string> };

export function hintsOf({ extensions }: Pick<Step, 'extensions'>): Hints {
  const json = objectOf(extensions[EXTENSION]);
  const action = objectOf(json.action);
  const id = textOf(action.id);
  return {
    name: bothOf(json.name),
    how: bothOf(json.how),
    action: id === undefined ? undefined : { id, args: textValues(action.args) },
    approvers: wholeOf(json.approvers) ?? (id === undefined ? 0 : APPROVERS_OF_ACTIONS),
    capture: listOf(json.capture).flatMap((item) => bothOf(item) ?? []),
    duties: textsOf(json.duties),
    consent: textOf(json.consent),
    rounds: wholeOf(json.rounds) ?? ROUNDS_BEFORE_ASKING,
    labels: Object.fromEntries(
      Object.entries(objectOf(json.labels)).flatMap(([word, text]) => {
        const both = bothOf(text);
        return both ? [[word, both]] : [];
      }),
    ),
  };
}

/** Name and questions of the playbook in both languages. */
export function playbookHints({ extensions, name, description }: Playbook) {
  const json = objectOf(extensions[EXTENSION]);
  const questions = objectOf(json.questions);
  return {
    name: bothOf(json.name) ?? same(name),
    description: bothOf(json.description) ?? same(description),
    /** What a person is asked for a variable. */
    question: (variable: string): Text | undefined =>
      Object.hasOwn(questions, variable) ? bothOf(questions[variable]) : undefined,
  };
}

/** What our extension says must be readable, name actions and duties that exist, and never lower the approval (PB35–PB37). */
export function checkHints(playbook: Playbook, known: Known = {}, report: Report): void {
  for (const step of playbook.steps.values()) {
    const json = objectOf(step.extensions[EXTENSION]);
    const path: Path = ['workflow', step.id, 'step_extensions', EXTENSION];
    const { action, approvers, duties } = hintsOf(step);
    if (action && known.actions && !known.actions.has(action.id))
      report({
        code: 'unknown-action',
        path: [...path, 'action', 'id'],
        message: say(
          `操作「${action.id}」は一覧にありません。`,
          `The action ${action.id} is not in the catalogue.`,
        ),
        hint: say(
          `使えるのは ${[...known.actions].join('、')}。`,
          `There are ${[...known.actions].join(', ')}.`,
        ),
      });
    if (action && approvers < APPROVERS_OF_ACTIONS)
      report({
        code: 'too-few-approvers',
        path: [...path, 'approvers'],
        message: say('操作の承認者が足りません。', 'An action needs more approvers.'),
        hint: say(
          `${APPROVERS_OF_ACTIONS}人以上にしてください。`,
          `At least ${APPROVERS_OF_ACTIONS} people.`,
        ),
      });
    for (const [i, duty] of duties.entries())
      if (known.duties && !known.duties.has(duty))
        report({
          code: 'unknown-duty',
          path: [...path, 'duties', i],
          message: say(`義務「${duty}」は一覧にありません。`, `There is no duty ${duty}.`),
          hint: say('sonae law の義務の id を書いてください。', 'Write the id of a duty.'),
        });
    for (const key of Object.keys(json))
      if (!KEYS.includes(key))
        report({
          code: 'unknown-hint',
          severity: 'warning',
          path: [...path, key],
          message: say(`知らない項目です（${key}）。`, `The key ${key} is not known.`),
          hint: say(`使えるのは ${KEYS.join('、')}。`, `There are ${KEYS.join(', ')}.`),
        });
  }
}

const KEYS = ['name', 'how', 'action', 'approvers', 'capture', 'duties', 'consent', 'rounds', 'labels'];

const same = (text: string): Text => ({ ja: text, en: text });

function bothOf(value: unknown): Text | undefined {
  const { ja, en } = objectOf(value);
  return typeof ja === 'string' && typeof en === 'string' ? { ja, en } : undefined;
}

function textValues(value: unknown): Readonly<Record<string, string>> {
  const json: Json = objectOf(value);
  return Object.fromEntries(
    Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

const wholeOf = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
