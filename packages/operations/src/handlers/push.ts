import { createHash } from 'node:crypto';
import { schema } from '@sonae/store';
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { OperationContext } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { invalid, mistake, refusal } from '../house/refusals.ts';

const { members, pushSubscriptions: table } = schema;
/** Browsers of one person; the oldest gives way. */
const MOST_DEVICES = 10;

const subject = (id: string) => ({ kind: 'push_subscription', id });
/** The rows of whoever asks: nobody sees or ends those of others. */
const own = ({ access }: OperationContext, user: string) =>
  and(eq(table.organisationId, access.organisation), eq(table.userId, user));

export const state = os.push.state.handler(({ context }) =>
  context.inside(async (tx) => {
    const { principal, push } = context;
    if (principal.kind !== 'user' || !push) return { key: null, devices: [] };
    const rows = await tx
      .select()
      .from(table)
      .where(own(context, principal.id))
      .orderBy(asc(table.createdAt), asc(table.id));
    const devices = rows.map(({ id, endpoint, createdAt }) => ({
      id,
      digest: createHash('sha256').update(endpoint).digest('hex'),
      since: createdAt,
    }));
    return { key: push.publicKey, devices };
  }),
);

export const subscribe = os.push.subscribe.handler(async ({ context, input }) => {
  const { principal, push, access } = context;
  if (principal.kind !== 'user' || !push) throw refusal('FORBIDDEN');
  const { endpoint, keys, language } = input;
  // Before the transaction: it may ask for a name.
  if (!(await push.isAllowed({ endpoint, ...keys }))) throw invalid([NOT_ALLOWED]);
  return context.inside(async (tx, note) => {
    // Whoever was let in may have been removed since.
    const [member] = await tx
      .select({ user: members.userId })
      .from(members)
      .where(and(eq(members.organisationId, access.organisation), eq(members.userId, principal.id)))
      .for('key share');
    if (!member) throw refusal('NOT_FOUND');
    const values = {
      organisationId: access.organisation,
      userId: principal.id,
      endpoint,
      ...keys,
      language,
      createdAt: context.now(),
    };
    // A browser is of whoever signed in last.
    const [{ id }] = await tx
      .insert(table)
      .values(values)
      .onConflictDoUpdate({ target: [table.organisationId, table.endpoint], set: values })
      .returning({ id: table.id });
    const all = await tx
      .select({ id: table.id })
      .from(table)
      .where(own(context, principal.id))
      .orderBy(desc(table.createdAt));
    const old = all.slice(MOST_DEVICES).map((row) => row.id);
    if (old.length > 0) await tx.delete(table).where(inArray(table.id, old));
    note({ subject: subject(id) });
    return { id };
  });
});

export const unsubscribe = os.push.unsubscribe.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { principal } = context;
    if (principal.kind !== 'user') throw refusal('FORBIDDEN');
    const rows = await tx
      .delete(table)
      .where(and(own(context, principal.id), eq(table.id, input.subscription)))
      .returning({ id: table.id });
    if (rows.length === 0) throw refusal('NOT_FOUND');
    note({ subject: subject(input.subscription) });
    return { removed: true };
  }),
);

const NOT_ALLOWED = mistake(
  'push.endpoint',
  'endpoint',
  { ja: 'この宛先には通知を送れません。', en: 'Notices cannot be sent to this address.' },
  {
    ja: 'ブラウザーの通知の宛先（インターネット上の https）に限ります。',
    en: 'Only the address a browser gives, https on the open net.',
  },
);
