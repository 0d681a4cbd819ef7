import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** A tiny OpenID Connect provider on this machine: whoever comes is let through as the person set in `person`. */
export type TestProvider = {
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** Who signs in next. */
  person: { sub: string; email: string; name: string };
  /** Tokens that were given out. */
  readonly tokens: readonly string[];
  close(): Promise<void>;
};

export async function testProvider(): Promise<TestProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const client = { id: 'sonae', secret: randomBytes(16).toString('hex') };
  const codes = new Map<string, { challenge: string; nonce?: string; person: TestProvider['person'] }>();
  const people = new Map<string, TestProvider['person']>();
  const tokens: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer);
    const send = (body: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return send(description(provider.issuer));
      case '/jwks':
        return send({
          keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
        });
      case '/authorize': {
        const code = randomBytes(8).toString('hex');
        codes.set(code, {
          challenge: url.searchParams.get('code_challenge') ?? '',
          nonce: url.searchParams.get('nonce') ?? undefined,
          person: provider.person,
        });
        const back = new URL(url.searchParams.get('redirect_uri')!);
        back.searchParams.set('code', code);
        back.searchParams.set('state', url.searchParams.get('state') ?? '');
        return response.writeHead(302, { location: back.href }).end();
      }
      case '/token': {
        const form = new URLSearchParams(await bodyOf(request));
        const found = codes.get(form.get('code') ?? '');
        const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
        const proven = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        if (!found || request.headers.authorization !== basic || proven !== found.challenge)
          return send({ error: 'invalid_grant' }, 400);
        codes.delete(form.get('code')!);
        const access = randomBytes(16).toString('hex');
        people.set(access, found.person);
        tokens.push(access);
        const now = Math.floor(Date.now() / 1_000);
        const claims = {
          ...found.person,
          nonce: found.nonce,
          iss: provider.issuer,
          aud: client.id,
          iat: now,
          exp: now + 300,
        };
        return send({ access_token: access, token_type: 'Bearer', expires_in: 300, id_token: jwt(claims) });
      }
      case '/userinfo':
        return send(people.get(String(request.headers.authorization).replace('Bearer ', '')) ?? {});
      default:
        return send({}, 404);
    }
  });
  const jwt = (claims: object) => {
    const text = [{ alg: 'RS256', kid: 'k', typ: 'JWT' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: TestProvider = {
    issuer: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    client,
    person: { sub: '1', email: '', name: '' },
    tokens,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return provider;
}

const description = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  userinfo_endpoint: `${issuer}/userinfo`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic'],
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
