import { schema } from '@sonae/store';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { LINK_PERMISSIONS, Permission } from '../access/roles.ts';
import { os } from '../house/implement.ts';
import { refusal } from '../house/refusals.ts';
import { newToken, tokenDigest } from '../house/tokens.ts';
import { present as presentCase } from '../incident/case-log.ts';
import { present } from './companies.ts';

const { expertLinks: table } = schema;
const DAY_MS = 86_400_000;
const rowOf = (row: typeof table.$inferSelect) => ({
  id: row.id,
  label: row.label,
  companies: row.companies,
  cases: row.cases ?? [],
  permissions: row.permissions as (typeof LINK_PERMISSIONS)[number][],
  expiresAt: row.expiresAt,
  revokedAt: row.revokedAt,
  createdAt: row.createdAt,
});

export const list = os.expertLinks.list.handler(({ context }) =>
  context.inside(async (tx) => {
    const rows = await tx
      .select()
      .from(table)
      .where(eq(table.organisationId, context.access.organisation))
      .orderBy(desc(table.createdAt));
    return { links: rows.map(rowOf) };
  }),
);

export const create = os.expertLinks.create.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { label, companies, cases, days } = input;
    const { principal, access } = context;
    for (const company of companies) await present(context, tx, company);
    for (const one of cases) await presentCase(tx, access.organisation, one);
    const permissions = companies.length > 0 ? input.permissions : [];
    // Nobody gives away what they do not have themselves.
    const given: Permission[] = [...permissions, ...(cases.length > 0 ? (['case.read'] as const) : [])];
    if (given.some((permission) => !access.permissions.has(permission))) throw refusal('FORBIDDEN');
    const token = newToken();
    const [row] = await tx
      .insert(table)
      .values({
        organisationId: access.organisation,
        label,
        companies: [...new Set(companies)],
        cases: [...new Set(cases)],
        permissions: [...new Set(permissions)],
        tokenDigest: tokenDigest(token),
        expiresAt: new Date(context.now().getTime() + days * DAY_MS),
        createdBy: principal.kind === 'user' ? principal.id : principal.kind,
      })
      .returning();
    note({ subject: { kind: 'expert_link', id: row.id }, detail: { companies, cases, permissions, days } });
    return { ...rowOf(row), link: `${context.origin}/expert#${token}` };
  }),
);

export const revoke = os.expertLinks.revoke.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const rows = await tx
      .update(table)
      .set({ revokedAt: context.now() })
      .where(
        and(
          eq(table.id, input.link),
          eq(table.organisationId, context.access.organisation),
          isNull(table.revokedAt),
        ),
      )
      .returning();
    if (rows.length === 0) throw refusal('NOT_FOUND');
    note({ subject: { kind: 'expert_link', id: input.link } });
    return { revoked: true };
  }),
);
