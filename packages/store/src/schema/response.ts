import { date, doublePrecision, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { id, moment, organisationId, sonae, updatedAt } from './common.ts';

/** A playbook under way in a case (手順書の実行); its events are the truth. */
export const playbookRuns = sonae.table('playbook_runs', {
  id,
  organisationId,
  caseId: uuid('case_id').notNull(),
  playbook: text('playbook').notNull(),
  document: text('document').notNull(),
  status: text('status').notNull(),
  wakeAt: moment('wake_at'),
  parentId: uuid('parent_id'),
  parentEffect: text('parent_effect'),
  startedBy: text('started_by').notNull(),
  startedAt: moment('started_at').notNull(),
  updatedAt,
});

/** What happened to a run, in order; append-only. */
export const playbookEvents = sonae.table('playbook_events', {
  organisationId,
  runId: uuid('run_id').notNull(),
  index: integer('index').notNull(),
  key: text('key'),
  event: jsonb('event').notNull(),
});

/** A drill (訓練): what was done in it, and how it went. */
export const drills = sonae.table('drills', {
  id,
  organisationId,
  companyId: uuid('company_id'),
  scenario: text('scenario').notNull(),
  version: text('version').notNull(),
  speed: doublePrecision('speed').notNull(),
  jumped: doublePrecision('jumped').notNull().default(0),
  register: jsonb('register'),
  answers: jsonb('answers').$type<readonly unknown[]>().notNull().default([]),
  score: jsonb('score'),
  lessonsDone: jsonb('lessons_done').$type<Readonly<Record<string, string>>>().notNull().default({}),
  startedBy: text('started_by').notNull(),
  startedAt: moment('started_at').notNull(),
  /** Its clock stands since then. */
  pausedAt: moment('paused_at'),
  endedAt: moment('ended_at'),
  updatedAt,
});

/** Something of the yearly round that was done (年間の点検の記録); append-only. */
export const roundRecords = sonae.table('round_records', {
  id,
  organisationId,
  companyId: uuid('company_id').notNull(),
  item: text('item').notNull(),
  doneOn: date('done_on', { mode: 'string' }).notNull(),
  people: text('people').array().notNull(),
  content: text('content').notNull(),
  evidence: text('evidence'),
  /** The record that this row takes back. */
  withdraws: uuid('withdraws'),
  writtenBy: text('written_by').notNull(),
  writtenAt: moment('written_at').notNull().defaultNow(),
});
