import { isCivilDate } from '@sonae/core';
import { companyTables } from '../company-shape.ts';
import { isRecord } from '../path.ts';
import type { Finding } from '../problem.ts';
import {
  capUnused,
  capWithout,
  dueBeforeDone,
  manyCards,
  repeatedEntry,
  toBeforeFrom,
} from '../problems/row.ts';
import type { Table } from '../shape.ts';
import { type Row, rowsOf, textsOf } from './rows.ts';

/** More card numbers a person than this are likely a slip. */
const CARDS_PER_PERSON = 10;

/** Finds what is wrong between the fields of a row: caps without amount, dates in the wrong order, entries twice. */
export function checkRules(tree: unknown): Finding[] {
  return [
    ...rowsOf(tree, 'assets').flatMap(cardsOf),
    ...rowsOf(tree, 'contracts').flatMap((row) => [...termOf(row), ...capOf(row)]),
    ...rowsOf(tree, 'calendar').flatMap(nextDateOf),
    ...companyTables.flatMap(([name, table]) => rowsOf(tree, name).flatMap((row) => repeatsIn(table, row))),
  ];
}

function cardsOf({ path, row }: Row): Finding[] {
  const { cards, persons } = row;
  if (typeof cards !== 'number' || typeof persons !== 'number') return [];
  return cards > persons * CARDS_PER_PERSON
    ? [{ path: [...path, 'cards'], problem: manyCards(cards, persons) }]
    : [];
}

function termOf({ path, row }: Row): Finding[] {
  const { from, to } = row;
  return isDay(from) && isDay(to) && to < from
    ? [{ path: [...path, 'to'], problem: toBeforeFrom(from, to) }]
    : [];
}

function capOf({ path, row }: Row): Finding[] {
  const cap = row.cap;
  if (!isRecord(cap)) return [];
  const at = [...path, 'cap'];
  const findings: Finding[] = [];
  for (const [field, kind] of [
    ['yen', 'amount'],
    ['times', 'fee_multiple'],
  ] as const) {
    if (cap.kind === kind && cap[field] === undefined)
      findings.push({ path: [...at, field], problem: capWithout(field) });
    if (typeof cap.kind === 'string' && cap.kind !== kind && cap[field] !== undefined) {
      findings.push({ path: [...at, field], problem: capUnused(field, cap.kind) });
    }
  }
  return findings;
}

function nextDateOf({ path, row }: Row): Finding[] {
  const { lastDone, nextDue } = row;
  if (!isDay(lastDone) || !isDay(nextDue) || nextDue >= lastDone) return [];
  return [{ path: [...path, 'nextDue'], problem: dueBeforeDone(lastDone, nextDue) }];
}

function repeatsIn(table: Table, { path, row }: Row): Finding[] {
  return [...table.row.fields].flatMap(([key, leaf]) => {
    if (leaf.node !== 'leaf' || !leaf.list) return [];
    const seen = new Set<string>();
    const repeated = new Set(textsOf(row[key]).filter((entry) => seen.size === seen.add(entry).size));
    return [...repeated].map((entry) => ({ path: [...path, key], problem: repeatedEntry(leaf, entry) }));
  });
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && isCivilDate(value);
}
