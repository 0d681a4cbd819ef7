import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readState } from '@sonae/evidence';
import { nodeDisk } from '@sonae/evidence/files';
import { readSealed } from '@sonae/incident/case/sealed';
import { schema } from '@sonae/store';
import { testServers } from '@sonae/store/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseStatus } from './incident/status.ts';
import { evidenceHouse, SECRET } from './testing/evidence-house.ts';
import { PIXEL } from './testing/samples.ts';

const PIXEL_SHA256 = createHash('sha256').update(PIXEL).digest('hex');
const bytesBelow = (folder: string) =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name))),
  );

describe.each(testServers())('the evidence journal of cases on $name', (server) => {
  let at: Awaited<ReturnType<typeof evidenceHouse>>;
  beforeAll(async () => {
    at = await evidenceHouse(server);
  });
  afterAll(() => at.close());

  test('P56 an entry asks for its record with its transaction, gets a leaf once written, and the words lie in the vault alone', async () => {
    const { house, home, asked, as, root, opened, record, journal, content, health } = at;
    asked.length = 0;
    const id = await opened();
    // The testimony found the opening waiting: one request is enough for both.
    expect(asked).toEqual([house.ids.ours]);
    const before = await as('security').cases.timeline({ case: id });
    expect(before.entries.map(({ leaf }) => leaf)).toEqual([null, null, null]);
    expect((await as('security').cases.get({ case: id })).recorded).toBe(0);

    expect(await record()).toBeGreaterThanOrEqual(3);
    expect(await record()).toBe(0);
    await as('security').cases.open({ name: '別の事案' });
    expect(asked).toEqual([house.ids.ours, house.ids.ours]);
    expect(await record()).toBe(1);
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
    expect(readFileSync(path.join(root(), 'log/checkpoint'), 'utf8')).toBe(checkpoint!.note);

    // The command line reads the case out of the store, with its key.
    const place = { root: root(), by: 'test', keyFile: home.keyFile, env: {} };
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
    const everything = bytesBelow(root());
    for (const word of ['田中', SECRET, '誤送信', 'security'])
      expect(everything.includes(word), word).toBe(false);
    expect(await health()).toEqual([]);
  });

  test('P57 killed at any turn, and several at a time: each entry stands in the journal once and in order', async () => {
    const { house, home, as, root, opened, record, journal, health } = at;
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
    const state = await readState(nodeDisk(root()));
    const inVault = readdirSync(path.join(root(), 'vault/keys'), {
      recursive: true,
    });
    const names = inVault
      .filter((name) => String(name).endsWith('.json'))
      .map((name) => path.basename(String(name), '.json'));
    expect(names.sort()).toEqual([...state.vaulted].sort());
    expect(await health()).toEqual([]);
  });

  test('P58 a photo lies in the vault byte for byte, under a name that says nothing', async () => {
    const { as, opened, record, journal, content } = at;
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

  test('P61 two organisations have a log each, and neither is in the other', async () => {
    const { house, as, opened, record, journal } = at;
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
});
