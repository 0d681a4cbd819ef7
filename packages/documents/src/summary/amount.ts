import type { Language } from '@sonae/core';
import { type AmountPart, percentText, yenParts, yenText } from '../format.ts';

/** An amount as the page shows it: rounded to read, exact to check. */
export type Amount = {
  readonly yen: number;
  readonly text: string;
  readonly parts: readonly AmountPart[];
  readonly exact: string;
};

/** A named amount with its share of a whole. */
export type Part = {
  readonly id: string;
  readonly name: string;
  readonly amount: Amount;
  readonly share: string;
};

export function amountOf(yen: number, language: Language): Amount {
  return {
    yen,
    text: yenText(yen, language),
    parts: yenParts(yen, language),
    exact: yenText(yen, language, 'exact'),
  };
}

/** A share of a whole; of nothing there is no share. */
export function shareText(yen: number, whole: number, language: Language): string {
  return whole > 0 ? percentText(yen / whole, language) : '–';
}

/** The first rows, and the others as one row where there is more than one. Nothing is lost from the sum. */
export function firstRows<Row>(
  rows: readonly Row[],
  most: number,
  others: (rest: readonly Row[]) => Row,
): Row[] {
  if (rows.length <= most + 1) return [...rows];
  return [...rows.slice(0, most), others(rows.slice(most))];
}
