import type { Text } from '@sonae/core';
import type { Policy, TermSource } from '../schema/index.ts';

/** How a wording stands to an axis. A gap of the wording is `not_stated` (記載なし): neither yes nor no. */
export const STATES = ['covered', 'limited', 'not_covered', 'not_stated'] as const;
export type State = (typeof STATES)[number];

/** Where a cell was read: the term in the file, and the form and clause where the file names them. */
export type CellSource = Partial<TermSource> & { readonly path: string };

/** What one policy says to one axis. */
export type Cell = {
  readonly policy: string;
  readonly state: State;
  readonly text: Text;
  readonly source: CellSource | null;
};

/** What a policy says, before it is known whose cell it is. */
export type Reading = Omit<Cell, 'policy'>;

/** One question to a wording. */
export type Axis = {
  readonly id: string;
  /** Number in the list of the nineteen axes. */
  readonly number: number;
  readonly name: Text;
  readonly read: (policy: Policy) => Reading;
};

/** What a broker sees where a wording is silent. */
export const NOT_STATED_TEXT: Text = { ja: '記載なし', en: 'Not stated' };

/** A gap of the wording; `hint` says what to ask the insurer. */
export function notStated(hint?: Text, source: CellSource | null = null): Reading {
  const text = hint
    ? { ja: `${NOT_STATED_TEXT.ja}（${hint.ja}）`, en: `${NOT_STATED_TEXT.en} (${hint.en})` }
    : NOT_STATED_TEXT;
  return { state: 'not_stated', text, source };
}

export function reading(state: State, ja: string, en: string, source: CellSource | null = null): Reading {
  return { state, text: { ja, en }, source };
}

/** The pointer to a term: its place in the file, and what the term says of its clause. */
export function at(path: string, src?: TermSource): CellSource {
  return { path, ...src };
}
