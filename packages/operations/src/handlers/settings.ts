import { announce, readAudit, schema, statement } from '@sonae/store';
import { and, eq, inArray } from 'drizzle-orm';
import type { Settings } from '../contract/index.ts';
import { os } from '../house/implement.ts';
import { refusal } from '../house/refusals.ts';

const { organisations, users } = schema;
const DEFAULTS: Omit<Settings, 'name'> = { language: 'ja', years: 100_000, tolerance: null };

const settingsOf = ({ name, settings }: typeof organisations.$inferSelect): Settings => ({
  ...DEFAULTS,
  ...settings,
  name,
});

const find = statement(['id'], (db, at) =>
  db.select().from(organisations).where(eq(organisations.id, at.id)),
);

export const get = os.settings.get.handler(async ({ context }) => {
  const [[row]] = await context.look({}, find({ id: context.access.organisation }));
  if (!row) throw refusal('NOT_FOUND');
  return { version: row.version, settings: settingsOf(row) };
});

export const put = os.settings.put.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation } = context.access;
    const { name, ...settings } = input.settings;
    const mine = eq(organisations.id, organisation);
    const [row] = await tx
      .update(organisations)
      .set({ name, settings, version: input.version + 1, updatedAt: context.now() })
      .where(and(mine, eq(organisations.version, input.version)))
      .returning();
    if (!row) {
      const [now] = await tx.select().from(organisations).where(mine);
      if (!now) throw refusal('NOT_FOUND');
      throw refusal('CONFLICT', { current: { version: now.version, settings: settingsOf(now) } });
    }
    note({ subject: { kind: 'organisation', id: organisation }, detail: { version: row.version } });
    await announce(tx, { organisation, kind: 'settings', id: organisation, version: row.version });
    return { version: row.version };
  }),
);

export const log = os.audit.list.handler(({ context, input }) =>
  context.inside(async (tx) => {
    const rows = await readAudit(tx, context.access.organisation, input);
    const ids = [...new Set(rows.map((row) => row.actorId).filter((id) => id !== null))];
    const named = ids.length > 0 ? await tx.select().from(users).where(inArray(users.id, ids)) : [];
    const nameOf = new Map(named.map(({ id, name }) => [id, name]));
    return {
      entries: rows.map((row) => ({
        id: row.id,
        at: row.at,
        actor: { kind: row.actorKind, id: row.actorId, name: nameOf.get(row.actorId ?? '') ?? null },
        operation: row.operation,
        action: row.action,
        subject: row.subjectKind === null ? null : { kind: row.subjectKind, id: row.subjectId },
        detail: row.detail,
      })),
      next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null,
    };
  }),
);
