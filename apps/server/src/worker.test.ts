import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { demoOrganisation } from '@sonae/operations/router';
import { firstTime, importAll, openJobs, type Store, schema } from '@sonae/store';
import { runFolder, testServers, testStore } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { exampleContent } from './examples.ts';
import { createLog } from './log.ts';
import { jobKinds, purge, startWorker } from './worker.ts';

const quiet = createLog('silent');

describe.each(testServers())('jobs on $name', (server) => {
  let store: Store;
  beforeAll(async () => {
    store = await testStore(server);
  });
  afterAll(() => store.close());

  test('H15 work that is enqueued in a transaction is not there when the transaction fails', async () => {
    const kinds = [{ name: 'later' }];
    const jobs = await openJobs(store, kinds);
    try {
      await store
        .run('system', async (tx) => {
          await jobs.send('later', { n: 1 }, { tx });
          throw new Error('no');
        })
        .catch(() => {});
      await store.run('system', (tx) => jobs.send('later', { n: 2 }, { tx }));
      const seen: unknown[] = [];
      await jobs.work([{ name: 'later', work: async (data) => void seen.push(data) }]);
      await expect.poll(() => seen, { timeout: 8_000 }).toEqual([{ n: 2 }]);
    } finally {
      await jobs.close();
    }
  });

  test('H16 a backup is a whole export, the oldest give way, and it is imported with equal digests', async () => {
    const { id } = await demoOrganisation(store, exampleContent);
    const folder = mkdtempSync(path.join(runFolder(), 'backup-'));
    const { config } = readConfig({
      SONAE_DATA: folder,
      SONAE_BACKUP_KEEP: '2',
      SONAE_BACKUP_FOLDER: folder,
    });
    let day = 1;
    const [backup] = jobKinds({
      store,
      config: config!,
      log: quiet,
      now: () => new Date(Date.UTC(2026, 0, day++)),
    });
    for (let i = 0; i < 3; i++) await backup.work({}, new AbortController().signal);
    expect(readdirSync(folder).sort()).toEqual([
      'sonae-20260102T000000Z.sonae',
      'sonae-20260103T000000Z.sonae',
    ]);
    const other = await testStore(server);
    const { exportAll } = await import('@sonae/store');
    const file = path.join(folder, 'again.sonae');
    const { tables } = await importAll(other, path.join(folder, 'sonae-20260103T000000Z.sonae'));
    expect((await exportAll(other, file)).tables).toEqual(tables);
    expect(tables.companies.rows).toBe(4);
    expect((await other.run(id, (tx) => tx.select().from(schema.companies))).length).toBe(4);
    await other.close();
    rmSync(folder, { recursive: true });
  });

  test('H16 backups are made on schedule, in Japanese time; without one the schedule is taken away', async () => {
    const scheduled = async (schedule: string) => {
      const { config } = readConfig({ SONAE_DATA: runFolder(), SONAE_BACKUP_SCHEDULE: schedule });
      const worker = await startWorker({ store, config: config!, log: quiet, work: true });
      try {
        const { rows } = await store.run('system', (tx) =>
          tx.$client.query('select name, cron, timezone from pgboss.schedule order by name'),
        );
        return rows.map(({ name, cron, timezone }) => `${name} ${cron} ${timezone}`);
      } finally {
        await worker.close();
      }
    };
    const ringing = 'alarms * * * * * Asia/Tokyo';
    const playing = 'playbooks * * * * * Asia/Tokyo';
    const recording = 'evidence * * * * * Asia/Tokyo';
    const purging = 'purge 15 3 * * * Asia/Tokyo';
    expect(await scheduled('5 1 * * *')).toEqual([
      ringing,
      'backup 5 1 * * * Asia/Tokyo',
      recording,
      playing,
      purging,
    ]);
    expect(await scheduled('off')).toEqual([ringing, recording, playing, purging]);
  });

  test('H17 what was removed long ago is purged, what was removed lately is not', async () => {
    const [first, second] = await store.run('system', (tx) => tx.select().from(schema.companies));
    const { eq } = await import('drizzle-orm');
    const remove = (id: string, deletedAt: Date) =>
      store.run('system', (tx) =>
        tx.update(schema.companies).set({ deletedAt }).where(eq(schema.companies.id, id)),
      );
    await remove(first.id, new Date('2026-01-01'));
    await remove(second.id, new Date('2026-02-01'));
    expect(await purge(store, new Date('2026-01-15'))).toBe(1);
    const left = await store.run('system', (tx) => tx.select().from(schema.companies));
    expect(left.map(({ id }) => id)).not.toContain(first.id);
    expect(left.map(({ id }) => id)).toContain(second.id);
  });
});

test('H18 a job that is delivered twice has its effect once', async () => {
  const store = await testStore();
  const act = () => store.run('system', (tx) => firstTime(tx, 'job-1'));
  expect((await Promise.all([act(), act(), act()])).filter(Boolean)).toHaveLength(1);
  await store.close();
});
