import type { Assessment, HeadFigure } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { countText } from '../format.ts';
import { wordsIn } from '../words/words.ts';
import { type Amount, amountOf, firstRows } from './amount.ts';
import type { Names } from './names.ts';

export type HeadRow = {
  readonly id: string;
  readonly name: string;
  readonly gross: Amount;
  readonly retained: Amount;
  /** Lengths of a bar, 0 to 1 of the largest row: all of it, and what stays. */
  readonly grossLength: number;
  readonly retainedLength: number;
};

export type HeadsView = {
  readonly caption: string;
  /** The largest heads and the rest in one row; they add up to the total. */
  readonly rows: readonly HeadRow[];
  readonly total: HeadRow;
  /** Every head by itself. */
  readonly all: readonly HeadRow[];
};

const LARGEST = 8;

export function headsView(assessment: Assessment, language: Language, names: Names): HeadsView {
  const words = wordsIn(language).heads;
  const { heads, waterfall, returnPeriod } = assessment;
  const named = heads.map((head) => ({ ...head, name: names.head(head.id, head.name) }));
  const shown = firstRows<Figures>(named, LARGEST, (rest) => ({
    id: 'rest',
    name: words.rest(countText(rest.length, language)),
    ...sum(rest),
  }));
  const longest = Math.max(1, ...shown.map(({ gross }) => gross));
  const row = ({ id, name, gross, retained }: Figures): HeadRow => ({
    id,
    name,
    gross: amountOf(gross, language),
    retained: amountOf(retained, language),
    grossLength: length(gross, longest),
    retainedLength: length(retained, longest),
  });
  const { gross, retained } = waterfall;
  return {
    caption: words.caption(countText(returnPeriod, language)),
    rows: shown.map(row),
    total: row({ id: 'total', name: words.total, gross, retained }),
    all: named.map(row),
  };
}

type Figures = Pick<HeadFigure, 'id' | 'name' | 'gross' | 'retained'>;

function sum(figures: readonly Figures[]) {
  return {
    gross: figures.reduce((total, figure) => total + figure.gross, 0),
    retained: figures.reduce((total, figure) => total + figure.retained, 0),
  };
}

/** Four decimals: a bar is read by eye, and a page must not differ in its last bit. */
function length(yen: number, longest: number): number {
  return Math.round((Math.min(yen, longest) / longest) * 1e4) / 1e4;
}
