import type { Certainty, Text } from '@sonae/core';
import { factOf } from './calibration.ts';
import { caseOf } from './cases.ts';
import { sourceOf } from './sources.ts';
import type { FactSource } from './types.ts';

/** What stands behind a figure of the loss model. */
export type Citation = {
  /** As written: `cal:cost.dm`, `case:benesse_2014`, `x:sony2011`, `judgement: …`. */
  readonly ref: string;
  readonly name: Text;
  readonly sources: readonly FactSource[];
  readonly date?: string;
  readonly certainty: Certainty;
  readonly note?: string;
};

/**
 * The source, date and certainty behind a `src` of the loss model; undefined where the id leads nowhere.
 *
 * @example citationOf('cal:cost.dm')?.certainty // 'computed'
 * @example citationOf('judgement: no share found')?.certainty // 'judgement'
 */
export function citationOf(ref: string): Citation | undefined {
  const [, kind, rest] = /^(cal|case|x|judgement):\s*(.*)$/s.exec(ref) ?? [];
  if (kind === 'cal') return ofRow(ref, factOf(rest));
  if (kind === 'case') return ofRow(ref, caseOf(rest));
  if (kind === 'x') return ofSource(ref);
  if (kind === 'judgement') return { ref, name: JUDGEMENT, sources: [], certainty: 'judgement', note: rest };
  return undefined;
}

type Row = {
  ja: string;
  en: string;
  sources: readonly FactSource[];
  date: string;
  certainty: Certainty;
  note?: string;
};

function ofRow(ref: string, row: Row | undefined): Citation | undefined {
  if (!row) return undefined;
  const { ja, en, sources, date, certainty, note } = row;
  return { ref, name: { ja, en }, sources, date, certainty, note };
}

function ofSource(ref: string): Citation | undefined {
  const row = sourceOf(ref);
  if (!row) return undefined;
  const { id, title, url, kind, fact, date, certainty = 'unverified', note } = row;
  const said = [fact, note].filter((part) => part !== undefined).join('; ');
  return {
    ref,
    name: { ja: title, en: title },
    sources: [{ id, title, url, kind }],
    date,
    certainty,
    note: said || undefined,
  };
}

const JUDGEMENT: Text = { ja: '当方の判断', en: 'Our judgement' };
