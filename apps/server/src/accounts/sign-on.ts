import { readFileSync } from 'node:fs';
import { sso } from '@better-auth/sso';
import { createAuthMiddleware } from 'better-auth/api';
import type { Config } from '../config.ts';
import { SIGN_ON } from './names.ts';

type Oidc = NonNullable<Config['oidc']>;

/**
 * Signing in through an OpenID Connect provider that whoever runs the machine has chosen. Organisations choose none: a
 * provider speaks for people, and people belong to several organisations. Its secret stays in the settings, or in a file they
 * name, and never enters the database or an export.
 */
export function signOn({ issuer, clientId, clientSecret, clientSecretFile, domain }: Oidc) {
  return sso({
    defaultSSO: [
      {
        providerId: SIGN_ON,
        domain,
        oidcConfig: {
          issuer,
          clientId,
          clientSecret: clientSecret ?? readFileSync(clientSecretFile!, 'utf8').trim(),
          discoveryEndpoint: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
          pkce: true,
          scopes: ['openid', 'email', 'profile'],
        },
      },
    ],
    // The provider's word counts for addresses of its domain; an account at another address is not given to it.
    domainVerification: { enabled: true },
    disableImplicitSignUp: true,
    providersLimit: 0,
  });
}

const ASKED = ['callbackURL', 'errorCallbackURL'];

/** Whatever a client asks for: this provider, its scopes, and nobody is signed up on the way. */
export const onlyOurProvider = createAuthMiddleware(async ({ path, body }) => {
  if (path !== '/sign-in/sso') return;
  // What is returned from here would be merged into what was sent, so the rest is taken out of it.
  for (const name of Object.keys(body)) if (!ASKED.includes(name)) delete body[name];
  Object.assign(body, { providerId: SIGN_ON, providerType: 'oidc' });
});
