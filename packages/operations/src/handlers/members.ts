import { announce, schema, type Tx } from '@sonae/store';
import { and, asc, eq } from 'drizzle-orm';
import type { Role } from '../access/roles.ts';
import { os } from '../house/implement.ts';
import { invalid, mistake, refusal } from '../house/refusals.ts';

const { members: table, users } = schema;

export const list = os.members.list.handler(({ context }) =>
  context.inside(async (tx) => {
    const rows = await tx
      .select()
      .from(table)
      .innerJoin(users, eq(users.id, table.userId))
      .where(eq(table.organisationId, context.access.organisation))
      .orderBy(asc(table.createdAt), asc(table.userId));
    return {
      members: rows.map(({ members, users: user }) => ({
        user: user.id,
        name: user.name,
        email: user.email,
        role: members.role as Role,
        secondFactor: user.twoFactorEnabled,
        since: members.createdAt,
      })),
    };
  }),
);

export const setRole = os.members.setRole.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation } = context.access;
    const before = await present(tx, organisation, input.user);
    if (before.role === 'owner' && input.role !== 'owner') await mustStayOwned(tx, organisation, input.user);
    await tx
      .update(table)
      .set({ role: input.role })
      .where(and(eq(table.organisationId, organisation), eq(table.userId, input.user)));
    note({ subject: { kind: 'user', id: input.user }, detail: { from: before.role, to: input.role } });
    await announce(tx, { organisation, kind: 'member', id: input.user });
    return { role: input.role };
  }),
);

export const remove = os.members.remove.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation } = context.access;
    const before = await present(tx, organisation, input.user);
    if (before.role === 'owner') await mustStayOwned(tx, organisation, input.user);
    await tx.delete(table).where(and(eq(table.organisationId, organisation), eq(table.userId, input.user)));
    note({ subject: { kind: 'user', id: input.user }, detail: { from: before.role } });
    await announce(tx, { organisation, kind: 'member', id: input.user });
    return { removed: true };
  }),
);

async function present(tx: Tx, organisation: string, user: string) {
  const [row] = await tx
    .select()
    .from(table)
    .where(and(eq(table.organisationId, organisation), eq(table.userId, user)));
  if (!row) throw refusal('NOT_FOUND');
  return row;
}

/** An organisation that nobody owns can never be mended from inside. The rows are locked: two owners may leave at once. */
async function mustStayOwned(tx: Tx, organisation: string, leaving: string): Promise<void> {
  const owners = await tx
    .select()
    .from(table)
    .where(and(eq(table.organisationId, organisation), eq(table.role, 'owner')))
    .for('update');
  if (owners.some((row) => row.userId !== leaving)) return;
  throw invalid([
    mistake(
      'member.last-owner',
      'user',
      { ja: '最後の管理者は外せません。', en: 'The last owner cannot leave.' },
      { ja: '先に別の人を管理者にしてください。', en: 'Make somebody else an owner first.' },
    ),
  ]);
}
