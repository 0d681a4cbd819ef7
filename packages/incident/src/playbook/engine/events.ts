import type { Instant } from '@sonae/core';

/** What happened to a run. Events are all there is: state is rebuilt from them, each carries its instant. */
export type RunEvent = { readonly at: Instant } & (
  | {
      readonly type: 'started';
      readonly by: string;
      readonly inputs: Values;
      /** Which of the inputs a fact of the case gave, and which fact. */
      readonly facts?: Values;
      /** Id and version of the playbook; the run goes on with no other. */
      readonly playbook: string;
      readonly version: string;
    }
  /** A person has done a manual step, or answered a question. */
  | (Answer & { readonly type: 'answered'; readonly by: string })
  | { readonly type: 'approved'; readonly to: string; readonly by: string }
  | { readonly type: 'refused'; readonly to: string; readonly by: string; readonly reason: string }
  /** An action of the catalogue, or a playbook run by a step, has ended. */
  | (Answer & { readonly type: 'returned' })
  | { readonly type: 'rang'; readonly to: string }
  /** A fact of the case gives a variable its value. */
  | { readonly type: 'stated'; readonly by: string; readonly name: string; readonly value: string }
  | { readonly type: 'paused' | 'resumed'; readonly by: string }
  | { readonly type: 'cancelled'; readonly by: string; readonly reason: string }
  /** These effects have been handed over. */
  | { readonly type: 'delivered'; readonly effects: readonly string[] }
);

export type Values = Readonly<Record<string, string>>;

type Answer = {
  /** Id of the effect it answers. */
  readonly to: string;
  /** Whether the step succeeded; of a question for a decision, whether it was answered at all. */
  readonly ok: boolean;
  readonly values?: Values;
  /** The way a person chose where a condition could not be answered: `yes`, `no`, or the word of a case. */
  readonly choice?: string;
  readonly note?: string;
};
