import { isCivilDate } from '@sonae/core';

/** What a text that stands for a date means. */
export type DateText =
  /** A day of the calendar, to be written so. */
  | { readonly date: string }
  /** Year, month and day can be told, but there is no such day; the last day of the month where the day is too large. */
  | { readonly noSuchDay: true; readonly lastOfMonth?: string };

const ERAS: readonly (readonly [RegExp, number])[] = [
  [/^(?:令和|r)/, 2018],
  [/^(?:平成|h)/, 1988],
  [/^(?:昭和|s)/, 1925],
];

const FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t.*)?$/,
  /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
const ERA_FORM = /^(?:令和|平成|昭和|[rhs])(\d{1,2}|元)(?:年|[/.-])(\d{1,2})(?:月|[/.-])(\d{1,2})日?$/;

/**
 * Reads a date in the ways people in Japan write one. Undefined where year, month and day cannot be told for certain
 * (03/04/2026).
 *
 * @example readDateText('令和8年2月3日') // { date: '2026-02-03' }
 * @example readDateText('2026-02-30') // { noSuchDay: true, lastOfMonth: '2026-02-28' }
 */
export function readDateText(text: string): DateText | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  const parts = partsOf(plain);
  if (parts === undefined) return undefined;
  const [year, month, day] = parts;
  const date = iso(year, month, day);
  if (isCivilDate(date)) return { date };
  if (month < 1 || month > 12 || day <= 28) return { noSuchDay: true };
  const lastDay = [31, 30, 29, 28].map((d) => iso(year, month, d)).find(isCivilDate);
  return lastDay === undefined ? { noSuchDay: true } : { noSuchDay: true, lastOfMonth: lastDay };
}

function partsOf(plain: string): [number, number, number] | undefined {
  for (const form of FORMS) {
    const match = form.exec(plain);
    if (match) return [Number(match[1]), Number(match[2]), Number(match[3])];
  }
  const era = ERA_FORM.exec(plain);
  const start = ERAS.find(([pattern]) => pattern.test(plain))?.[1];
  if (!era || start === undefined) return undefined;
  return [start + (era[1] === '元' ? 1 : Number(era[1])), Number(era[2]), Number(era[3])];
}

function iso(year: number, month: number, day: number): string {
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}
