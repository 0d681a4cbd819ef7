import type { Text } from '@sonae/core';
import type { Facts, ReportText } from './facts.ts';
import type { LawSnapshot, ReportItem } from './snapshot.ts';

/** How far an item of a report can be filled from the facts. */
export type ItemState = {
  readonly id: string;
  readonly title: Text;
  /** `filled` its text is written, or all its facts are known; `partly` some of its facts are; `open` nothing is. */
  readonly state: 'filled' | 'partly' | 'open';
  /** Facts that fill it, and those still unknown; `report.cause` is a text a person writes. */
  readonly known: readonly string[];
  readonly missing: readonly string[];
};

/** How complete a report is (記載事項の充足). */
export type Completeness = {
  readonly items: readonly ItemState[];
  readonly filled: number;
  readonly total: number;
  /** Whether it may be sent as it is: what is known suffices for a first report, a final one needs every item. */
  readonly enough: boolean;
};

/** The items of the report a rule asks for, or undefined where the sources name none. */
export function completenessOf(ruleId: string, facts: Facts, law: LawSnapshot): Completeness | undefined {
  const report = law.reports[ruleId];
  if (!report) return undefined;
  const items = report.items.map((item) => itemState(item, facts));
  const filled = items.filter(({ state }) => state === 'filled').length;
  const enough = report.known ? items.some(({ state }) => state !== 'open') : filled === items.length;
  return { items, filled, total: items.length, enough };
}

function itemState({ id, ja, en, text, facts: names }: ReportItem, facts: Facts): ItemState {
  const written = text !== undefined && facts.report?.[text as ReportText] !== undefined;
  const parts = [
    ...(text === undefined ? [] : [{ name: `report.${text}`, known: written }]),
    ...names.map((name) => ({ name, known: isKnown(facts, name) })),
  ];
  const known = parts.filter((part) => part.known).map(({ name }) => name);
  const missing = parts.filter((part) => !part.known).map(({ name }) => name);
  const filled = text === undefined ? missing.length === 0 : written;
  return {
    id,
    title: { ja, en },
    state: filled ? 'filled' : known.length > 0 ? 'partly' : 'open',
    known,
    missing,
  };
}

/** An uncertain number with an upper bound is a number a report can carry. */
function isKnown(facts: Facts, name: string): boolean {
  if (name === 'persons') return facts.persons?.most !== undefined;
  const value = (facts as { readonly [name: string]: unknown })[name];
  return value !== undefined && value !== 'unknown';
}
