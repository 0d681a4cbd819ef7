import { say, type Text } from '@sonae/core';
import { type AxisId, UNKNOWN } from './answers.ts';

/** A choice with its words. */
export type Option = { readonly value: string; readonly text: Text };

/** One thing asked. Leaving it empty means unknown. `path` says where the answer goes in the answers. */
export type Question = {
  readonly path: readonly string[];
  readonly text: Text;
  readonly kind: 'text' | 'yen' | 'percent' | 'hours' | 'choice' | 'several';
  readonly options?: readonly Option[];
  readonly required?: true;
};

/** A group of questions: the declaration page, or one axis. Where the first is unknown the rest is not asked. */
export type QuestionGroup = {
  readonly title: Text;
  readonly questions: readonly Question[];
  readonly axis?: AxisId;
};

const YES_NO: readonly Option[] = [
  { value: 'covered', text: say('対象と書いてある', 'The wording says it is covered') },
  { value: 'not_covered', text: say('対象外と書いてある', 'The wording says it is not covered') },
  { value: UNKNOWN, text: say('書いていない・分からない', 'Not stated, or unknown') },
];

const COST_STATES: readonly Option[] = [
  { value: 'covered', text: say('全額が対象', 'Paid in full') },
  { value: 'limited', text: say('割合・限度・同意などの条件つき', 'With a percentage, a limit or consent') },
  { value: 'not_covered', text: say('対象外と書いてある', 'The wording says it is not paid') },
  { value: UNKNOWN, text: say('書いていない・分からない', 'Not stated, or unknown') },
];

const CONSENT_OPTIONS: readonly Option[] = [
  { value: UNKNOWN, text: say('要らない・分からない', 'None, or unknown') },
  { value: 'prior', text: say('事前の同意', 'Prior consent') },
  { value: 'prior_written', text: say('事前の書面による同意', 'Prior written consent') },
];

/** Whether something is covered. */
export function matter(ja: string, en: string): Question {
  return { path: ['state'], kind: 'choice', options: YES_NO, text: say(ja, en) };
}

/** Whether a cost is paid, and under which conditions. */
export function cost(ja: string, en: string): Question[] {
  return [
    { path: ['state'], kind: 'choice', options: COST_STATES, text: say(ja, en) },
    {
      path: ['share'],
      kind: 'percent',
      text: say('支払割合は何％ですか（全額なら空欄）。', 'What share is paid, in per cent (empty if all)?'),
    },
    {
      path: ['limit'],
      kind: 'yen',
      text: say('限度額はいくらですか（無ければ空欄）。', 'Up to how much (empty if no limit of its own)?'),
    },
    {
      path: ['consent'],
      kind: 'choice',
      options: CONSENT_OPTIONS,
      text: say('保険会社の同意が要りますか。', 'Is the consent of the insurer needed?'),
    },
  ];
}
