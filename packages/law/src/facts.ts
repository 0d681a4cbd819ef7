import type { Instant } from '@sonae/core';
import type { TruthName } from './fact-schema.ts';
import type { Sector, TriggerName } from './snapshot.ts';

export const SECTORS = ['telecom', 'finance', 'medical', 'critical', 'listed', 'pmark'] as const;
export const JURISDICTIONS = ['JP', 'EU', 'KR', 'SG', 'US-CA', 'CN', 'GB'] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];

/** Times a person states. An act that has no time has not been done as far as we know. */
export const TIMES = [
  'learnedAt',
  'occurredAt',
  'assessedAt',
  'principalNotifiedAt',
  'individualsNotifiedAt',
] as const;
export type TimeName = (typeof TIMES)[number];

/** Parts of a report that a person writes as text (報告の文). */
export const REPORT_TEXTS = [
  'overview',
  'data',
  'cause',
  'secondary',
  'toPersons',
  'publication',
  'prevention',
  'other',
  'operator',
  'discovery',
  'service',
  'technical',
  'measures',
  'consequences',
  'contact',
  'selfHelp',
  'remedies',
  'effect',
  'brands',
  'assessment',
  'notice',
] as const;
export type ReportText = (typeof REPORT_TEXTS)[number];

/** A notice clause of a contract or a policy (通知条項); where it names several periods the earliest is the due date. */
export type NoticeTerm = {
  readonly id: string;
  readonly noticeHours?: number;
  readonly noticeDays?: number;
  readonly immediately?: boolean;
};

/** How many persons, as far as known: at least 0, at most unbounded. */
export type Persons = { readonly least: number; readonly most?: number };

/**
 * What is known of an incident (事実). Absent is unknown. Times are instants. Lists name what applies: without
 * `jurisdictions` the law of Japan does, without `sectors` none is looked at.
 */
export type Facts = { readonly [name in TruthName]?: boolean } & { readonly [name in TimeName]?: Instant } & {
  readonly role?: 'controller' | 'processor';
  readonly persons?: Persons;
  readonly triggersMetAt?: { readonly [name in TriggerName]?: Instant };
  readonly sectors?: readonly Sector[] | 'unknown';
  readonly jurisdictions?: readonly Jurisdiction[] | 'unknown';
  readonly contracts?: readonly NoticeTerm[];
  readonly policies?: readonly NoticeTerm[];
  readonly done?: { readonly [dutyId: string]: Instant };
  readonly report?: { readonly [name in ReportText]?: string };
};
