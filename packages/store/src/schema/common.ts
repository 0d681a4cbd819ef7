import { pgSchema, timestamp, uuid } from 'drizzle-orm/pg-core';

/** All tables of ours; jobs have a schema of their own. */
export const sonae = pgSchema('sonae');

/** A moment, with its time zone: the database keeps UTC. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const createdAt = moment('created_at').notNull().defaultNow();
export const updatedAt = moment('updated_at').notNull().defaultNow();
export const id = uuid('id').primaryKey().defaultRandom();
export const organisationId = uuid('organisation_id').notNull();
