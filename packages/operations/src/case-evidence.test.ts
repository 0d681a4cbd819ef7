import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { decodeEntry, type Entry, openVault, readEntries, readState } from '@sonae/evidence';
import { verifyBag } from '@sonae/evidence/bag';
import { fsck } from '@sonae/evidence/check';
import { nodeDisk, readMasterKey } from '@sonae/evidence/files';
import { memoryBag } from '@sonae/evidence/testing';
import { readSealed } from '@sonae/incident/case/sealed';
import { zipEntries } from '@sonae/register/zip';
import { schema } from '@sonae/store';
import { runFolder, testServers } from '@sonae/store/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from './access/roles.ts';
import { destroyEnded, type EvidenceHome, recordCases, storeFolder } from './incident/evidence/index.ts';
import { caseStatus } from './incident/status.ts';
import { router } from './router.ts';
import { type TestHouse, testHouse } from './testing/house.ts';
import { PIXEL } from './testing/samples.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const PIXEL_SHA256 = createHash('sha256').update(PIXEL).digest('hex');
const SECRET = '田中太郎が持ち出した';

describe.each(testServers())('the evidence journal of cases on $name', (server) => {
  let house: TestHouse;
  let home: EvidenceHome;
  const asked: string[] = [];
  beforeAll(async () => {
    house = await testHouse(server);
    home = newHome();
  });
  afterAll(() => house.close());

  const newHome = (): EvidenceHome => {
    const folder = mkdtempSync(path.join(runFolder(), 'evidence-'));
    return { folder: path.join(folder, 'evidence'), keyFile: path.join(folder, 'keys/evidence.key') };
  };
  const as = (role: Role | 'stranger', at: EvidenceHome | undefined = home) =>
    createRouterClient(router, {
      context: {
        ...house.context(house.user(role)),
        evidence: {
          ask: async (_tx, organisation) => void asked.push(organisation),
          ...(at && { home: at }),
        },
      },
    });
  const record = (organisation = house.ids.ours) => recordCases(house.store, home, organisation);
  const opened = async (role: Role | 'stranger' = 'security') => {
    const { id } = await as(role).cases.open({
      name: '誤送信',
      learnedAt: new Date('2026-11-21T22:10+09:00'),
    });
    await as(role).cases.record({ case: id, event: { kind: 'testimony', who: '田中太郎', what: SECRET } });
    return id;
  };
  const diskOf = (organisation = house.ids.ours, at = home) => nodeDisk(storeFolder(at, organisation));
  const journal = async (organisation = house.ids.ours) => {
    const found: { index: number; entry: Entry }[] = [];
    for await (const { index, bytes } of readEntries(diskOf(organisation)))
      found.push({ index, entry: decodeEntry(bytes)! });
    return found;
  };
  const vaultOf = async (organisation = house.ids.ours) =>
    openVault(
      diskOf(organisation),
      await readMasterKey({ root: home.folder, file: home.keyFile, env: {} }),
      () => new Uint8Array(0),
    );
  const content = async (sha256: string) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of (await vaultOf()).get(sha256)) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  const health = async (organisation = house.ids.ours) => {
    const wrapper = await readMasterKey({ root: home.folder, file: home.keyFile, env: {} });
    const { errors } = await fsck(diskOf(organisation), { wrapper, now: Date.now() });
    return errors;
  };
  const bytesBelow = (folder: string) =>
    Buffer.concat(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name))),
    );

  test('P56 an entry asks for its record with its transaction, gets a leaf once written, and the words lie in the vault alone', async () => {
    asked.length = 0;
    const id = await opened();
    expect(asked).toEqual([house.ids.ours, house.ids.ours]);
    const before = await as('security').cases.timeline({ case: id });
    expect(before.entries.map(({ leaf }) => leaf)).toEqual([null, null, null]);
    expect((await as('security').cases.get({ case: id })).recorded).toBe(0);

    expect(await record()).toBeGreaterThanOrEqual(3);
    expect(await record()).toBe(0);
    const { entries, checkpoint } = await as('security').cases.timeline({ case: id });
    const written = (await journal()).filter(({ entry }) => entry.case === id);
    expect(entries.map(({ leaf }) => leaf)).toEqual(written.map(({ index }) => index));
    expect(written.map(({ entry }) => entry.kind)).toEqual([
      'incident.opened',
      'incident.fact',
      'incident.testimony',
    ]);
    const room = await as('security').cases.get({ case: id });
    expect(room.recorded).toBe(3);
    expect(room.checkpoint).toEqual(checkpoint);
    expect(checkpoint!.size).toBeGreaterThan(Math.max(...entries.map(({ leaf }) => leaf!)));
    expect(readFileSync(path.join(storeFolder(home, house.ids.ours), 'log/checkpoint'), 'utf8')).toBe(
      checkpoint!.note,
    );

    // The command line reads the case out of the store, with its key.
    const place = { root: storeFolder(home, house.ids.ours), by: 'test', keyFile: home.keyFile, env: {} };
    const read = await caseStatus(place, id, Date.now(), 'ja');
    expect([read.value?.name, read.value?.facts.map(({ key }) => key)]).toEqual(['誤送信', ['learnedAt']]);
    const closed = await caseStatus({ ...place, keyFile: `${home.keyFile}.no` }, id, Date.now(), 'ja');
    expect(closed.issue?.code).toBe('key.missing');

    // What was acknowledged is what is kept: who, when and what, and nothing of it in the clear.
    for (const [i, { entry }] of written.entries()) {
      const { case: of, entry: kept } = readSealed(await content(String(entry.body.sha256)))!;
      expect([of, kept.by, kept.at]).toEqual([id, entries[i].by, entries[i].at.getTime()]);
      expect(kept.event).toEqual(entries[i].event);
    }
    const everything = bytesBelow(storeFolder(home, house.ids.ours));
    for (const word of ['田中', SECRET, '誤送信', 'security'])
      expect(everything.includes(word), word).toBe(false);
    expect(await health()).toEqual([]);
  });

  test('P57 killed at any turn, and several at a time: each entry stands in the journal once and in order', async () => {
    const id = await opened();
    const photo = new File([PIXEL], '田中の机.png', { type: 'image/png' });
    await as('security').cases.photo({ case: id, file: photo });
    for (let i = 0; i < 8; i++)
      await as('security').cases.record({ case: id, event: { kind: 'note', text: `${SECRET} ${i}` } });
    // Its turns to the database: look, know the store, read what waits, fetch the photo, write back after everything is durable.
    const url = await house.store.connectionString();
    const child = path.join(import.meta.dirname, 'testing/record-and-die.ts');
    for (const turn of [4, 5]) {
      const args = [...process.execArgv, child, url, home.folder, home.keyFile, house.ids.ours, String(turn)];
      const { signal, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      expect([signal, stderr]).toEqual(['SIGKILL', '']);
      expect((await as('security').cases.get({ case: id })).recorded).toBe(0);
    }
    const written = () => journal().then((all) => all.filter(({ entry }) => entry.case === id));
    expect((await written()).length).toBe(13);
    const several = await Promise.all([record(), record(), record(), record()]);
    expect(several.filter((n) => n > 0)).toEqual([12]);
    const once = await written();
    expect(once.filter(({ entry }) => entry.body.sealed).map(({ entry }) => entry.body.index)).toEqual(
      Array.from({ length: 12 }, (_, i) => i),
    );
    const { entries } = await as('security').cases.timeline({ case: id });
    const leaves = once.filter(({ entry }) => entry.body.sealed).map(({ index }) => index);
    expect(entries.map(({ leaf }) => leaf)).toEqual(leaves);
    // Nothing lies in the vault that no entry names: it could never be destroyed.
    const state = await readState(diskOf());
    const inVault = readdirSync(path.join(storeFolder(home, house.ids.ours), 'vault/keys'), {
      recursive: true,
    });
    const names = inVault
      .filter((name) => String(name).endsWith('.json'))
      .map((name) => path.basename(String(name), '.json'));
    expect(names.sort()).toEqual([...state.vaulted].sort());
    expect(await health()).toEqual([]);
  });

  test('P58 a photo lies in the vault byte for byte, under a name that says nothing', async () => {
    const id = await opened();
    const photo = new File([PIXEL], '田中太郎.png', { type: 'image/png' });
    await as('security').cases.photo({ case: id, file: photo });
    await record();
    const added = (await journal()).filter(({ entry }) => entry.case === id && entry.kind === 'file.added');
    expect(added.map(({ entry }) => [entry.body.sha256, entry.body.name])).toEqual([
      [PIXEL_SHA256, 'photo-3.png'],
    ]);
    expect(await content(PIXEL_SHA256)).toEqual(Buffer.from(PIXEL));
  });

  const bundleOf = async (role: Role, id: string, photos = true, at: EvidenceHome | null = home) => {
    const zip = await as(role, at ?? undefined).cases.bundle({ case: id, photos });
    const files = zipEntries(new Uint8Array(await zip.arrayBuffer()))!;
    const outer = new Map(files.map(({ name, packed }) => [name.slice(name.indexOf('/') + 1), packed]));
    const said = JSON.parse(Buffer.from(outer.get('data/case.json')!).toString());
    const inner = new Map(
      [...outer].flatMap(([name, bytes]) =>
        name.startsWith('data/evidence/') ? [[name.slice('data/evidence/'.length), bytes] as const] : [],
      ),
    );
    return { outer, inner, said };
  };
  const place = (files: ReadonlyMap<string, Uint8Array>) => {
    const bags = mkdtempSync(path.join(runFolder(), 'bags-'));
    for (const [name, bytes] of files) {
      mkdirSync(path.dirname(path.join(bags, 'bag', name)), { recursive: true });
      writeFileSync(path.join(bags, 'bag', name), bytes);
    }
    return bags;
  };
  const verdicts = (bags: string) => {
    const script = spawnSync(process.execPath, ['verify.mjs'], {
      cwd: path.join(bags, 'bag'),
      encoding: 'utf8',
    });
    const python = spawnSync('python3', [path.join(ROOT, 'docs/verify/verify.py'), 'bags', bags], {
      encoding: 'utf8',
    });
    return [JSON.parse(script.stdout).valid, python.error ? 'no python' : JSON.parse(python.stdout).bags.bag];
  };

  test('P59 the bundle of a case carries its evidence, which strangers verify; a changed word is found', async () => {
    const id = await opened();
    await as('security').cases.photo({
      case: id,
      file: new File([PIXEL], '現場.png', { type: 'image/png' }),
    });
    const sighting = { kind: 'sighting', url: 'https://paste.example/1', state: 'up' } as const;
    await as('security').cases.record({ case: id, event: sighting });
    const { outer, inner, said } = await bundleOf('security', id);
    expect(await verifyBag(memoryBag(outer))).toMatchObject({ valid: true, errors: [] });
    expect(said.evidence).toMatchObject({
      present: true,
      path: 'evidence',
      origin: `sonae.local/${house.ids.ours}`,
    });
    expect(JSON.parse(Buffer.from(outer.get('data/watched.json')!).toString())).toMatchObject([
      { url: sighting.url },
    ]);
    const bags = place(inner);
    const [script, python] = verdicts(bags);
    expect([script, python]).toEqual([true, python === 'no python' ? python : true]);
    // Every entry of the timeline is in it, in its own words.
    const words = [...inner].filter(([name]) => /^data\/files\/.*-entry-\d+\.json$/.test(name));
    const kept = words.map(([, bytes]) => readSealed(bytes)!.entry).sort((a, b) => a.index - b.index);
    const { entries } = await as('security').cases.timeline({ case: id });
    expect(kept.map(({ event }) => event)).toEqual(entries.map(({ event }) => event));
    // What waited was written before it went out.
    expect(entries.every(({ leaf }) => leaf !== null)).toBe(true);
    expect([...inner.keys()]).toEqual(expect.arrayContaining(['verify.html', 'verify.mjs', 'VERIFY.txt']));
    const [testimony] = words.find(([, bytes]) => Buffer.from(bytes).includes(SECRET))!;
    const file = path.join(bags, 'bag', testimony);
    writeFileSync(file, readFileSync(file, 'utf8').replace('太郎', '次郎'));
    expect(verdicts(bags)).toEqual([false, python === 'no python' ? python : false]);
    expect(await health()).toEqual([]);
  });

  test('P60 without personal.read nothing goes out that the timeline does not show; without photos none; without the store the reason', async () => {
    const id = await opened();
    await as('security').cases.photo({
      case: id,
      file: new File([PIXEL], '現場.png', { type: 'image/png' }),
    });
    await record();
    // Somebody who works on the machine adds evidence of another kind under the same case.
    const { openStoreFolder } = await import('@sonae/evidence/files');
    const { addFile } = await import('@sonae/evidence');
    const key = await readMasterKey({ root: home.folder, file: home.keyFile, env: {} });
    const evidence = await openStoreFolder(storeFolder(home, house.ids.ours), key);
    await addFile(evidence, [Buffer.from('名簿 山田花子')], {
      name: '名簿-山田.csv',
      by: '調査員',
      case: id,
      custody: { what: '収集', where: '山田の机' },
    });
    await evidence.close();
    const all = await bundleOf('security', id);
    expect(Buffer.concat([...all.inner.values()]).includes('山田花子')).toBe(true);
    const less = await bundleOf('auditor', id, false);
    const text = Buffer.concat([...less.inner.values()]);
    for (const word of ['山田', '調査員']) expect(text.includes(word), word).toBe(false);
    expect(text.includes(SECRET)).toBe(true);
    expect(text.includes(Buffer.from(PIXEL))).toBe(false);
    expect(verdicts(place(less.inner))[0]).toBe(true);
    const index = JSON.parse(Buffer.from(less.inner.get('data/evidence.json')!).toString());
    expect([index.redacted.length, index.withheld.map(({ sha256 }: { sha256: string }) => sha256)]).toEqual([
      1,
      [PIXEL_SHA256],
    ]);

    const none = await createRouterClient(router, {
      context: house.context(house.user('security')),
    }).cases.bundle({
      case: id,
    });
    const files = zipEntries(new Uint8Array(await none.arrayBuffer()))!;
    const caseJson = files.find(({ name }) => name.endsWith('data/case.json'))!;
    expect(JSON.parse(Buffer.from(caseJson.packed).toString()).evidence).toMatchObject({
      present: false,
      reason: { ja: expect.stringContaining('sonae worker') },
    });
  });

  test('P61 two organisations have a log each, and neither is in the other', async () => {
    const [ours, theirs] = [await opened(), await opened('stranger')];
    await record(house.ids.theirs);
    await record();
    const all = await journal(house.ids.theirs);
    expect(all.filter(({ entry }) => entry.case === theirs).length).toBe(3);
    expect(all.filter(({ entry }) => entry.case === ours)).toEqual([]);
    expect((await journal()).filter(({ entry }) => entry.case === theirs)).toEqual([]);
    const [mine, other] = await Promise.all([
      as('security').cases.timeline({ case: ours }),
      as('stranger').cases.timeline({ case: theirs }),
    ]);
    expect(mine.checkpoint!.vkey).not.toBe(other.checkpoint!.vkey);
    const error = await as('stranger')
      .cases.bundle({ case: ours })
      .catch((e) => e);
    expect(error.code).toBe('NOT_FOUND');
    const seen = await house.store.run(house.ids.theirs, async (tx) => [
      await tx.$count(schema.caseLeaves, eq(schema.caseLeaves.caseId, ours)),
      await tx.$count(schema.evidenceStores),
    ]);
    expect(seen).toEqual([0, 1]);
  });

  test('P62 a case that is gone takes the keys of its files with it, those of others stay; a hold keeps them until it ends', async () => {
    const [gone, stays] = [await opened(), await opened()];
    const photo = () => new File([PIXEL, gone], '机.png', { type: 'image/png' });
    const { sha256 } = await as('security').cases.photo({ case: gone, file: photo() });
    await as('security').cases.photo({ case: stays, file: photo() });
    await record();
    const filesOf = async (id: string) =>
      (await journal()).flatMap(({ entry }) =>
        entry.case === id && entry.body.sealed ? [String(entry.body.sha256)] : [],
      );
    const [words, others] = [await filesOf(gone), await filesOf(stays)];
    const remove = (id: string) =>
      house.store.run(house.ids.ours, (tx) => tx.delete(schema.cases).where(eq(schema.cases.id, id)));
    const hold = async (kind: 'hold.placed' | 'hold.released') => {
      const { openStoreFolder } = await import('@sonae/evidence/files');
      const key = await readMasterKey({ root: home.folder, file: home.keyFile, env: {} });
      const evidence = await openStoreFolder(storeFolder(home, house.ids.ours), key);
      await evidence.record({ kind, by: '法務', case: gone, body: { reason: '訴訟' } });
      await evidence.close();
    };
    await hold('hold.placed');
    await remove(gone);
    expect(await destroyEnded(house.store, home, new Date())).toEqual({ files: 0, left: 1 });
    await hold('hold.released');
    expect(await destroyEnded(house.store, home, new Date())).toEqual({ files: words.length, left: 0 });
    expect(await destroyEnded(house.store, home, new Date())).toEqual({ files: 0, left: 0 });
    const vault = await vaultOf();
    const held = (all: readonly string[]) =>
      Promise.all(all.map(async (sha) => (await vault.stat(sha)) !== undefined));
    expect(new Set(await held(words))).toEqual(new Set([false]));
    // The photo is one of the other case too: it goes with the last.
    expect(new Set(await held([...others, sha256]))).toEqual(new Set([true]));
    await remove(stays);
    expect((await destroyEnded(house.store, home, new Date())).files).toBe(others.length + 1);
    expect(await held([...others, sha256])).not.toContain(true);
    expect((await journal()).filter(({ entry }) => entry.kind === 'file.shredded').length).toBe(
      words.length + others.length + 1,
    );
    expect(await health()).toEqual([]);
    // The database knows the journal as it stands: the next entry finds its place.
    const next = await opened();
    await record();
    expect((await as('security').cases.get({ case: next })).recorded).toBe(3);
  });

  test('P62 an organisation that is gone takes the keys of everything in its store with it', async () => {
    const [{ id }] = await house.store.run('system', (tx) =>
      tx.insert(schema.organisations).values({ name: '解散する会社' }).returning(),
    );
    const caseId = crypto.randomUUID();
    await house.store.run(id, async (tx) => {
      const of = { organisationId: id };
      await tx
        .insert(schema.cases)
        .values({ ...of, id: caseId, name: 'あ', version: 1, openedAt: new Date() });
      const entry = { ...of, caseId, index: 0, at: new Date(), writtenBy: '人' };
      await tx.insert(schema.caseEntries).values({ ...entry, event: { kind: 'note', text: SECRET } });
    });
    expect(await record(id)).toBe(1);
    const keys = () =>
      readdirSync(path.join(storeFolder(home, id), 'vault/keys'), { recursive: true }).filter((name) =>
        String(name).endsWith('.json'),
      );
    expect(keys().length).toBe(1);
    await house.store.run('system', (tx) =>
      tx.delete(schema.organisations).where(eq(schema.organisations.id, id)),
    );
    expect(await destroyEnded(house.store, home, new Date())).toEqual({ files: 1, left: 0 });
    expect(keys()).toEqual([]);
    expect(await health(id)).toEqual([]);
  });

  test('P62 what came back since, with an import for instance, is not destroyed', async () => {
    const id = await opened();
    await record();
    await house.store.run(house.ids.ours, (tx) =>
      tx.insert(schema.evidenceEnds).values([
        { organisationId: house.ids.ours, caseId: id },
        { organisationId: house.ids.ours, caseId: null },
      ]),
    );
    expect(await destroyEnded(house.store, home, new Date())).toEqual({ files: 0, left: 0 });
    await house.store.run(house.ids.ours, (tx) => tx.delete(schema.evidenceEnds));
  });

  test('P63 a store that is not the one the database knows, an older copy, or a key that is missed is refused, and entries wait', async () => {
    const id = await opened();
    await record();
    const wait = () => as('security').cases.record({ case: id, event: { kind: 'note', text: '待つ' } });
    const code = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        ({ code: said }) => said,
      );
    const folder = storeFolder(home, house.ids.ours);
    const copy = `${home.folder}-copy`;
    cpSync(folder, copy, { recursive: true });
    await wait();
    await record();
    await wait();
    const there = `${home.folder}-there`;
    cpSync(folder, there, { recursive: true });
    const swap = (from: string | undefined) => {
      rmSync(folder, { recursive: true, force: true });
      if (from !== undefined) cpSync(from, folder, { recursive: true });
    };
    swap(copy);
    expect(await code(record())).toBe('evidence.behind');
    swap(undefined);
    expect(await code(record())).toBe('evidence.elsewhere');
    expect(existsSync(folder)).toBe(false);
    swap(storeFolder(home, house.ids.theirs));
    expect(await code(record())).toBe('evidence.other');
    swap(there);
    const away = { ...home, keyFile: `${home.keyFile}.away` };
    expect(await code(recordCases(house.store, away, house.ids.ours))).toBe('key.missing');
    expect(existsSync(away.keyFile)).toBe(false);
    expect((await as('security').cases.get({ case: id })).recorded).toBe(4);
    expect(await record()).toBe(1);
    expect(await health()).toEqual([]);
  });
});
