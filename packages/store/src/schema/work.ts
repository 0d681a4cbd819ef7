import { bigint, boolean, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment, organisationId, sonae, updatedAt } from './common.ts';

/** A company, or a broker or insurer that works for many (組織). Nothing is shared between organisations. */
export const organisations = sonae.table('organisations', {
  id,
  name: text('name').notNull(),
  demo: boolean('demo').notNull().default(false),
  settings: jsonb('settings').$type<Record<string, unknown>>().notNull().default({}),
  version: integer('version').notNull().default(1),
  createdAt,
  updatedAt,
});

export const members = sonae.table('members', {
  organisationId,
  userId: text('user_id').notNull(),
  role: text('role').notNull(),
  createdAt,
});

export const invitations = sonae.table('invitations', {
  id,
  organisationId,
  email: text('email').notNull(),
  role: text('role').notNull(),
  /** SHA-256 of the token; the token itself is shown once and kept nowhere. */
  tokenDigest: text('token_digest').notNull(),
  expiresAt: moment('expires_at').notNull(),
  invitedBy: text('invited_by'),
  acceptedAt: moment('accepted_at'),
  cancelledAt: moment('cancelled_at'),
  createdAt,
});

/** A read-only link for an outside expert: these companies, these permissions, these cases, until then. */
export const expertLinks = sonae.table('expert_links', {
  id,
  organisationId,
  label: text('label').notNull(),
  tokenDigest: text('token_digest').notNull(),
  companies: uuid('companies').array().notNull(),
  cases: uuid('cases').array(),
  permissions: text('permissions').array().notNull(),
  expiresAt: moment('expires_at').notNull(),
  createdBy: text('created_by'),
  revokedAt: moment('revoked_at'),
  createdAt,
});

/** What every document that people edit has: a version to lock by, and a soft deletion before the purge. */
const edited = {
  version: integer('version').notNull().default(1),
  updatedBy: text('updated_by'),
  createdAt,
  updatedAt,
  deletedAt: moment('deleted_at'),
};

/** The register of a company (台帳) as one document. */
export const companies = sonae.table('companies', {
  id,
  organisationId,
  name: text('name').notNull(),
  document: jsonb('document').notNull(),
  digest: text('digest').notNull(),
  ...edited,
});

/** Every state a register was in. */
export const companyVersions = sonae.table('company_versions', {
  organisationId,
  companyId: uuid('company_id').notNull(),
  version: integer('version').notNull(),
  document: jsonb('document').notNull(),
  digest: text('digest').notNull(),
  writtenBy: text('written_by'),
  writtenAt: moment('written_at').notNull().defaultNow(),
});

/** A policy's wording (証券), by the file name registers call it. */
export const policies = sonae.table('policies', {
  id,
  organisationId,
  file: text('file').notNull(),
  name: text('name').notNull(),
  source: text('source').notNull(),
  digest: text('digest').notNull(),
  ...edited,
});

/** A named what-if: differences to the register and to the terms, never a copy. */
export const variants = sonae.table('variants', {
  id,
  organisationId,
  companyId: uuid('company_id').notNull(),
  name: text('name').notNull(),
  note: text('note').notNull().default(''),
  changes: jsonb('changes').notNull(),
  ...edited,
});

/** A result, kept under the digest of everything it depends on. */
export const assessments = sonae.table('assessments', {
  id,
  organisationId,
  companyId: uuid('company_id').notNull(),
  companyVersion: integer('company_version').notNull(),
  inputDigest: text('input_digest').notNull(),
  years: integer('years').notNull(),
  seed: bigint('seed', { mode: 'number' }).notNull(),
  language: text('language').notNull(),
  result: jsonb('result').notNull(),
  resultDigest: text('result_digest').notNull(),
  writtenBy: text('written_by'),
  createdAt,
});

/** Keys of jobs whose effect is there: what a job that is delivered twice finds. */
export const jobEffects = sonae.table('job_effects', {
  key: text('key').primaryKey(),
  doneAt: moment('done_at').notNull().defaultNow(),
});

/** What was done, by whom, to what. No names, addresses or amounts: ids, paths and versions. */
export const audit = sonae.table('audit', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: moment('at').notNull().defaultNow(),
  organisationId: uuid('organisation_id'),
  actorKind: text('actor_kind').$type<ActorKind>().notNull(),
  actorId: text('actor_id'),
  operation: text('operation').notNull(),
  action: text('action').$type<AuditAction>().notNull(),
  subjectKind: text('subject_kind'),
  subjectId: text('subject_id'),
  detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
  requestId: text('request_id'),
});

export type ActorKind = 'user' | 'expert_link' | 'demo' | 'system' | 'visitor';
export type AuditAction = 'change' | 'read' | 'refused' | 'session';
