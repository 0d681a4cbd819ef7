import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exclusively, HeldElsewhere } from './exclusive.ts';
import { openLive } from './live.ts';
import * as schema from './schema/index.ts';
import { companies, organisations } from './schema/index.ts';
import type { Store } from './store.ts';
import { runFolder, testServers, testStore } from './testing/servers.ts';
import { exportAll } from './transfer/export.ts';
import { importAll } from './transfer/import.ts';
import { LEFT_OUT, TRANSFERRED } from './transfer/tables.ts';

describe.each(testServers())('$name', (server) => {
  let store: Store;
  beforeAll(async () => {
    store = await testStore(server);
  });
  afterAll(() => store.close());

  const rowsOf = async (query: string) =>
    (await store.run('system', (tx) => tx.$client.query(query))).rows as Record<string, string>[];
  const twoOrganisations = () =>
    store.run('system', async (tx) => {
      const made = await tx
        .insert(organisations)
        .values([{ name: '甲' }, { name: '乙' }])
        .returning();
      for (const { id, name } of made)
        await tx.insert(companies).values({ organisationId: id, name, document: {}, digest: '' });
      return made.map(({ id }) => id);
    });

  test('S1 the tables the program writes are the tables the migrations make, column for column', async () => {
    const columns = await rowsOf(
      "select table_name, column_name, is_nullable from information_schema.columns where table_schema = 'sonae' and table_name <> 'migrations'",
    );
    const found = columns.map((c) => `${c.table_name}.${c.column_name} ${c.is_nullable === 'YES'}`).sort();
    const wanted = Object.values(schema)
      .filter((value) => is(value, PgTable))
      .map((table) => getTableConfig(table))
      .flatMap(({ name, columns: all }) => all.map((c) => `${name}.${c.name} ${!c.notNull}`))
      .sort();
    expect(found).toEqual(wanted);
  });

  test('S2 a transaction sees its own organisation and nothing of another, also where the query asks for all', async () => {
    const [first, second] = await twoOrganisations();
    const seen = await store.run(first, (tx) => tx.select().from(companies));
    expect(seen.map((row) => row.organisationId)).toEqual([first]);
    await expect(
      store.run(first, (tx) =>
        tx.insert(companies).values({ organisationId: second, name: 'x', document: {}, digest: '' }),
      ),
    ).rejects.toThrow();
    const changed = await store.run(first, (tx) => tx.update(companies).set({ name: 'x' }).returning());
    expect(changed.map((row) => row.organisationId)).toEqual([first]);
  });

  test('S3 every table that belongs to an organisation is bound by row security, the owner of the tables too', async () => {
    const open = await rowsOf(
      `select c.relname from pg_class c join information_schema.columns k on k.table_schema = 'sonae' and k.table_name = c.relname
       where k.column_name = 'organisation_id' and c.relnamespace = 'sonae'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
    const [me] = await rowsOf('select usesuper from pg_user where usename = current_user');
    expect(me.usesuper).toBe(false);
  });

  test('S4 nobody changes or removes a row of the log', async () => {
    const { record } = await import('./audit.ts');
    await store.run('system', (tx) =>
      record(tx, { actor: { kind: 'system' }, operation: 'test', action: 'change' }),
    );
    for (const statement of [
      "update sonae.audit set operation = 'x'",
      'delete from sonae.audit',
      'truncate sonae.audit',
      'update sonae.company_versions set digest = $$x$$',
    ])
      await expect(rowsOf(statement), statement).rejects.toThrow(/append-only/);
  });

  test('S5 every table is exported or left out for a reason', async () => {
    const tables = await rowsOf(
      "select table_name from information_schema.tables where table_schema = 'sonae' order by 1",
    );
    const known = [...TRANSFERRED.map(([table]) => table), ...LEFT_OUT].sort();
    expect(tables.map((row) => row.table_name)).toEqual(known);
  });

  test('S5 an export made before a column was there is taken in, and the column begins as it does for everybody', async () => {
    const [source, target] = await Promise.all([testStore(server), testStore(server)]);
    try {
      await source.run('system', async (tx) => {
        const [{ id }] = await tx.insert(organisations).values({ name: '丙' }).returning();
        const opened = { organisationId: id, name: '古い事案', version: 1, openedAt: new Date(0) };
        const [{ id: caseId }] = await tx.insert(schema.cases).values(opened).returning();
        const entry = { organisationId: id, caseId, index: 0, at: new Date(0), writtenBy: '人', event: {} };
        await tx.insert(schema.caseEntries).values(entry);
        await tx.$client.query('alter table sonae.cases drop column recorded');
        await tx.$client.query('alter table sonae.case_entries drop column salt');
      });
      const file = path.join(mkdtempSync(path.join(runFolder(), 'older-')), 'all.sonae');
      await exportAll(source, file);
      await importAll(target, file);
      const [[one], [entry]] = await target.run('system', async (tx) => [
        await tx.select().from(schema.cases),
        await tx.select().from(schema.caseEntries),
      ]);
      expect([one.name, one.recorded]).toEqual(['古い事案', 0]);
      expect(entry.salt).toMatch(/^[0-9a-f-]{36}$/);
    } finally {
      await source.close();
      await target.close();
    }
  });

  test('S11 live changes that are closed while they connect end', async () => {
    await openLive(store).close();
  });

  test('S10 exclusive work is done one after the other; whoever does not want to wait is told', async () => {
    let [inside, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++inside);
      await sleep(20);
      inside--;
    };
    await Promise.all(Array.from({ length: 4 }, () => exclusively(store, 'a', work)));
    expect(most).toBe(1);
    await exclusively(store, 'a', async () => {
      await expect(exclusively(store, 'a', work, 50)).rejects.toThrow(HeldElsewhere);
      // Another name is another matter.
      expect(await exclusively(store, 'b', async () => 'done', 50)).toBe('done');
    });
    await expect(exclusively(store, 'a', () => Promise.reject(new Error('failed')))).rejects.toThrow(
      'failed',
    );
    await exclusively(store, 'a', work, 50);
  });

  test('S10 work whose connection breaks is told that it is no longer alone', async () => {
    const reason = await exclusively(store, 'a', async (lost) => {
      const told = new Promise((resolve) =>
        lost.addEventListener('abort', () => resolve(lost.reason.message)),
      );
      await rowsOf(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sonae exclusive' and datname = current_database()",
      );
      return told;
    });
    expect(reason).toContain('the lock on a is lost');
  });
});
