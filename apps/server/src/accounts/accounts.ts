import type { Accounts } from '@sonae/operations/router';
import type { Auth } from './auth.ts';

/** Accounts as operations ask for them, kept by better-auth, which is loaded when it is first needed. */
export function accountsOf(load: () => Promise<Auth>): Accounts {
  return {
    create: async ({ name, email, password }) => {
      const auth = await load();
      const { internalAdapter, password: passwords } = await auth.$context;
      const hash = await passwords.hash(password);
      const user = await internalAdapter.createUser(
        { name, email: email.toLowerCase(), emailVerified: true },
        { method: 'email-password' },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: hash,
      });
      return { id: user.id };
    },
    sessions: async (headers) => {
      const auth = await load();
      const mine = await auth.api.getSession({ headers });
      if (!mine) return [];
      const { internalAdapter } = await auth.$context;
      const all = await internalAdapter.listSessions(mine.user.id);
      return all.map(({ id, userAgent, ipAddress, createdAt, expiresAt }) => ({
        id,
        current: id === mine.session.id,
        userAgent: userAgent ?? null,
        ipAddress: ipAddress ?? null,
        createdAt,
        expiresAt,
      }));
    },
    revoke: async (headers, id) => {
      const auth = await load();
      const mine = await auth.api.getSession({ headers });
      if (!mine) return false;
      const { internalAdapter } = await auth.$context;
      const session = (await internalAdapter.listSessions(mine.user.id)).find((one) => one.id === id);
      if (session) await internalAdapter.deleteSession(session.token);
      return session !== undefined;
    },
  };
}
