import { createHmac } from 'node:crypto';
import { testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jarFor, post, type Served, serveTest } from './testing/serve.ts';

const PASSWORD = 'とても長い合言葉です。ほんとう';

describe.each(testServers())('accounts on $name', (server) => {
  let served: Served;
  beforeAll(async () => {
    served = await serveTest({ server });
  });
  afterAll(() => served.close());
  const auth = (path: string) => `${served.url}/api/auth/${path}`;

  test('H1 first set-up, password, second factor, backup code, sessions: from the link on the terminal to signing out', async () => {
    const { setUpLink, url } = served;
    expect((await served.client().system.about()).setUpNeeded).toBe(true);
    const token = setUpLink!.split('#')[1];
    const me = { name: '太郎', email: 'taro@example.jp', password: PASSWORD, organisation: '甲商事' };
    await served.client().setup.complete({ ...me, token });
    expect((await served.client().system.about()).setUpNeeded).toBe(false);

    const jar = jarFor(url);
    const wrong = await post(jar, auth('sign-in/email'), { email: me.email, password: 'x'.repeat(12) });
    expect(wrong.status).toBe(401);
    expect((await post(jar, auth('sign-in/email'), { email: me.email, password: PASSWORD })).status).toBe(
      200,
    );
    const client = served.client(jar);
    const first = await client.session.me();
    expect(first).toMatchObject({
      kind: 'user',
      organisation: { name: '甲商事', role: 'owner' },
      user: { secondFactor: false },
    });

    const enabled = await post(jar, auth('two-factor/enable'), { password: PASSWORD });
    const { totpURI, backupCodes } = enabled.body as unknown as { totpURI: string; backupCodes: string[] };
    expect(backupCodes).toHaveLength(10);
    expect((await post(jar, auth('two-factor/verify-totp'), { code: totp(totpURI) })).status).toBe(200);
    expect((await client.session.me()).user?.secondFactor).toBe(true);

    const later = jarFor(url);
    const half = await post(later, auth('sign-in/email'), { email: me.email, password: PASSWORD });
    expect(half.body).toMatchObject({ twoFactorRedirect: true });
    expect((await served.client(later).session.me()).kind).toBe('visitor');
    expect((await post(later, auth('two-factor/verify-totp'), { code: '000000' })).status).toBe(401);
    const good = await post(later, auth('two-factor/verify-backup-code'), { code: backupCodes[0] });
    expect(good.status).toBe(200);
    expect((await served.client(later).session.me()).kind).toBe('user');

    const { sessions } = await client.session.list();
    expect(sessions.length).toBeGreaterThanOrEqual(2);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    for (const { id, current } of sessions) if (!current) await client.session.revoke({ session: id });
    expect((await served.client(later).session.me()).kind).toBe('visitor');
    await post(jar, auth('sign-out'), {});
    expect((await client.session.me()).kind).toBe('visitor');
  });

  test('H2 nobody signs up, whatever they send', async () => {
    const jar = jarFor(served.url);
    const body = { name: 'x', email: 'x@example.jp', password: PASSWORD };
    expect((await post(jar, auth('sign-up/email'), body)).status).toBeGreaterThanOrEqual(400);
    const users = await served.store.run('system', (tx) =>
      tx.$client.query("select 1 from sonae.users where email = 'x@example.jp'"),
    );
    expect(users.rows).toEqual([]);
  });

  test('H3 guessing a password is held back, and the count is kept in the database for all servers', async () => {
    const jar = jarFor(served.url);
    const statuses: number[] = [];
    for (let i = 0; i < 14; i++)
      statuses.push(
        (await post(jar, auth('sign-in/email'), { email: 'a@b.jp', password: 'y'.repeat(12) })).status,
      );
    expect(statuses.at(-1)).toBe(429);
    const other = await serveTest({ database: served.database });
    try {
      const there = await post(jarFor(other.url), `${other.url}/api/auth/sign-in/email`, {
        email: 'a@b.jp',
        password: 'y'.repeat(12),
      });
      expect(there.status).toBe(429);
    } finally {
      await other.close();
    }
  });

  test('H4 a request from another site is refused though it brings the cookie', async () => {
    const cookie = 'sonae.session_token=x';
    const send = (headers: Record<string, string>) =>
      served
        .fetch('/api/rpc/companies/list', { method: 'POST', headers, body: '{}' })
        .then(({ status }) => status);
    expect(await send({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await send({ cookie, 'sec-fetch-site': 'cross-site', origin: served.url })).toBe(403);
    expect(await send({ cookie })).toBe(403);
    expect(await send({ cookie, origin: served.url, 'content-type': 'application/json' })).toBe(401);
  });

  test('H5 nothing of a person is in the log: no address, name, agent, password or token', async () => {
    const text = JSON.stringify(served.lines);
    expect(served.lines.length).toBeGreaterThan(20);
    for (const secret of [
      'taro',
      '太郎',
      PASSWORD,
      '127.0.0.1',
      'node',
      'session_token',
      served.setUpLink!.split('#')[1],
    ])
      expect(text.includes(secret), secret).toBe(false);
  });
});

/** The code of an authenticator for this moment (RFC 6238: SHA-1, 30 s, 6 digits). */
function totp(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret')!;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll('=', '')]
    .map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
