import { checkedClaims, testBrowser, testPushService } from '@sonae/adapters/push/testing';
import { schema } from '@sonae/store';
import { testStore } from '@sonae/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { noticeSender, pushKeys, pushPort } from './push.ts';

let store: Awaited<ReturnType<typeof testStore>>;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

test('H25 the keys of notices are made once, by however many servers, and lie sealed', async () => {
  const [first, second] = await Promise.all([pushKeys(store), pushKeys(store)]);
  expect(second).toEqual(first);
  expect(await pushKeys(store)).toEqual(first);
  const rows = await store.run('system', (tx) => tx.select().from(schema.installation));
  expect(JSON.stringify(rows)).toContain(first.publicKey);
  expect(JSON.stringify(rows)).not.toContain(first.privateKey);
});

test('H25 a notice goes out sealed for the browser and signed with these keys; addresses inside are not even asked', async () => {
  const service = await testPushService();
  const { config } = readConfig({ SONAE_DATA: '/nowhere', SONAE_PUBLIC_URL: 'https://sonae.example.jp' });
  const via = { resolve: async () => ['142.250.0.1'], transport: service.transport };
  const browser = testBrowser('https://push.example.net/a');
  const notice = {
    title: '速報：期限まで1時間',
    body: '残り59分',
    tag: 'k',
    path: '/cases/1',
    lang: 'ja',
  } as const;
  expect(await noticeSender(config!, store, via)(browser.subscription, notice)).toBe('taken');
  const [{ body, headers }] = service.received;
  expect(JSON.parse(browser.open(body))).toEqual(notice);
  const { key, claims } = checkedClaims(headers.authorization as string);
  expect([key, claims]).toMatchObject([
    (await pushKeys(store)).publicKey,
    { aud: 'https://push.example.net', sub: 'https://sonae.example.jp' },
  ]);
  const port = pushPort(await pushKeys(store));
  const { p256dh, auth } = browser.subscription;
  const inside = { endpoint: 'https://127.0.0.1/a', p256dh, auth };
  expect(await port.isAllowed(inside)).toBe(false);
  expect(await port.isAllowed({ endpoint: 'https://8.8.8.8/a', p256dh, auth })).toBe(true);
  expect(await port.isAllowed({ endpoint: 'https://8.8.8.8/a', p256dh: auth, auth })).toBe(false);
  const inward = noticeSender(config!, store, { transport: service.transport });
  await expect(inward(inside, notice)).rejects.toThrow();
  expect(service.received).toHaveLength(1);
  await service.close();
});
