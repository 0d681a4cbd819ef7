import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { schema } from '@sonae/store';
import { testServers } from '@sonae/store/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { destroyEnded, recordCases } from './incident/evidence/index.ts';
import { evidenceHouse, SECRET } from './testing/evidence-house.ts';
import { PIXEL } from './testing/samples.ts';

describe.each(testServers())('the end of evidence, and a store that is not the one, on $name', (server) => {
  let at: Awaited<ReturnType<typeof evidenceHouse>>;
  beforeAll(async () => {
    at = await evidenceHouse(server);
  });
  afterAll(() => at.close());

  test('P62 a case that is gone takes the keys of its files with it, those of others stay; a hold keeps them until it ends', async () => {
    const { house, home, as, vault, opened, record, journal, health, byHand } = at;
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
    const hold = (kind: 'hold.placed' | 'hold.released') =>
      byHand((store) => store.record({ kind, by: '法務', case: gone, body: { reason: '訴訟' } }));
    await hold('hold.placed');
    await remove(gone);
    expect(await destroyEnded(house.store, home, new Date())).toEqual({ files: 0, left: 1 });
    await hold('hold.released');
    expect(await destroyEnded(house.store, home, new Date())).toEqual({ files: words.length, left: 0 });
    expect(await destroyEnded(house.store, home, new Date())).toEqual({ files: 0, left: 0 });
    const files = await vault();
    const held = (all: readonly string[]) =>
      Promise.all(all.map(async (sha) => (await files.stat(sha)) !== undefined));
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
    const { house, home, root, record, health } = at;
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
      readdirSync(path.join(root(id), 'vault/keys'), { recursive: true }).filter((name) =>
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
    const { house, home, opened, record } = at;
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
    const { house, home, as, root, opened, record, health } = at;
    await opened('stranger');
    await record(house.ids.theirs);
    const id = await opened();
    await record();
    const wait = () => as('security').cases.record({ case: id, event: { kind: 'note', text: '待つ' } });
    const code = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        ({ code: said }) => said,
      );
    const folder = root();
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
    swap(root(house.ids.theirs));
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
