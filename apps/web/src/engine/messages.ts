import type { Assessment, Change, GapMap, Lever, LiveFigures, Settled } from '@sonae/assessment';
import type { Language, Text } from '@sonae/core';
import type { TransportInput } from '@sonae/operations/contract';

/** How to play: all figures depend on these and on the input. */
export type PlayOptions = Pick<Assessment, 'years' | 'seed' | 'returnPeriod' | 'command'> & {
  readonly language: Language;
  readonly threads: number;
};

/** A published total, for comparison. */
export type PastCase = {
  readonly id: string;
  readonly name: Text;
  readonly yen: number;
  readonly date: string;
  readonly certainty: string;
  readonly url?: string;
};

/** What the page knows when all years are played. */
export type Opened = Settled & { readonly levers: readonly Lever[]; readonly cases: readonly PastCase[] };

/** What can be asked of the worker; the answer carries the number of the question. */
export type Question =
  | {
      readonly kind: 'open';
      readonly input: TransportInput;
      /** Changes that need the years played anew; the rest is settled afterwards. */
      readonly changes: readonly Change[];
      readonly options: PlayOptions;
    }
  | { readonly kind: 'settle'; readonly changes: readonly Change[] }
  | { readonly kind: 'gaps'; readonly changes: readonly Change[] }
  | {
      readonly kind: 'grip';
      readonly changes: readonly Change[];
      readonly path: string;
      readonly low: number | null;
      readonly high: number | null;
    }
  | { readonly kind: 'move'; readonly value: number | null };

export type Answers = {
  readonly open: Opened;
  readonly settle: Settled;
  readonly gaps: GapMap;
  readonly grip: { readonly touched: number; readonly ms: number };
  readonly move: { readonly figures: LiveFigures; readonly ms: number };
};

export type Asked = { readonly number: number; readonly question: Question };
export type Answered =
  | { readonly number: number; readonly done: number; readonly of: number }
  | { readonly number: number; readonly answer: Answers[keyof Answers] }
  | { readonly number: number; readonly error: string; readonly path?: string };
