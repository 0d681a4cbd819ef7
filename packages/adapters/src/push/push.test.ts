import { expect, onTestFinished, test } from 'vitest';
import { areKeys, MOST_PAYLOAD, sealed } from './encrypt.ts';
import { isPublic, newVapidKeys, publicAddress, pushSender } from './index.ts';
import { checkedClaims, testBrowser, testPushService } from './test-service.ts';

const base64 = (text: string) => Buffer.from(text, 'base64url');

test('A10 the example of RFC 8291 comes out to the byte', () => {
  const body = sealed(
    Buffer.from('When I grow up, I want to be a watermelon'),
    {
      endpoint: 'https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV',
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
    {
      salt: base64('DGv6ra1nlYgDCS1FRnbzlw'),
      privateKey: base64('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
    },
  );
  expect(body.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test('A10 what a browser opens is what was sent, signed by this server for that service, and never twice the same bytes', async () => {
  const service = await testPushService();
  onTestFinished(() => void service.close());
  const keys = newVapidKeys();
  const now = Date.parse('2026-11-22T12:00:00+09:00');
  const send = pushSender({
    keys,
    subject: 'mailto:sonae@example.jp',
    now: () => now,
    resolve: async () => ['142.250.0.1'],
    transport: service.transport,
  });
  const browser = testBrowser('https://push.example.net/a');
  const push = { text: '{"title":"速報：期限まで1時間"}', key: 'case/duty/1h' };
  expect(await send(browser.subscription, push)).toBe('taken');
  await send(browser.subscription, push);
  const [first, second] = service.received;
  expect(browser.open(first.body)).toBe(push.text);
  expect(first.body.equals(second.body)).toBe(false);
  expect(first.headers).toMatchObject({ ttl: '86400', urgency: 'high', 'content-encoding': 'aes128gcm' });
  expect(first.headers.topic).toMatch(/^[\w-]{32}$/);
  expect(first.headers.topic).toBe(second.headers.topic);
  const { key, claims } = checkedClaims(first.headers.authorization as string);
  expect([key, claims]).toEqual([
    keys.publicKey,
    {
      aud: 'https://push.example.net',
      exp: now / 1_000 + 12 * 60 * 60,
      sub: 'mailto:sonae@example.jp',
    },
  ]);
  expect(() => testBrowser('https://push.example.net/b').open(first.body)).toThrow();
  expect(() => sealed(Buffer.alloc(MOST_PAYLOAD + 1), browser.subscription)).toThrow();
});

test('A10 a browser that is gone is told apart from a service that does not take it now; no error tells the address', async () => {
  const service = await testPushService((path) => Number(path.slice(1)));
  onTestFinished(() => void service.close());
  const send = pushSender({
    keys: newVapidKeys(),
    resolve: async () => ['142.250.0.1'],
    transport: service.transport,
  });
  const to = (status: number) =>
    send(testBrowser(`https://push.example.net/${status}`).subscription, { text: 'x', key: 'k' });
  expect([await to(201), await to(404), await to(410)]).toEqual(['taken', 'gone', 'gone']);
  for (const status of [302, 429, 500])
    await expect(to(status)).rejects.toThrow(/^the push service answered \d+$/);
});

test('A11 nothing is sent to this machine, to a net of the company or in plain text, whatever a name says', async () => {
  const inside = [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
  ];
  for (const address of inside) expect([address, isPublic(address)]).toEqual([address, false]);
  for (const address of ['8.8.8.8', '142.250.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450::5'])
    expect([address, isPublic(address)]).toEqual([address, true]);
  const one = (address: string) => async () => [address];
  expect(await publicAddress('https://push.example.net/x', one('8.8.8.8'))).toBe('8.8.8.8');
  // A name that leads to two places, one of them inside.
  await expect(publicAddress('https://a.example/', async () => ['8.8.8.8', '10.0.0.1'])).rejects.toThrow();
  await expect(publicAddress('https://a.example/', async () => [])).rejects.toThrow();
  for (const endpoint of [
    'http://push.example.net/x',
    'https://push.example.net:8443/x',
    'https://me:secret@push.example.net/x',
    'file:///etc/passwd',
  ])
    await expect(publicAddress(endpoint, one('8.8.8.8'))).rejects.toThrow();
  // Addresses in place of names, however they are written.
  for (const endpoint of [
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://localhost/',
  ])
    await expect(publicAddress(endpoint), endpoint).rejects.toThrow();
});

test('A11 keys that are none are told before anything is kept', () => {
  const { p256dh, auth } = testBrowser('https://push.example.net/a').subscription;
  expect(areKeys(p256dh, auth)).toBe(true);
  expect(areKeys(p256dh, auth.slice(2))).toBe(false);
  expect(areKeys(`${p256dh.slice(0, -4)}AAAA`, auth)).toBe(false);
  expect(areKeys('', '')).toBe(false);
});
