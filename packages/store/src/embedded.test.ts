import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { unprivilegedAccount } from './embedded/account.ts';
import { clusterUrl, startCluster, stopCluster, stopIfUnused } from './embedded/cluster.ts';
import { clusterFolder } from './embedded/place.ts';
import { barrier } from './embedded/reachable.ts';
import { migrate, migrations } from './migrate.ts';
import { runFolder, testDatabase, testServers } from './testing/servers.ts';

const data = mkdtempSync(path.join(runFolder(), 'embedded-'));
chmodSync(data, 0o711);
const isRoot = process.getuid?.() === 0;

describe('the embedded server', () => {
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  test('S6 two that start at once share one; one that was killed is started again, with what it had; the last stops it', async () => {
    // Each may use it as soon as it has it, whichever of them started it.
    const use = async () => {
      const cluster = await startCluster({ data });
      const own = new pg.Client({ connectionString: clusterUrl(cluster) });
      await own.connect();
      await own.end();
      return cluster;
    };
    const [first, second] = await Promise.all([use(), use(), use()]);
    expect(second.pid).toBe(first.pid);
    const client = new pg.Client({ connectionString: clusterUrl(first) });
    client.on('error', () => {});
    await client.connect();
    await client.query('create table kept (n int); insert into kept values (1)');
    expect(await stopIfUnused(first)).toBe(false);
    process.kill(first.pid, 'SIGKILL');
    const third = await startCluster({ data });
    expect(third.pid).not.toBe(first.pid);
    const again = new pg.Client({ connectionString: clusterUrl(third) });
    await again.connect();
    expect((await again.query('select n from kept')).rows).toEqual([{ n: 1 }]);
    await again.end();
    await client.end().catch(() => {});
    await expect.poll(() => stopIfUnused(third), { timeout: 5_000 }).toBe(true);
    expect(existsSync(path.join(third.folder, 'postmaster.pid'))).toBe(false);
    await stopCluster(third); // stopped already: nothing happens
  });

  test('S7 as root it runs under an account that is there, postgres before nobody, and none is made', () => {
    const passwd = path.join(data, 'passwd');
    const lines = {
      root: 'root:x:0:0::/:',
      nobody: 'nobody:x:65534:65534::/:',
      postgres: 'postgres:x:101:104::/:',
    };
    writeFileSync(passwd, [lines.root, lines.nobody, lines.postgres].join('\n'));
    if (!isRoot) expect(unprivilegedAccount(passwd)).toBeUndefined();
    else {
      expect(unprivilegedAccount(passwd)).toEqual({ name: 'postgres', uid: 101, gid: 104 });
      writeFileSync(passwd, [lines.root, lines.nobody].join('\n'));
      expect(unprivilegedAccount(passwd)?.name).toBe('nobody');
      writeFileSync(passwd, lines.root);
      expect(() => unprivilegedAccount(passwd)).toThrow(/no account/);
    }
  });

  test.skipIf(!isRoot)(
    'S7 where that account cannot reach the data folder, the folder points to one it can',
    () => {
      const account = { name: 'nobody', uid: 65_534, gid: 65_534 };
      const shut = path.join(data, 'shut');
      mkdirSync(shut, { mode: 0o700 });
      expect(barrier(shut, account)).toBe(shut);
      expect(clusterFolder(shut, account)).toBe(path.join(shut, 'postgres')); // our own folder: opened for passing
      chmodSync(shut, 0o700);
      const elsewhere = clusterFolder(path.join(shut, 'inner'), account);
      expect(elsewhere).toMatch(/^\/var\/lib\/sonae\/clusters\/[0-9a-f]{16}\/postgres$/);
      expect(clusterFolder(path.join(shut, 'inner'), account)).toBe(elsewhere);
      rmSync(path.dirname(elsewhere), { recursive: true });
    },
  );
});

describe.each(testServers())('migrations on $name', (server) => {
  test('S9 run once; an edited step and a step of a newer program stop the start', async () => {
    const { url, drop } = await testDatabase(server);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      expect(await migrate(client)).toEqual([]);
      const steps = migrations();
      const edited = steps.map((step) => ({ ...step, digest: 'x' }));
      await expect(migrate(client, edited)).rejects.toThrow(/is not the one that was applied/);
      await expect(migrate(client, [])).rejects.toThrow(/newer Sonae/);
      const broken = [
        ...steps,
        { name: '9999-broken', sql: 'create table sonae.half (n int); nonsense', digest: '' },
      ];
      await expect(migrate(client, broken)).rejects.toThrow(/9999-broken failed/);
      expect((await client.query("select to_regclass('sonae.half') as there")).rows[0].there).toBeNull();
    } finally {
      await client.end();
      await drop();
    }
  });
});
