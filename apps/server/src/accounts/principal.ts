import type { Permission, Principal, Role } from '@sonae/operations/access';
import { linkOf, tokenDigest } from '@sonae/operations/router';
import { type Store, schema } from '@sonae/store';
import { asc, eq } from 'drizzle-orm';
import type { Auth } from './auth.ts';

export const EXPERT_TOKEN = 'sonae-expert-token';
export const ORGANISATION = 'sonae-organisation';

/** Who asks: by an expert's token, else by the cookie of a session, else nobody. */
export async function principalOf(headers: Headers, auth: Auth, store: Store, now: Date): Promise<Principal> {
  const token = headers.get(EXPERT_TOKEN);
  if (token !== null) {
    const found = await linkOf(store, tokenDigest(token), now);
    if (!found) return { kind: 'visitor' };
    const { id, label, organisationId, companies, permissions, expiresAt } = found.link;
    return {
      kind: 'expert_link',
      id,
      label,
      organisation: organisationId,
      name: found.name,
      companies,
      permissions: permissions as Permission[],
      expiresAt,
    };
  }
  if (!headers.get('cookie')?.includes('sonae.session_token')) return { kind: 'visitor' };
  const session = await auth.api.getSession({ headers });
  if (!session) return { kind: 'visitor' };
  const { members, organisations } = schema;
  const memberships = await store.run('system', (tx) =>
    tx
      .select({ organisation: organisations.id, name: organisations.name, role: members.role })
      .from(members)
      .innerJoin(organisations, eq(organisations.id, members.organisationId))
      .where(eq(members.userId, session.user.id))
      .orderBy(asc(members.createdAt), asc(organisations.id)),
  );
  const { id, name, email, twoFactorEnabled } = session.user as typeof session.user & {
    twoFactorEnabled?: boolean;
  };
  return {
    kind: 'user',
    id,
    name,
    email,
    session: session.session.id,
    secondFactor: twoFactorEnabled === true,
    memberships: memberships.map((row) => ({ ...row, role: row.role as Role })),
  };
}
