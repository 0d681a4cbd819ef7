import { bigint, integer, text, uuid } from 'drizzle-orm/pg-core';
import { id, moment, organisationId, sonae, updatedAt } from './common.ts';

/** The evidence store of an organisation, as the database last saw it (証拠の保管先). */
export const evidenceStores = sonae.table('evidence_stores', {
  organisationId: organisationId.primaryKey(),
  origin: text('origin').notNull(),
  vkey: text('vkey').notNull(),
  size: bigint('size', { mode: 'number' }).notNull(),
  checkpoint: text('checkpoint').notNull(),
  updatedAt,
});

/** Where the entries of a case stand in the journal; append-only. */
export const caseLeaves = sonae.table('case_leaves', {
  organisationId,
  caseId: uuid('case_id').notNull(),
  index: integer('index').notNull(),
  leaf: bigint('leaf', { mode: 'number' }).notNull(),
  checkpoint: bigint('checkpoint', { mode: 'number' }).notNull(),
});

/** Cases and organisations that are gone, whose files in the vault are to be destroyed, and when they were. */
export const evidenceEnds = sonae.table('evidence_ends', {
  id,
  organisationId,
  caseId: uuid('case_id'),
  at: moment('at').notNull().defaultNow(),
  destroyedAt: moment('destroyed_at'),
});
