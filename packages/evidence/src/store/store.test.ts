import { expect, test } from 'vitest';
import { fromUtf8, toHex, utf8 } from '../bytes.ts';
import { ed25519PublicKey } from '../ed25519.ts';
import { decodeEntry, encodeEntry } from '../journal/entry.ts';
import { openJournal, readEntries } from '../journal/journal.ts';
import { openCheckpoint } from '../log/checkpoint.ts';
import { cosign } from '../log/cosignature.ts';
import { SIGNATURE, verifierKey } from '../log/note.ts';
import { chanceOf, randomOf } from '../testing/chance.ts';
import { exampleStore, NOW } from '../testing/example-store.ts';
import { simulatedDisk } from '../testing/simulated-disk.ts';
import { masterKeyWrapper } from '../vault/master-key.ts';
import { addFile, shredFile } from './files.ts';
import { fsck } from './fsck.ts';
import { readLogKeys, verifiersOf } from './log-keys.ts';
import { readState } from './read-state.ts';
import { rebuild } from './rebuild.ts';
import { openStore } from './store.ts';
import { addTestimony, signTestimony, speakerKey } from './testimony.ts';

const custody = { what: '収集' };
const read = async (content: AsyncIterable<Uint8Array>) => {
  const parts = [];
  for await (const chunk of content) parts.push(chunk);
  return Buffer.concat(parts);
};

test('S1 what is written stands in journal, log and projection, and fsck finds nothing', async () => {
  const { store, disk, wrapper } = await exampleStore();
  await store.close();
  expect(await fsck(disk, { wrapper, now: NOW })).toMatchObject({
    ok: true,
    errors: [],
    warnings: [],
    entries: 12,
    files: 5,
  });
  const state = await readState(disk);
  expect(state.cases.get('C1')).toEqual([1, 2, 4, 5, 6]);
  expect([...state.files.values()].flatMap(({ names }) => names)).toEqual([
    'access.log',
    'other.bin',
    'folder/a.txt',
    'folder/b/空.txt',
  ]);
});

test('S2 content comes back as it was, is stored once, and is noise on the disk', async () => {
  const { store, disk } = await exampleStore();
  const random = randomOf(chanceOf(3));
  for (const size of [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_000]) {
    const content =
      size > 4096 ? Buffer.concat([random(4096), Buffer.alloc(size - 4096, 7)]) : Buffer.from(random(size));
    const pieces = [content.subarray(0, size >> 1), content.subarray(size >> 1)];
    const first = await store.vault.put(pieces);
    const second = await store.vault.put([content]);
    expect([first.duplicate && size > 0, second.duplicate, first.sha256]).toEqual([
      false,
      true,
      second.sha256,
    ]);
    expect((await read(store.vault.get(first.sha256))).equals(content)).toBe(true);
    const sealed = Buffer.from(disk.bytesOf(`vault/files/${first.sha256.slice(0, 2)}/${first.sha256}`)!);
    if (size > 4096) expect(sealed.includes(content.subarray(0, 64))).toBe(false);
  }
});

test('S2 content that comes many times at once is stored once and comes back', async () => {
  const { store, disk, wrapper } = await exampleStore();
  const put = await Promise.all(Array.from({ length: 8 }, () => store.vault.put([Buffer.from('同じ写真')])));
  expect(put.filter(({ duplicate }) => !duplicate).length).toBe(1);
  expect((await read(store.vault.get(put[0].sha256))).toString()).toBe('同じ写真');
  expect(disk.paths().filter((path) => path.startsWith('vault/incoming/'))).toEqual([]);
  await store.close();
  expect((await fsck(disk, { wrapper, now: NOW })).errors).toEqual([]);
});

test('S3 a chunk changed, swapped, repeated or cut off is not given out', async () => {
  const { store, disk } = await exampleStore();
  const { sha256 } = await store.vault.put([Buffer.alloc(3 << 20, 1)]);
  const bytes = disk.bytesOf(`vault/files/${sha256.slice(0, 2)}/${sha256}`)!;
  const original = bytes.slice();
  const chunk = (1 << 20) + 16;
  const damage: ((b: Uint8Array) => void)[] = [
    (b) => b.set([b[5] ^ 1], 5),
    (b) => b.set(original.subarray(chunk, 2 * chunk), 0),
    (b) => b.set(original.subarray(0, chunk), chunk),
    (b) => b.fill(0, 2 * chunk),
  ];
  for (const harm of damage) {
    harm(bytes);
    await expect(read(store.vault.get(sha256))).rejects.toMatchObject({ code: 'vault.damaged' });
    bytes.set(original);
  }
  expect((await read(store.vault.get(sha256))).length).toBe(3 << 20);
});

test('S4 another master key opens nothing', async () => {
  const { store, disk } = await exampleStore();
  await store.close();
  const random = randomOf(chanceOf(99));
  const other = masterKeyWrapper(random(32), random);
  await expect(openStore({ disk, wrapper: other, random, now: () => NOW })).rejects.toMatchObject({
    code: 'key.wrong',
  });
});

test('S5 a hold and a retention date forbid destruction; after both it is recorded, and the content is gone', async () => {
  const { store, disk, wrapper } = await exampleStore();
  const order = { by: '佐藤', approvedBy: '田中', reason: '保存期間の満了', today: '2026-11-21' };
  const added = await addFile(store, [utf8('secret')], { name: 's', by: '佐藤', case: 'C1', custody });
  const now = () => readState(disk);
  await store.record({ kind: 'hold.placed', by: '弁護士', case: 'C1', body: { reason: '訴訟' } });
  expect(await shredFile(store, await now(), added.sha256, order)).toEqual({ code: 'held', reason: '訴訟' });
  await store.record({ kind: 'hold.released', by: '弁護士', case: 'C1', body: { reason: '和解' } });
  await store.record({
    kind: 'retention.set',
    by: '佐藤',
    body: { sha256: added.sha256, until: '2026-12-31' },
  });
  expect(await shredFile(store, await now(), added.sha256, order)).toEqual({
    code: 'retained',
    reason: '2026-12-31',
  });
  const receipt = await shredFile(store, await now(), added.sha256, { ...order, today: '2027-01-01' });
  expect(receipt).toMatchObject({ index: expect.any(Number) });
  await expect(read(store.vault.get(added.sha256))).rejects.toMatchObject({ code: 'vault.absent' });
  expect(disk.paths().filter((path) => path.includes(added.sha256))).toEqual([]);
  await store.close();
  expect(await fsck(disk, { wrapper, now: NOW })).toMatchObject({ ok: true, errors: [] });
});

test('S6 an interruption between the record of a destruction and the destruction is found and finished', async () => {
  const { store, disk, wrapper } = await exampleStore();
  const [file] = (await readState(disk)).files.values();
  await store.record({
    kind: 'file.shredded',
    by: '佐藤',
    case: 'C1',
    body: { sha256: file.sha256, key: '', reason: 'r', approvedBy: '田中' },
  });
  await store.close();
  expect((await fsck(disk, { wrapper, now: NOW })).errors.map(({ code }) => code)).toContain(
    'vault.not-shredded',
  );
  const after = await openStore({ disk, wrapper, random: randomOf(chanceOf(1)), now: () => NOW });
  expect(await rebuild(disk, after.vault)).toMatchObject({ shredded: 1 });
  expect((await fsck(disk, { wrapper, now: NOW })).errors).toEqual([]);
});

test('S7 a new key takes over: both sign the hand-over and one checkpoint, the old seed is destroyed', async () => {
  const { store, disk, wrapper } = await exampleStore();
  const [before] = store.keys;
  const after = await store.rotateKey('佐藤');
  const { text } = store.head!;
  expect(openCheckpoint(text, [before])).toBeDefined();
  expect(openCheckpoint(text, [after])).toBeDefined();
  await store.record({ kind: 'decision.made', by: '佐藤', body: { subject: 'x' } });
  await store.checkpoint();
  expect(openCheckpoint(store.head!.text, [before])).toBeUndefined();
  await store.close();
  const keys = (await readLogKeys(disk))!;
  expect(keys.keys.map(({ sealed }) => sealed === undefined)).toEqual([true, false]);
  expect(verifiersOf(keys).map(({ id }) => toHex(id))).toEqual([after, before].map(({ id }) => toHex(id)));
  expect(await fsck(disk, { wrapper, now: NOW })).toMatchObject({ ok: true });
});

test('S8 a cosignature is kept with the head only where it is good', async () => {
  const { store } = await exampleStore();
  const seed = new Uint8Array(32).fill(5);
  const witness = verifierKey('insurer.example/w', SIGNATURE.cosignature, ed25519PublicKey(seed));
  const { text } = store.head!.note;
  await expect(store.addCosignature(cosign(`${text}x`, witness.name, seed, 1n), witness)).rejects.toThrow();
  await store.addCosignature(cosign(text, witness.name, seed, 1_795_000_000n), witness);
  expect(openCheckpoint(store.head!.text, store.keys, [witness])?.witnesses).toMatchObject([
    { time: 1_795_000_000n },
  ]);
});

test('S9 testimony is signed by the one who speaks', async () => {
  const { store } = await exampleStore();
  const seed = new Uint8Array(32).fill(6);
  const key = speakerKey('鈴木 一郎', seed);
  const text = signTestimony(
    { speaker: '鈴木 一郎', statement: '金曜の夜に\r\n通知が来た\u0007。', at: '2026-11-21' },
    seed,
  );
  const { index, sha256 } = await addTestimony(store, text, key, { by: '佐藤', case: 'C1' });
  expect(fromUtf8(new Uint8Array(await read(store.vault.get(sha256))))).toBe(text);
  expect(index).toBeGreaterThan(0);
  await expect(addTestimony(store, text.replace('金曜', '土曜'), key, { by: '佐藤' })).rejects.toThrow(
    RangeError,
  );
});

test('S10 rebuild makes the log anew, byte for byte, and refuses where the journal does not give the signed root', async () => {
  const { store, disk, wrapper } = await exampleStore();
  await store.close();
  const tiles = disk.paths().filter((path) => path.startsWith('log/tile/'));
  const before = new Map(tiles.map((path) => [path, toHex(disk.bytesOf(path)!)]));
  for (const path of tiles) await disk.remove(path);
  await rebuild(disk);
  const head = [...before].filter(([path]) => /\.p\/12$/.test(path));
  expect(head.length).toBe(2);
  for (const [path, hex] of head) expect(toHex(disk.bytesOf(path)!)).toBe(hex);
  const journal = disk.paths().findLast((path) => path.startsWith('journal/'))!;
  await disk.remove(journal);
  await expect(rebuild(disk)).rejects.toMatchObject({ code: 'log.ahead' });
  await expect(
    openStore({ disk, wrapper, random: randomOf(chanceOf(1)), now: () => NOW }),
  ).rejects.toMatchObject({ code: 'log.ahead' });
});

test('J1 entries that wait together share one batch; each gets its place in order', async () => {
  const disk = simulatedDisk();
  const journal = await openJournal(disk);
  const places = await Promise.all(Array.from({ length: 50 }, (_, i) => journal.append(utf8(`{"i":${i}}`))));
  expect(places).toEqual(Array.from({ length: 50 }, (_, i) => i));
  await journal.close();
  const text = fromUtf8(disk.bytesOf('journal/00000000000000000000.journal')!)!;
  expect(text.match(/^#batch /gm)?.length).toBeLessThanOrEqual(2);
  expect(text.endsWith('{"i":49}\n')).toBe(true);
});

test('J3 after a failed sync nothing more is acknowledged until the journal is opened anew', async () => {
  const disk = simulatedDisk();
  const journal = await openJournal(disk);
  await journal.append(utf8('{"a":1}'));
  disk.failNextSync();
  await expect(journal.append(utf8('{"a":2}'))).rejects.toMatchObject({ code: 'journal.failed' });
  await expect(journal.append(utf8('{"a":3}'))).rejects.toMatchObject({ code: 'journal.failed' });
  await journal.close();
  const after = await openJournal(disk);
  expect(await after.append(utf8('{"a":4}'))).toBe(after.size - 1);
});

test('J4 damage before a whole batch is damage, not an interruption: the journal refuses to go on', async () => {
  const disk = simulatedDisk();
  const journal = await openJournal(disk);
  for (let i = 0; i < 3; i++) await journal.append(utf8(`{"i":${i}}`));
  await journal.close();
  const bytes = disk.bytesOf('journal/00000000000000000000.journal')!;
  bytes[bytes.indexOf(0x30, 120) + 0] ^= 1;
  await expect(openJournal(disk)).rejects.toMatchObject({ code: 'journal.damaged' });
});

test('J5 what an interruption left is kept aside, not thrown away', async () => {
  const disk = simulatedDisk();
  const journal = await openJournal(disk);
  await journal.append(utf8('{"i":0}'));
  await journal.close();
  const name = 'journal/00000000000000000000.journal';
  const file = await disk.open(name, 'write');
  const end = await file.size();
  await file.write(utf8('#batch 1 1 8 abc'), end);
  const after = await openJournal(disk);
  expect(after.size).toBe(1);
  expect(after.recovered).toMatchObject({ segment: name, at: end, bytes: 16 });
  expect(fromUtf8(disk.bytesOf(`journal/torn/${after.recovered!.sha256}`)!)).toBe('#batch 1 1 8 abc');
});

test('J6 an entry has one form: canonical, complete, short enough', async () => {
  const draft = { kind: 'incident.fact', by: '佐藤', body: { fact: '事実', b: 2, a: [1, 'é'] } } as const;
  const bytes = encodeEntry(draft, '2026-11-21T13:10:00.000Z', 'c2FsdA==');
  expect(fromUtf8(bytes)).toBe(
    '{"at":"2026-11-21T13:10:00.000Z","body":{"a":[1,"é"],"b":2,"fact":"事実"},"by":"佐藤","kind":"incident.fact","salt":"c2FsdA==","v":1}',
  );
  expect(decodeEntry(bytes)).toMatchObject(draft);
  expect(decodeEntry(utf8(`${fromUtf8(bytes)} `))).toBeUndefined();
  expect(() => encodeEntry({ ...draft, body: {} }, '', '')).toThrow(/needs fact/);
  expect(() => encodeEntry({ ...draft, body: { fact: 'x'.repeat(70_000) } }, '', '')).toThrow(/65535/);
  const { store, disk } = await exampleStore();
  await store.close();
  for await (const { bytes: entry } of readEntries(disk)) expect(decodeEntry(entry)).toBeDefined();
});
