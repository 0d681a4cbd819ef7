import { record, schema, type Tx } from '@sonae/store';
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { actorOf } from '../access/principal.ts';
import type { Role } from '../access/roles.ts';
import type { OperationContext } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { invalid, mistake, refusal } from '../house/refusals.ts';
import { newToken, tokenDigest } from '../house/tokens.ts';
import { invitationLetter } from './invitation-letter.ts';

const { invitations: table, members, organisations, users } = schema;
const DAY_MS = 86_400_000;
const rowOf = ({ id, email, role, expiresAt, createdAt }: typeof table.$inferSelect) => ({
  id,
  email,
  role: role as Role,
  expiresAt,
  createdAt,
});
const open = (now: Date) =>
  and(isNull(table.acceptedAt), isNull(table.cancelledAt), gt(table.expiresAt, now));

export const list = os.invitations.list.handler(({ context }) =>
  context.inside(async (tx) => {
    const rows = await tx
      .select()
      .from(table)
      .where(and(eq(table.organisationId, context.access.organisation), open(context.now())))
      .orderBy(asc(table.createdAt));
    return { invitations: rows.map(rowOf) };
  }),
);

export const create = os.invitations.create.handler(async ({ context, input }) => {
  const token = newToken();
  const { principal, access } = context;
  const row = await context.inside(async (tx, note) => {
    const [made] = await tx
      .insert(table)
      .values({
        organisationId: access.organisation,
        email: input.email.toLowerCase(),
        role: input.role,
        tokenDigest: tokenDigest(token),
        expiresAt: new Date(context.now().getTime() + input.days * DAY_MS),
        invitedBy: principal.kind === 'user' ? principal.id : principal.kind,
      })
      .returning();
    note({ subject: { kind: 'invitation', id: made.id }, detail: { role: input.role } });
    return made;
  });
  // After the #, so that the token is in no log of any server on the way.
  const link = `${context.origin}/invitation#${token}`;
  return { ...rowOf(row), link, mail: await mailed(context, row, link) };
});

/** The invitation stands whether the letter goes out or not: its link is shown to whoever invites. */
async function mailed(
  { mailer, access }: OperationContext,
  { email, expiresAt }: typeof table.$inferSelect,
  link: string,
): Promise<'sent' | 'failed' | 'off'> {
  if (!mailer) return 'off';
  return mailer(invitationLetter({ to: email, organisation: access.name, link, until: expiresAt })).then(
    () => 'sent',
    () => 'failed',
  );
}

export const cancel = os.invitations.cancel.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const rows = await tx
      .update(table)
      .set({ cancelledAt: context.now() })
      .where(
        and(
          eq(table.id, input.invitation),
          eq(table.organisationId, context.access.organisation),
          open(context.now()),
        ),
      )
      .returning();
    note({ subject: { kind: 'invitation', id: input.invitation } });
    if (rows.length === 0) throw refusal('NOT_FOUND');
    return { cancelled: true };
  }),
);

export const look = os.invitations.look.handler(({ context, input }) =>
  context.store.run('system', async (tx) => {
    const { row, organisation, account } = await find(tx, context, input.token);
    return { organisation, email: row.email, role: row.role as Role, hasAccount: account !== undefined };
  }),
);

/** Whoever has an account signs in first; whoever has none gives a name and a password, and has one. */
export const accept = os.invitations.accept.handler(async ({ context, input }) => {
  const { principal } = context;
  const { row, account } = await context.store.run('system', (tx) => find(tx, context, input.token));
  if (account !== undefined && (principal.kind !== 'user' || principal.email.toLowerCase() !== row.email))
    throw refusal('UNAUTHORIZED', {
      code: 'invitation.sign-in',
      message: { ja: `${row.email} でログインしてください。`, en: `Sign in as ${row.email} first.` },
    });
  const user = account ?? (await newAccount(context, row.email, input)).id;
  return context.store.run('system', async (tx) => {
    const used = await tx
      .update(table)
      .set({ acceptedAt: context.now() })
      .where(and(eq(table.id, row.id), open(context.now())))
      .returning();
    if (used.length === 0) throw refusal('NOT_FOUND');
    await tx
      .insert(members)
      .values({ organisationId: row.organisationId, userId: user, role: row.role })
      .onConflictDoNothing();
    await record(tx, {
      organisation: row.organisationId,
      actor: account === undefined ? { kind: 'user', id: user } : actorOf(principal),
      operation: 'invitations.accept',
      action: 'change',
      subject: { kind: 'invitation', id: row.id },
      detail: { role: row.role },
      request: context.requestId,
    });
    return { organisation: row.organisationId };
  });
});

async function newAccount(
  context: OperationContext,
  email: string,
  input: { name?: string; password?: string },
) {
  const { name, password } = input;
  if (name === undefined || password === undefined)
    throw invalid(
      (['name', 'password'] as const)
        .filter((field) => input[field] === undefined)
        .map((field) =>
          mistake(
            'invitation.account',
            field,
            { ja: '名前とパスワードを決めてください。', en: 'Choose a name and a password.' },
            { ja: 'パスワードは12文字以上です。', en: 'A password has 12 characters or more.' },
          ),
        ),
    );
  return context.accounts.create({ name, email, password });
}

async function find(tx: Tx, context: OperationContext, token: string) {
  const [row] = await tx
    .select()
    .from(table)
    .where(and(eq(table.tokenDigest, tokenDigest(token)), open(context.now())));
  if (!row) throw refusal('NOT_FOUND');
  const [{ name: organisation }] = await tx
    .select()
    .from(organisations)
    .where(eq(organisations.id, row.organisationId));
  const [user] = await tx
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, row.email));
  return { row, organisation, account: user?.id };
}
