import type { Permission, Principal } from '@sonae/operations/access';
import { linkOf, tokenDigest } from '@sonae/operations/router';
import { plainStatement, type Store } from '@sonae/store';
import type { Auth } from './auth.ts';
import { EXPERT_TOKEN, UPDATE_AGE_S } from './names.ts';
import { signedToken } from './session-cookie.ts';

type User = Extract<Principal, { kind: 'user' }>;

/** A session that is open, with its user and where that is a member: each request asks, so that an end takes effect at once. */
const sessionBy = plainStatement<
  'token' | 'now',
  Omit<User, 'kind' | 'id'> & { readonly user: string; readonly updatedAt: Date }
>(
  ['token', 'now'],
  `select s.id as session, s.updated_at as "updatedAt", u.id as user, u.name, u.email, u.two_factor_enabled as "secondFactor",
     coalesce((
       select jsonb_agg(jsonb_build_object('organisation', o.id, 'name', o.name, 'role', m.role) order by m.created_at, o.id)
       from sonae.members m join sonae.organisations o on o.id = m.organisation_id where m.user_id = u.id
     ), '[]') as memberships
   from sonae.sessions s join sonae.users u on u.id = s.user_id
   where s.token = $1 and s.expires_at > $2`,
);

/** Who asks: by an expert's token, else by the cookie of a session, else nobody. */
export async function principalOf(
  headers: Headers,
  { auth, secret, store }: { readonly auth: Auth; readonly secret: string; readonly store: Store },
  now: Date,
): Promise<Principal> {
  const token = headers.get(EXPERT_TOKEN);
  if (token !== null) {
    const found = await linkOf(store, tokenDigest(token), now);
    if (!found) return { kind: 'visitor' };
    const { id, label, organisationId, companies, cases, permissions, expiresAt } = found.link;
    return {
      kind: 'expert_link',
      id,
      label,
      organisation: organisationId,
      name: found.name,
      companies,
      cases: cases ?? [],
      permissions: permissions as Permission[],
      expiresAt,
    };
  }
  const { name: cookie } = (await auth.$context).authCookies.sessionToken;
  const signed = signedToken(headers.get('cookie'), cookie, secret);
  if (signed === undefined) return { kind: 'visitor' };
  const [[found]] = await store.ask('system', sessionBy({ token: signed, now }));
  if (!found) return { kind: 'visitor' };
  const { user, updatedAt, ...about } = found;
  // Whoever works on stays signed in; that is better-auth's to write down, once an hour.
  if (now.getTime() - updatedAt.getTime() > UPDATE_AGE_S * 1_000) await auth.api.getSession({ headers });
  return { kind: 'user', id: user, ...about };
}
