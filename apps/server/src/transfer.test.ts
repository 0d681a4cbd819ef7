import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { recordCases } from '@sonae/operations/incident/evidence';
import { sweepClocks } from '@sonae/operations/incident/sweep';
import { PIXEL } from '@sonae/operations/testing';
import { type Digests, exportAll, firstTime, importAll, openStore, type Store, schema } from '@sonae/store';
import { runFolder, testDatabase, testServers } from '@sonae/store/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveTest } from './testing/serve.ts';

const SERVE = { env: { SONAE_DEMO: '1' } };
const PIXEL_SHA256 = createHash('sha256').update(PIXEL).digest('hex');
const RUN = { years: 2_000, language: 'ja' } as const;

/** Works in a house through its operations, until there is something of everything that an export holds. */
async function fill(served: Served): Promise<void> {
  const client = served.client();
  const [{ id: company }] = (await client.companies.list()).companies;
  const { document, version } = await client.companies.get({ company });
  const organisation = { ...document.organisation, staff: 77 };
  await client.companies.put({ company, version, document: { ...document, organisation } });
  await client.companies.assess({ company, ...RUN });
  await client.variants.create({ company, name: '案', changes: [{ path: 'organisation.staff', value: 7 }] });
  await client.invitations.create({ email: 'jiro@example.jp', role: 'legal', days: 7 });
  await client.expertLinks.create({ label: '監査', companies: [company], days: 7 });
  const { id } = await client.cases.open({
    name: '誤送信',
    company,
    learnedAt: new Date('2026-11-21T22:10+09:00'),
  });
  await client.cases.facts({
    case: id,
    facts: [
      { key: 'sensitive', value: true },
      { key: 'persons', value: 12 },
    ],
  });
  await client.cases.record({ case: id, event: { kind: 'note', text: '電話した' } });
  await client.cases.record({ case: id, event: { kind: 'duty.done', duty: 'jp-appi-26-prelim' } });
  await client.cases.photo({ case: id, file: new File([PIXEL], '画面.png'), key: 'device-1-photo-1' });
  await client.cases.playbooks.start({ case: id, playbook: 'mis-sent-mail' });
  await client.drills.start({ scenario: 'mis-sent-mail' });
  await client.round.record({
    company,
    item: 'default/training',
    on: '2026-05-01',
    people: ['甲'],
    content: '研修',
  });
}

/** What workers write. */
async function fillByWork(store: Store): Promise<void> {
  await sweepClocks(store, new Date('2026-12-10T00:00+09:00'), async () => {});
  const [{ organisationId }] = await store.run('system', (tx) => tx.select().from(schema.cases));
  const folder = mkdtempSync(path.join(runFolder(), 'transfer-evidence-'));
  const home = { folder: path.join(folder, 'evidence'), keyFile: path.join(folder, 'keys/evidence.key') };
  await recordCases(store, home, organisationId);
  await store.run('system', async (tx) => {
    const row = { organisationId, name: '消す', openedAt: new Date('2026-12-10T00:00+09:00') };
    const [{ id }] = await tx.insert(schema.cases).values(row).returning();
    await tx.delete(schema.cases).where(eq(schema.cases.id, id));
  });
  await store.run('system', (tx) => firstTime(tx, 'mail 1'));
}

/** What only accounts write; with it the house is no demonstration any more. */
const fillAccounts = (store: Store): Promise<unknown> =>
  store.run('system', async (tx) => {
    const [{ id: organisationId }] = await tx.select().from(schema.organisations);
    const userId = 'user-1';
    await tx.insert(schema.users).values({ id: userId, name: '管理花子', email: 'hanako@example.jp' });
    await tx.insert(schema.members).values({ organisationId, userId, role: 'owner' });
    await tx
      .insert(schema.credentials)
      .values({ id: 'c', accountId: userId, providerId: 'credential', userId, password: 'hash' });
    await tx.insert(schema.twoFactors).values({ id: 't', userId, secret: 's', backupCodes: 'b' });
    await tx.insert(schema.passkeys).values({
      id: 'p',
      userId,
      publicKey: 'k',
      credentialID: 'i',
      counter: 0,
      deviceType: 'singleDevice',
      backedUp: false,
    });
    const [{ id: subscriptionId }] = await tx
      .insert(schema.pushSubscriptions)
      .values({
        organisationId,
        userId,
        endpoint: 'https://push.example.net/a',
        p256dh: 'p',
        auth: 'a',
        language: 'ja',
      })
      .returning();
    await tx
      .insert(schema.pushDeliveries)
      .values({ organisationId, subscriptionId, key: 'k', sentAt: new Date('2026-12-10T00:00+09:00') });
    await tx.insert(schema.installation).values({ name: 'test', value: 'v' }).onConflictDoNothing();
  });

/** What the screens read, of everything. */
async function answers(served: Served): Promise<object> {
  const client = served.client();
  const { companies } = await client.companies.list();
  const company = companies.find(({ version }) => version === 2)!.id;
  const [{ id: incident }] = (await client.cases.list()).cases;
  const { assessments } = await client.companies.assessments({ company });
  return {
    companies,
    registers: await Promise.all(companies.map(({ id }) => client.companies.get({ company: id }))),
    inputs: (await client.companies.inputs({ company })).digest,
    versions: await client.companies.versions({ company }),
    assessments,
    kept: await client.companies.assessment({ company, assessment: assessments[0].id }),
    policies: await client.policies.list(),
    variants: await client.variants.list({ company }),
    settings: await client.settings.get(),
    members: await client.members.list(),
    invitations: await client.invitations.list(),
    links: await client.expertLinks.list(),
    cases: await client.cases.list(),
    room: await client.cases.get({ case: incident }),
    timeline: await client.cases.timeline({ case: incident }),
    board: (await client.cases.board()).clocks,
    alarms: await client.cases.alarms(),
    // A calendar says when it was made.
    calendar: (await (await client.cases.calendar()).text()).replaceAll(/^DTSTAMP:.*$/gm, ''),
    photo: await (await client.cases.file({ case: incident, sha256: PIXEL_SHA256 })).text(),
    runs: (await client.cases.playbooks.list({ case: incident })).runs,
    drills: await client.drills.list(),
    round: await client.round.get({ company: companies[0].id }),
  };
}

describe.each(testServers())('export and import on $name', (server) => {
  const endings: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const end of endings.reverse()) await end();
  });
  let before: Served;
  let store: Store;
  beforeAll(async () => {
    before = await serveTest({ ...SERVE, server });
    endings.push(before.close);
    store = await open(before.database);
    await fill(before);
    await fillByWork(store);
  });

  const open = async (url: string) => {
    const opened = await openStore({ data: runFolder(), url, connections: 2 });
    endings.push(opened.close);
    return opened;
  };
  /** Takes everything to an empty database. */
  const carry = async (): Promise<{ readonly url: string; readonly tables: Digests }> => {
    const file = path.join(mkdtempSync(path.join(runFolder(), 'transfer-')), 'all.sonae');
    const { url, drop } = await testDatabase(server);
    endings.push(drop);
    const target = await open(url);
    const { tables } = await exportAll(store, file);
    expect((await importAll(target, file)).tables).toEqual(tables);
    expect((await exportAll(target, `${file}.again`)).tables).toEqual(tables);
    return { url, tables };
  };

  test('H24 an export on an empty machine gives equal answers, and the same figures when calculated anew', async () => {
    const { url } = await carry();
    const moved = await serveTest({ ...SERVE, database: url });
    endings.push(moved.close);
    expect(await answers(moved)).toEqual(await answers(before));
    const { companies } = await before.client().companies.list();
    const company = companies.find(({ version }) => version === 2)!.id;
    const assess = (served: Served, years: number) =>
      served.client().companies.assess({ company, ...RUN, years });
    // Of other years nothing is kept: both calculate.
    const [here, there] = [await assess(before, 3_000), await assess(moved, 3_000)];
    expect([here.kept, there.kept]).toEqual([false, false]);
    expect(there.digest).toBe(here.digest);
    expect((await assess(moved, RUN.years)).kept).toBe(true);
  });

  test('H24 every table has rows in the test, and equal digests after the round trip', async () => {
    await fillAccounts(store);
    const { tables } = await carry();
    const empty = Object.entries(tables).filter(([, { rows }]) => rows === 0);
    expect(empty.map(([table]) => table)).toEqual([]);
  });
});
