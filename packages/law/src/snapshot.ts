import type { Certainty, CivilDate, Text } from '@sonae/core';
import type * as z from 'zod';
import data from '../build/law.json' with { type: 'json' };
import type { Condition } from './condition.ts';
import type { counting, reportsFile, rulesFile } from './schema.ts';

type Frozen<T> = T extends readonly (infer U)[]
  ? readonly Frozen<U>[]
  : T extends object
    ? { readonly [key in keyof T]: Frozen<T[key]> }
    : T;

/** A way from the start of a clock to its end (数え方). */
export type Counting = Frozen<z.output<typeof counting>>;
export type Urgency = NonNullable<Counting['urgency']>;

type RuleRow = Frozen<z.output<typeof rulesFile>['rules'][number]>;

/** What sets a duty off (要件), in CEL. */
export type Trigger = RuleRow['triggers'][number] & { readonly text?: Text };
export type TriggerName = NonNullable<Trigger['metAt']>;
export type Sector = NonNullable<RuleRow['sector']>;
/** A fact that starts a clock. */
export type StartFact = NonNullable<RuleRow['start']>;

/** A circumstance that takes a duty away (義務を外す事情). */
export type Lift = Frozen<z.output<typeof rulesFile>['lifts'][number]>;

/** A duty with its clock, dated and complete: what a snapshot of the law holds (規則). */
export type Rule = Pick<RuleRow, 'who' | 'sector' | 'optional' | 'counting' | 'given' | 'doneBy'> & {
  readonly id: string;
  readonly title: Text;
  readonly jurisdiction: string;
  readonly basis: readonly string[];
  readonly recipient?: string;
  readonly certainty: Certainty;
  readonly triggers: readonly Trigger[];
  readonly lifts: readonly string[];
  readonly start: StartFact;
  /** In force from and to these days, both included; open where absent. */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly note?: Text;
};

/** An item of a report (記載事項) and the facts that fill it. */
export type ReportItem = Frozen<z.output<typeof reportsFile>['items'][number]>;

/** What a report has to hold; `known` says that what is known at the time will do (速報). */
export type Report = { readonly items: readonly ReportItem[]; readonly known: boolean };

/** The law as it was read on a day: every rule with what it needs. A value, so that two of them can be compared. */
export type LawSnapshot = {
  /** The day it was read, `2026-11-21`. */
  readonly asOf: CivilDate;
  readonly rules: readonly Rule[];
  /** The conditions of rules and lifts by their source, as trees. */
  readonly conditions: { readonly [source: string]: Condition };
  readonly countings: { readonly [id: string]: Counting };
  readonly lifts: { readonly [id: string]: Lift };
  readonly reports: { readonly [rule: string]: Report };
};

/** The law this version of the product knows. */
export const currentLaw = data as unknown as LawSnapshot;
