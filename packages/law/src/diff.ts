import { compareIds } from '@sonae/core';
import { type Duty, type DutyOptions, dutiesOf } from './duties.ts';
import type { Facts } from './facts.ts';
import { type PrintedDuty, printDuty } from './print.ts';
import type { LawSnapshot } from './snapshot.ts';

/** A rule that two snapshots hold differently; `fields` names what differs where both hold it. */
export type LawChange = {
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly string[];
};

/** What two snapshots of the law hold differently (法令の差分), a rule with its counting, lifts and report. */
export function compareLaws(before: LawSnapshot, after: LawSnapshot): LawChange[] {
  const [a, b] = [wholeRules(before), wholeRules(after)];
  return idsOf(a, b).flatMap((id): LawChange[] => {
    const [was, is] = [a.get(id), b.get(id)];
    if (!was || !is) return [{ id, change: is ? 'added' : 'removed', fields: [] }];
    const fields = differing(was, is, Object.keys({ ...was, ...is }));
    return fields.length === 0 ? [] : [{ id, change: 'changed', fields }];
  });
}

/** A duty that turns out differently for the same facts. */
export type DutyChange = {
  readonly id: string;
  readonly before?: Duty;
  readonly after?: Duty;
  readonly fields: readonly string[];
};

/** What a reader acts on. */
const ACTED_ON: readonly (keyof PrintedDuty)[] = [
  'state',
  'due',
  'warnAt',
  'urgency',
  'safeDue',
  'statutoryDue',
  'needs',
  'contents',
];

/** What another snapshot of the law changes for some facts (法令が変わると何が変わるか). */
export function compareDuties(
  facts: Facts,
  laws: { readonly before: LawSnapshot; readonly after: LawSnapshot },
  options: Omit<DutyOptions, 'law'>,
): DutyChange[] {
  const [a, b] = [laws.before, laws.after].map((law) => byId(dutiesOf(facts, { ...options, law })));
  return idsOf(a, b).flatMap((id): DutyChange[] => {
    const [before, after] = [a.get(id), b.get(id)];
    if (!before || !after) {
      // A rule that says nothing for these facts is no change to them.
      const only = (before ?? after) as Duty;
      return only.state === 'not_due' ? [] : [{ id, before, after, fields: ['state'] }];
    }
    const fields = differing(printDuty(before), printDuty(after), ACTED_ON);
    return fields.length === 0 ? [] : [{ id, before, after, fields }];
  });
}

function wholeRules(law: LawSnapshot): Map<string, object> {
  return byId(
    law.rules.map((rule) => ({
      ...rule,
      counting: law.countings[rule.counting],
      lifts: rule.lifts.map((id) => law.lifts[id]),
      report: law.reports[rule.id],
    })),
  );
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function idsOf(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].sort(compareIds);
}

function differing(a: object, b: object, fields: readonly string[]): string[] {
  const text = (row: object, field: string) => JSON.stringify((row as { [field: string]: unknown })[field]);
  return fields.filter((field) => text(a, field) !== text(b, field));
}
