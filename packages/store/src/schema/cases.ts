import { boolean, customType, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment, organisationId, sonae, updatedAt } from './common.ts';

/** An incident somebody opened (事案). */
export const cases = sonae.table('cases', {
  id,
  organisationId,
  companyId: uuid('company_id'),
  name: text('name').notNull(),
  drill: boolean('drill').notNull().default(false),
  version: integer('version').notNull().default(0),
  /** So many entries stand in the evidence journal. */
  recorded: integer('recorded').notNull().default(0),
  openedAt: moment('opened_at').notNull(),
  closedAt: moment('closed_at'),
  updatedAt,
});

/** What was written about a case, in order; append-only. */
export const caseEntries = sonae.table('case_entries', {
  organisationId,
  caseId: uuid('case_id').notNull(),
  index: integer('index').notNull(),
  at: moment('at').notNull(),
  writtenBy: text('written_by').notNull(),
  key: text('key'),
  event: jsonb('event').notNull(),
  salt: uuid('salt').notNull().defaultRandom(),
});

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
});

/** Photos and other files of a case, by digest (証拠の写真). */
export const caseFiles = sonae.table('case_files', {
  organisationId,
  caseId: uuid('case_id').notNull(),
  sha256: text('sha256').notNull(),
  name: text('name').notNull(),
  type: text('type').notNull(),
  content: bytes('content').notNull(),
});

/** Clocks that follow from the entries (時計). */
export const clocks = sonae.table('clocks', {
  organisationId,
  caseId: uuid('case_id').notNull(),
  duty: text('duty').notNull(),
  state: text('state').$type<'due' | 'perhaps' | 'optional' | 'done'>().notNull(),
  title: jsonb('title').$type<{ ja: string; en: string }>().notNull(),
  basis: text('basis').array().notNull(),
  startedAt: moment('started_at').notNull(),
  due: moment('due').notNull(),
  stoppedAt: moment('stopped_at'),
  nextAt: moment('next_at'),
});

/** Browsers of members that get notices of alarms (端末への通知). */
export const pushSubscriptions = sonae.table('push_subscriptions', {
  id,
  organisationId,
  userId: text('user_id').notNull(),
  endpoint: text('endpoint').notNull(),
  p256dh: text('p256dh').notNull(),
  auth: text('auth').notNull(),
  language: text('language').$type<'ja' | 'en'>().notNull(),
  createdAt,
});

/** Which browser was told of which alarm. */
export const pushDeliveries = sonae.table('push_deliveries', {
  organisationId,
  subscriptionId: uuid('subscription_id').notNull(),
  key: text('key').notNull(),
  sentAt: moment('sent_at').notNull(),
});

/** Alarms that rang (知らせ). */
export const alarms = sonae.table('alarms', {
  organisationId,
  caseId: uuid('case_id').notNull(),
  key: text('key').notNull(),
  duty: text('duty').notNull(),
  stage: text('stage').notNull(),
  at: moment('at').notNull(),
  sentAt: moment('sent_at').notNull(),
  seenAt: moment('seen_at'),
});
