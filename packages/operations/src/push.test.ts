import type { Notice } from '@sonae/incident/alarms';
import { schema } from '@sonae/store';
import { testServers } from '@sonae/store/testing';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SendNotice, sweepClocks, sweepPushes } from './incident/sweep.ts';
import { codeOf } from './testing/code-of.ts';
import { type TestHouse, testHouse } from './testing/house.ts';

const KEYS = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
const browser = (name: string) => ({ endpoint: `https://push.example.net/${name}`, keys: KEYS });
const { pushDeliveries, pushSubscriptions } = schema;

describe.each(testServers())('notices on $name', (server) => {
  let house: TestHouse;
  let security: ReturnType<TestHouse['as']>;
  let legal: ReturnType<TestHouse['as']>;
  beforeAll(async () => {
    house = await testHouse(server);
    security = house.as(house.user('security'));
    legal = house.as(house.user('legal'));
  });
  afterAll(() => house.close());
  beforeEach(() => house.store.run('system', (tx) => tx.delete(pushSubscriptions)));

  test('P51 a browser is of whoever signed in last, seen and ended by them alone, and goes with the membership', async () => {
    const { id } = await security.push.subscribe(browser('a'));
    expect((await security.push.subscribe(browser('a'))).id).toBe(id);
    const { key, devices } = await security.push.state();
    expect([key, devices.map((device) => device.id)]).toEqual(['key', [id]]);
    expect(JSON.stringify(devices)).not.toContain('push.example.net');
    expect((await legal.push.state()).devices).toEqual([]);
    expect(await codeOf(legal.push.unsubscribe({ subscription: id }))).toBe('NOT_FOUND');
    await legal.push.subscribe(browser('a'));
    expect([(await security.push.state()).devices, (await legal.push.state()).devices.length]).toEqual([
      [],
      1,
    ]);
    expect(await codeOf(security.push.subscribe({ ...browser('a'), endpoint: 'https://10.0.0.1/a' }))).toBe(
      'INVALID',
    );
    expect(
      await codeOf(security.push.subscribe({ ...browser('a'), endpoint: 'http://push.example.net/a' })),
    ).toBe('BAD_REQUEST');
    for (let i = 0; i < 12; i++) await security.push.subscribe(browser(`many-${i}`));
    expect((await security.push.state()).devices).toHaveLength(10);
    // Who has no account has no browser; who may read no case is told of none.
    const demo = house.as({ kind: 'demo', organisation: house.ids.ours, name: 'お試し', role: 'owner' });
    expect(await demo.push.state()).toEqual({ key: null, devices: [] });
    expect(await codeOf(demo.push.subscribe(browser('b')))).toBe('FORBIDDEN');
    expect(await codeOf(house.as(house.user('broker')).push.subscribe(browser('b')))).toBe('FORBIDDEN');
    await house.store.run('system', async (tx) => {
      const { members } = schema;
      const of = and(eq(members.organisationId, house.ids.ours), eq(members.userId, house.users.legal));
      await tx.delete(members).where(of);
      expect(await tx.$count(pushSubscriptions, eq(pushSubscriptions.userId, house.users.legal))).toBe(0);
      await tx
        .insert(members)
        .values({ organisationId: house.ids.ours, userId: house.users.legal, role: 'legal' });
    });
  });

  test('P52 every alarm reaches every browser once, several sweeps at a time and after failures too; nothing in it names anybody', async () => {
    const at = new Date(Date.now() + 60_000);
    await security.push.subscribe(browser('a'));
    await legal.push.subscribe({ ...browser('b'), language: 'en' });
    // Somebody whose role no longer reads cases.
    await house.store.run('system', (tx) =>
      tx.insert(pushSubscriptions).values({
        organisationId: house.ids.ours,
        userId: house.users.broker,
        endpoint: 'https://push.example.net/broker',
        ...KEYS,
        language: 'ja',
      }),
    );
    const name = '山田花子さんあての誤送信';
    const { id } = await security.cases.open({
      name,
      drill: true,
      learnedAt: new Date(at.getTime() - 86_400_000 * 3),
    });
    await security.cases.facts({ case: id, facts: [{ key: 'sensitive', value: true }] });
    await sweepClocks(house.store, at, async () => {});
    const told: { readonly to: string; readonly notice: Notice }[] = [];
    const taken: SendNotice = async ({ endpoint }, notice) => {
      told.push({ to: endpoint.split('/').at(-1)!, notice });
      return 'taken';
    };
    // One service does not answer: the other browser is told all the same.
    const broken = await sweepPushes(house.store, at, async (to, notice) => {
      if (to.endpoint.endsWith('/b')) throw new Error('no route');
      return taken(to, notice);
    });
    expect([broken.failed, broken.sent > 0]).toEqual([1, true]);
    await Promise.all([1, 2, 3].map(() => sweepPushes(house.store, at, taken)));
    expect(await sweepPushes(house.store, at, taken)).toEqual({ sent: 0, gone: 0, failed: 0 });
    const rang = await house.store.run('system', (tx) =>
      tx.select().from(schema.alarms).where(eq(schema.alarms.caseId, id)),
    );
    expect(rang.length).toBeGreaterThan(2);
    const ofCase = told.filter(({ notice }) => notice.path === `/cases/${id}`);
    for (const to of ['a', 'b'])
      expect(
        ofCase
          .filter((one) => one.to === to)
          .map(({ notice }) => notice.tag)
          .sort(),
      ).toEqual(rang.map(({ key }) => key).sort());
    expect(told.map(({ to }) => to)).not.toContain('broker');
    expect(JSON.stringify(told)).not.toContain('山田');
    for (const { to, notice } of ofCase)
      expect(notice.title).toMatch(to === 'a' ? /^【訓練】/ : /^\[DRILL\] /);
    // A browser that came later is not told of what rang before.
    const later = new Date(at.getTime() + 1_000);
    await house.store.run('system', (tx) =>
      tx
        .update(pushSubscriptions)
        .set({ createdAt: later })
        .where(eq(pushSubscriptions.endpoint, 'https://push.example.net/b')),
    );
    await house.store.run('system', (tx) => tx.delete(pushDeliveries));
    told.length = 0;
    await sweepPushes(house.store, at, taken);
    expect(new Set(told.map(({ to }) => to))).toEqual(new Set(['a']));
    // What rang a day ago is no news.
    await house.store.run('system', (tx) => tx.delete(pushDeliveries));
    const pushed = await sweepPushes(house.store, new Date(at.getTime() + 25 * 3_600_000), taken);
    expect(pushed.sent).toBe(0);
  });

  test('P53 a browser that is gone is forgotten', async () => {
    const at = new Date(Date.now() + 60_000);
    await security.push.subscribe(browser('a'));
    const { id } = await security.cases.open({
      name: '消えた端末',
      learnedAt: new Date(at.getTime() - 86_400_000 * 3),
    });
    await security.cases.facts({ case: id, facts: [{ key: 'sensitive', value: true }] });
    await sweepClocks(house.store, at, async () => {});
    let asked = 0;
    const gone: SendNotice = async () => {
      asked += 1;
      return 'gone';
    };
    expect(await sweepPushes(house.store, at, gone)).toEqual({ sent: 0, gone: 1, failed: 0 });
    await sweepPushes(house.store, at, gone);
    expect([asked, (await security.push.state()).devices]).toEqual([1, []]);
  });
});
