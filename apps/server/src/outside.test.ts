import { mailSink, type Sink } from '@sonae/adapters/mail/testing';
import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestProvider, testProvider } from './testing/oidc-provider.ts';
import { firstOwner, type Person } from './testing/people.ts';
import { jarFor, post, type Served, serveTest } from './testing/serve.ts';

describe.each(testServers())('mail and single sign-on on $name', (server) => {
  let served: Served;
  let sink: Sink;
  let provider: TestProvider;
  let owner: Person;
  beforeAll(async () => {
    sink = await mailSink();
    provider = await testProvider();
    served = await serveTest({
      server,
      env: {
        SONAE_SMTP_URL: sink.url,
        SONAE_MAIL_FROM: '備え <sonae@example.jp>',
        SONAE_OIDC_ISSUER: provider.issuer,
        SONAE_OIDC_CLIENT_ID: provider.client.id,
        SONAE_OIDC_CLIENT_SECRET: provider.client.secret,
        SONAE_OIDC_DOMAIN: 'example.jp',
        SONAE_OIDC_NAME: '社内ログイン',
      },
    });
    owner = await firstOwner(served, '甲商事');
  });
  afterAll(async () => {
    await served?.close();
    await Promise.all([sink?.close(), provider?.close()]);
  });

  const rows = async (query: string) =>
    (await served.store.run('system', (tx) => tx.$client.query(query))).rows as Record<string, string>[];

  test('H21 an invitation goes out by mail with its link; where nobody takes the letter, the link is there all the same', async () => {
    const client = served.client(owner.jar);
    const { link, mail } = await client.invitations.create({ email: 'hanako@example.jp', role: 'legal' });
    expect([mail, sink.letters.length]).toEqual(['sent', 1]);
    const [letter] = sink.letters;
    expect(letter.to).toEqual(['hanako@example.jp']);
    // Quoted-printable breaks lines at an equals sign.
    const text = letter.data.replace(/=\n/g, '').replaceAll('=3D', '=');
    expect(text).toContain(link.split('#')[1]);
    await sink.close();
    const again = await client.invitations.create({ email: 'taro@example.jp', role: 'auditor' });
    expect([again.mail, again.link.includes('/invitation#')]).toEqual(['failed', true]);
    expect(JSON.stringify(served.lines)).not.toMatch(/hanako|taro@/);
  });

  /** What a browser does: asks where to go, goes there, and comes back. */
  const signOn = async (person: TestProvider['person'], more: object = {}) => {
    provider.person = person;
    const jar = jarFor(served.url);
    const asked = await post(jar, `${served.url}/api/auth/sign-in/sso`, { callbackURL: '/', ...more });
    expect(asked.status).toBe(200);
    const there = await fetch(asked.body.url, { redirect: 'manual' });
    const back = await jar.fetch(there.headers.get('location')!, { redirect: 'manual' });
    return { jar, status: back.status, to: back.headers.get('location') ?? '' };
  };

  test('H22 who has an account signs in through the provider; it speaks for its domain alone and signs nobody up', async () => {
    expect((await served.client().system.about()).signOn).toBe('社内ログイン');
    const { jar, status } = await signOn({ sub: '1', email: owner.email, name: '一人目' });
    expect(status).toBe(302);
    const me = await served.client(jar).session.me();
    expect([me.kind, me.user?.email, me.organisation?.role]).toEqual(['user', owner.email, 'owner']);

    const unknown = await signOn(
      { sub: '2', email: 'nobody@example.jp', name: '知らない人' },
      { requestSignUp: true },
    );
    expect(unknown.to).toContain('error=');
    expect((await served.client(unknown.jar).session.me()).kind).toBe('visitor');

    await rows(
      "insert into sonae.users (id, name, email, email_verified) values ('other', '隣', 'other@elsewhere.jp', true)",
    );
    const elsewhere = await signOn({ sub: '3', email: 'other@elsewhere.jp', name: '隣' });
    expect((await served.client(elsewhere.jar).session.me()).kind).toBe('visitor');
    expect((await rows('select email from sonae.users order by email')).map(({ email }) => email)).toEqual([
      owner.email,
      'other@elsewhere.jp',
    ]);
  });

  test('H22 the secret of the provider is not in the database, and its tokens are there encrypted', async () => {
    const all = JSON.stringify(
      await rows(
        'select (to_jsonb(c)::text) as row from sonae.credentials c union all select to_jsonb(i)::text from sonae.installation i',
      ),
    );
    expect(provider.tokens.length).toBeGreaterThan(0);
    expect(all).toContain('"provider_id\\": \\"oidc');
    for (const secret of [provider.client.secret, ...provider.tokens]) expect(all).not.toContain(secret);
  });

  test('H22 nobody registers a provider of their own, nor finds another way in', async () => {
    const config = { providerId: 'mine', issuer: provider.issuer, domain: 'example.jp' };
    for (const path of [
      'sso/register',
      'sso/update-provider',
      'sso/providers',
      'sso/callback/mine',
      'sso/saml2/sp/acs/mine',
    ])
      expect((await post(owner.jar, `${served.url}/api/auth/${path}`, config)).status, path).toBe(404);
    const { body } = await post(jarFor(served.url), `${served.url}/api/auth/sign-in/sso`, {
      callbackURL: '/',
      providerId: 'mine',
      scopes: ['admin'],
    });
    expect(new URL(body.url).searchParams.get('scope')).toBe('openid email profile');
  });
});
