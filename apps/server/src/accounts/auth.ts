import { passkey } from '@better-auth/passkey';
import { record, type Store, schema } from '@sonae/store';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { twoFactor } from 'better-auth/plugins';
import type { Config } from '../config.ts';
import { CLIENT_ADDRESS, UPDATE_AGE_S } from './names.ts';
import { onlyOurProvider, signOn } from './sign-on.ts';

const HOUR_S = 3_600;

export type AuthOptions = {
  readonly store: Store;
  readonly secret: string;
  /** Where people reach the server. */
  readonly publicUrl: string;
  /** Further origins that are this server too: `localhost` beside `127.0.0.1`. */
  readonly origins: readonly string[];
  readonly oidc?: Config['oidc'];
};

/**
 * Accounts: passwords, second factors, passkeys, sessions. Nobody signs up: the first account comes from the set-up link, all
 * others from invitations. Who belongs to which organisation is the business of operations.
 */
export function createAuth({ store, secret, publicUrl, origins, oidc }: AuthOptions) {
  const { hostname, protocol } = new URL(publicUrl);
  // A passkey belongs to a name; an address of numbers is none.
  const rpID = /^[\d.]+$|:/.test(hostname) ? 'localhost' : hostname;
  return betterAuth({
    appName: 'Sonae',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    // What is asked of the provider goes to its own origin; what comes from there in a browser the guards refuse before.
    trustedOrigins: [...origins, ...(oidc ? [new URL(oidc.issuer).origin] : [])],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(store.accounts, {
      provider: 'pg',
      transaction: true,
      schema: {
        user: schema.users,
        session: schema.sessions,
        account: schema.credentials,
        verification: schema.verifications,
        twoFactor: schema.twoFactors,
        passkey: schema.passkeys,
        rateLimit: schema.rateLimits,
        ssoProvider: schema.ssoProviders,
      },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    session: { expiresIn: 12 * HOUR_S, updateAge: UPDATE_AGE_S, freshAge: HOUR_S },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/*': { window: 60, max: 10 },
        '/two-factor/*': { window: 60, max: 10 },
        '/passkey/*': { window: 60, max: 20 },
        '/get-session': false,
      },
    },
    advanced: {
      cookiePrefix: 'sonae',
      useSecureCookies: protocol === 'https:',
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    account: { encryptOAuthTokens: true },
    ...(oidc && { hooks: { before: onlyOurProvider } }),
    databaseHooks: {
      // Accounts are made by operations, which call no endpoint.
      user: { create: { before: async (_, context) => (context ? false : undefined) } },
      session: {
        create: {
          after: async ({ userId }) => {
            await store.run('system', (tx) =>
              record(tx, {
                actor: { kind: 'user', id: userId },
                operation: 'session.begin',
                action: 'session',
              }),
            );
          },
        },
      },
    },
    // Whoever changes an address or removes an account asks the owner; it is not done on the side.
    disabledPaths: ['/sign-up/email', '/delete-user', '/change-email', '/update-user', '/list-sessions'],
    plugins: [
      twoFactor({ issuer: 'Sonae' }),
      passkey({ rpID, rpName: 'Sonae', origin: [publicUrl, ...origins] }),
      ...(oidc ? [signOn(oidc)] : []),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
