import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readCase } from '@sonae/operations/incident/case';
import { openStore } from '@sonae/store';
import { runFolder, testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceHome, readConfig } from './config.ts';
import { examine } from './doctor.ts';
import { createLog } from './log.ts';
import { type Served, serveTest } from './testing/serve.ts';
import { jobKinds, startWorker, type Worker } from './worker.ts';

const quiet = createLog('silent');

describe.each(testServers())('evidence journals on $name', (server) => {
  const folder = mkdtempSync(path.join(runFolder(), 'evidence-'));
  const env = {
    SONAE_EVIDENCE_FOLDER: path.join(folder, 'evidence'),
    SONAE_EVIDENCE_KEY_FILE: path.join(folder, 'keys', 'evidence.key'),
  };
  let served: Served;
  const endings: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    served = await serveTest({ server, env: { SONAE_DEMO: '1', ...env } });
    endings.push(served.close);
  });
  afterAll(async () => {
    for (const end of endings.reverse()) await end();
    rmSync(folder, { recursive: true });
  });
  const config = () => readConfig({ SONAE_DATA: runFolder(), DATABASE_URL: served.database, ...env }).config!;
  const worker = async (): Promise<Worker> => {
    const store = await openStore({ data: runFolder(), url: served.database, connections: 4 });
    endings.push(store.close);
    return startWorker({ store, config: config(), log: quiet, work: true });
  };
  const recorded = async (id: string) => (await served.client().cases.get({ case: id })).recorded;

  test('H26 workers beside a server write what it acknowledged, once: what waited when they start, and then what comes', async () => {
    const { id } = await served.client().cases.open({ name: '誤送信' });
    const note = (text: string) => served.client().cases.record({ case: id, event: { kind: 'note', text } });
    await note('だれも書いていない間');
    expect(await recorded(id)).toBe(0);
    const workers = await Promise.all([worker(), worker()]);
    try {
      await expect.poll(() => recorded(id), { timeout: 60_000 }).toBe(2);
      await Promise.all(Array.from({ length: 12 }, (_, i) => note(`${i}`)));
      await expect.poll(() => recorded(id), { timeout: 60_000 }).toBe(14);
    } finally {
      await Promise.all(workers.map((each) => each.close()));
    }
    const [organisation] = readdirSync(env.SONAE_EVIDENCE_FOLDER);
    const root = path.join(env.SONAE_EVIDENCE_FOLDER, organisation);
    const place = { root, by: 'test', keyFile: env.SONAE_EVIDENCE_KEY_FILE, env: {} };
    const indexes = (await readCase(place, id)).map(({ index }) => index);
    expect(indexes).toEqual(Array.from({ length: 14 }, (_, i) => i));
    const { entries } = await served.client().cases.timeline({ case: id });
    expect(entries.map(({ leaf }) => leaf)).not.toContain(null);

    // The nightly purge destroys what is gone.
    const store = await openStore({ data: runFolder(), url: served.database, connections: 2 });
    endings.push(store.close);
    await store.run('system', (tx) => tx.$client.query('delete from sonae.cases where id = $1', [id]));
    const purge = jobKinds({ store, config: config(), log: quiet }).find(({ name }) => name === 'purge')!;
    await purge.work({}, new AbortController().signal);
    expect(await readCase(place, id).catch(({ code }) => code)).toBe('incident.absent');
  });

  test('H27 the settings say where journals and key lie; doctor says it too, and what is wrong with them', async () => {
    const plain = readConfig({ SONAE_DATA: '/var/lib/sonae' }).config!;
    expect(evidenceHome(plain)).toEqual({
      folder: '/var/lib/sonae/evidence',
      keyFile: '/var/lib/sonae/keys/evidence.key',
    });
    const file = readConfig({ SONAE_CONFIG: 'a.yaml' }, () => 'evidence: { folder: /e, keyFile: /k/e.key }');
    expect(evidenceHome(file.config!)).toEqual({ folder: '/e', keyFile: '/k/e.key' });
    const wrong = readConfig({ SONAE_CONFIG: 'a.yaml' }, () => 'evidence: { key: abc }');
    expect(wrong.issues.map(({ code }) => code)).toEqual(['config.value']);

    const finding = async (change: object = {}) => {
      const found = await examine({ ...config(), ...change });
      return found.find(({ id }) => id === 'evidence')!;
    };
    const { SONAE_EVIDENCE_FOLDER: stores, SONAE_EVIDENCE_KEY_FILE: keyFile } = env;
    // Both lie below the data folder of this test.
    const warned = await finding();
    expect([warned.state, warned.hint!.en]).toEqual([
      'warning',
      expect.stringContaining('SONAE_EVIDENCE_KEY_FILE'),
    ]);
    for (const place of [stores, keyFile]) expect(warned.message.ja).toContain(place);
    const apart = await finding({ data: path.join(runFolder(), 'elsewhere') });
    expect([apart.state, apart.message.en]).toEqual(['ok', expect.stringContaining('1 organisations')]);
    const missing = path.join(folder, 'no.key');
    const lost = await finding({ evidence: { folder: stores, keyFile: missing } });
    expect([lost.state, lost.message.ja]).toEqual(['bad', expect.stringContaining(missing)]);
    const gone = await finding({ evidence: { folder: path.join(folder, 'none'), keyFile: missing } });
    expect([gone.state, gone.hint!.en]).toEqual(['bad', expect.stringContaining('SONAE_EVIDENCE_FOLDER')]);
  });
});
