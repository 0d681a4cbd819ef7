import { record, schema } from '@sonae/store';
import { actorOf } from '../access/principal.ts';
import { accessOf } from '../house/authorise.ts';
import { os } from '../house/implement.ts';
import { setUpOpen } from '../house/setup.ts';

export const about = os.system.about.handler(async ({ context }) => {
  const { lossModel } = await import('@sonae/knowledge/loss-model');
  return {
    name: 'sonae' as const,
    version: context.version,
    mode: context.mode,
    setUpNeeded: context.mode === 'accounts' && (await context.store.run('system', setUpOpen)),
    modelVersion: (lossModel as { version: string }).version,
    signOn: context.signOn ?? null,
  };
});

export const me = os.session.me.handler(({ context }) => {
  const { principal } = context;
  const access = accessOf(principal, context.organisation);
  const here = access && { id: access.organisation, name: access.name, role: access.role };
  const all =
    principal.kind === 'user'
      ? principal.memberships.map(({ organisation, name, role }) => ({ id: organisation, name, role }))
      : here
        ? [here]
        : [];
  return {
    kind: principal.kind,
    user:
      principal.kind === 'user'
        ? {
            id: principal.id,
            name: principal.name,
            email: principal.email,
            secondFactor: principal.secondFactor,
          }
        : null,
    link:
      principal.kind === 'expert_link'
        ? {
            label: principal.label,
            companies: [...principal.companies],
            cases: [...principal.cases],
            expiresAt: principal.expiresAt,
          }
        : null,
    organisations: all,
    organisation: here ?? null,
    permissions: access ? [...access.permissions] : [],
  };
});

export const list = os.session.list.handler(async ({ context }) => ({
  sessions: [...(await context.accounts.sessions(context.headers))],
}));

export const revoke = os.session.revoke.handler(async ({ context, input }) => {
  const revoked = await context.accounts.revoke(context.headers, input.session);
  if (revoked) {
    await context.store.run('system', (tx) =>
      record(tx, {
        actor: actorOf(context.principal),
        operation: 'session.revoke',
        action: 'session',
        subject: { kind: 'session', id: input.session },
        request: context.requestId,
      }),
    );
  }
  return { revoked };
});

export const createOrganisation = os.organisations.create.handler(async ({ context, input }) => {
  const { principal } = context;
  if (principal.kind !== 'user') throw new Error('needs: person');
  return context.store.run('system', async (tx) => {
    const [{ id }] = await tx.insert(schema.organisations).values({ name: input.name }).returning();
    await tx.insert(schema.members).values({ organisationId: id, userId: principal.id, role: 'owner' });
    await record(tx, {
      organisation: id,
      actor: actorOf(principal),
      operation: 'organisations.create',
      action: 'change',
      subject: { kind: 'organisation', id },
      request: context.requestId,
    });
    return { id };
  });
});
