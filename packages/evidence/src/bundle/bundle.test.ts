import { expect, test } from 'vitest';
import { verifyBag } from '../bag/verify.ts';
import { fromUtf8, utf8 } from '../bytes.ts';
import { sealedBody } from '../journal/sealed.ts';
import { shredFile } from '../store/files.ts';
import { fsck } from '../store/fsck.ts';
import { readState } from '../store/read-state.ts';
import { chanceOf } from '../testing/chance.ts';
import { exampleStore, filesOf, NOW } from '../testing/example-store.ts';
import { type Memory, memoryBag, memoryDisk } from '../testing/memory.ts';
import { mutate } from '../testing/mutations.ts';
import { simulatedDisk } from '../testing/simulated-disk.ts';
import { collectingDisk } from './collect.ts';
import { exportBundle } from './export.ts';
import { isBundle, verifyBundle } from './verify.ts';

async function example(order: { withhold?: Map<string, string>; redact?: Map<number, string> } = {}) {
  const { store, disk, wrapper } = await exampleStore();
  const out = simulatedDisk();
  const state = await readState(disk);
  const verifiers = new Map([['VERIFY.txt', utf8('how\n')]]);
  const exported = await exportBundle(store, out, {
    case: 'C1',
    by: '佐藤',
    today: '2026-11-21',
    state,
    verifiers,
    ...order,
  });
  await store.close();
  return { files: filesOf(out), disk, wrapper, store, exported };
}

async function verify(files: Memory, trusted: string[] = []) {
  const bag = memoryBag(files);
  const { bag: read, errors, warnings } = await verifyBag(bag);
  if (!read || !isBundle(bag, read))
    return { errors: [...errors, { code: 'no-bundle', path: '', message: '' }], warnings };
  const bundle = await verifyBundle(bag, read, trusted);
  return { ...bundle, errors: [...errors, ...bundle.errors] };
}

test('X1 a case goes out with its originals, entries and proofs, and nothing of another case', async () => {
  const { files, store } = await example();
  const verdict = await verify(files);
  expect(verdict).toMatchObject({ errors: [], case: 'C1', entries: 5, files: 4 });
  const everything = [...files.values()].map((bytes) => Buffer.from(bytes).toString('latin1')).join('\n');
  expect(everything).not.toContain(Buffer.from('other.bin').toString('latin1'));
  const { formatVkey } = await import('../log/note.ts');
  expect((await verify(files, [formatVkey(store.keys[0])])).errors).toEqual([]);
  expect((await verify(files, ['example.com/log+00000000+AA'])).errors.map(({ code }) => code)).toEqual([
    'evidence.untrusted',
  ]);
});

test('X2 what is left out is named and still proven', async () => {
  const state = await exampleStore().then(({ disk }) => readState(disk));
  const [sha256] = state.files.keys();
  const { files } = await example({
    withhold: new Map([[sha256, '営業秘密']]),
    redact: new Map([[2, '個人情報']]),
  });
  expect(await verify(files)).toMatchObject({ errors: [], entries: 4, files: 3 });
  const index = JSON.parse(fromUtf8(files.get('data/evidence.json')!)!);
  expect(index.withheld).toEqual([{ sha256, entry: 1, reason: '営業秘密' }]);
  expect(index.redacted).toEqual([{ entry: 2, reason: '個人情報' }]);
  expect(Buffer.concat([...files.values()]).includes('名簿が外から見えた')).toBe(false);
});

test('X3 no change of a bundle goes unseen', async () => {
  const { files } = await example();
  const chance = chanceOf(11);
  const unseen: string[] = [];
  let tried = 0;
  while (tried < 150) {
    const mutation = mutate(files, chance);
    if (!mutation) continue;
    tried++;
    if ((await verify(mutation.files)).errors.length === 0) unseen.push(mutation.what);
  }
  expect(unseen).toEqual([]);
});

test('X4 no change of a store goes unseen', async () => {
  const { disk, wrapper } = await example();
  const files = filesOf(disk);
  const before = await fsck(memoryDisk(files), { wrapper, now: NOW });
  expect(before).toMatchObject({ errors: [], warnings: [] });
  const chance = chanceOf(12);
  const unseen: string[] = [];
  let tried = 0;
  while (tried < 120) {
    const mutation = mutate(files, chance);
    if (!mutation) continue;
    tried++;
    const { errors, warnings } = await fsck(memoryDisk(mutation.files), { wrapper, now: NOW });
    if (errors.length + warnings.length === 0) unseen.push(mutation.what);
  }
  expect(unseen).toEqual([]);
});

test('X5 a forger who makes all manifests anew is found by the log', async () => {
  const { files } = await example();
  const { createHash } = await import('node:crypto');
  const forged = new Map(files);
  const path = 'data/entries/2.json';
  forged.set(path, utf8(fromUtf8(files.get(path)!)!.replace('外から見えた', '見えなかった')));
  for (const name of ['sha256', 'sha512']) {
    const digest = (file: string) => createHash(name).update(forged.get(file)!).digest('hex');
    const again = (manifest: string) =>
      forged.set(
        manifest,
        utf8(
          fromUtf8(forged.get(manifest)!)!.replace(/^\S+(?= {2}(.+)$)/gm, (_old, ...rest) => digest(rest[0])),
        ),
      );
    again(`manifest-${name}.txt`);
  }
  for (const name of ['sha256', 'sha512']) {
    const digest = (file: string) => createHash(name).update(forged.get(file)!).digest('hex');
    const manifest = `tagmanifest-${name}.txt`;
    forged.set(
      manifest,
      utf8(
        fromUtf8(forged.get(manifest)!)!.replace(/^\S+(?= {2}(.+)$)/gm, (_old, ...rest) => digest(rest[0])),
      ),
    );
  }
  // The length of the text is the same, so even the sum of octets is right.
  const { errors } = await verify(forged);
  expect(errors.map(({ code, path: at }) => `${code} ${at}`)).toEqual([
    'evidence.proof data/proofs/2.tlog-proof',
  ]);
});

test('X6 CASE/UCO names every file and every act of the case', async () => {
  const { files } = await example();
  const graph = JSON.parse(fromUtf8(files.get('data/case.jsonld')!)!)['@graph'] as {
    '@type': string;
    '@id': string;
  }[];
  const count = (type: string) => graph.filter((node) => node['@type'] === type).length;
  expect([
    count('uco-observable:File'),
    count('case-investigation:InvestigativeAction'),
    count('case-investigation:Investigation'),
  ]).toEqual([3, 5, 1]);
  expect(new Set(graph.map((node) => node['@id'])).size).toBe(graph.length);
});

test('X7 the words of a sealed entry go out with it; withheld or destroyed, the entry stays proven and says nothing', async () => {
  const words = utf8('{"salt":"…","text":"鈴木さんが見た"}');
  const sealedExample = async (order: (sha256: string) => object, destroy = false) => {
    const { store, disk, wrapper } = await exampleStore();
    const stored = await store.vault.put([words]);
    const body = sealedBody(stored, { sealed: 'test/1', name: 'entry.json' }, { index: 7 });
    const receipt = await store.record({ kind: 'incident.note', by: 'sonae', case: 'C1', body });
    const shred = { by: 'sonae', approvedBy: 'sonae', reason: '事案の削除', today: '2026-11-21' };
    if (destroy) await shredFile(store, await readState(disk), stored.sha256, shred);
    const out = collectingDisk();
    const state = await readState(disk);
    const verifiers = new Map([['VERIFY.txt', utf8('how\n')]]);
    const order0 = { case: 'C1', by: 'sonae', today: '2026-11-21', state, verifiers };
    await exportBundle(store, out.disk, { ...order0, ...order(stored.sha256) });
    await store.close();
    const health = await fsck(memoryDisk(filesOf(disk)), { wrapper, now: NOW });
    return { files: out.files(), sha256: stored.sha256, place: receipt.index, health, disk };
  };
  const whole = await sealedExample(() => ({}));
  expect(await verify(whole.files)).toMatchObject({ errors: [], entries: 6, files: 5 });
  const index = JSON.parse(fromUtf8(whole.files.get('data/evidence.json')!)!);
  const file = index.files.find((one: { entry: number }) => one.entry === whole.place);
  expect(whole.files.get(file.path)).toEqual(words);
  expect(whole.health).toMatchObject({ errors: [], warnings: [] });
  const taken = new Map(whole.files);
  taken.delete(file.path);
  expect((await verify(taken)).errors.length).toBeGreaterThan(0);

  const hidden = await sealedExample((sha256) => ({ withhold: new Map([[sha256, '個人情報']]) }));
  const gone = await sealedExample(() => ({}), true);
  for (const { files } of [hidden, gone]) {
    expect((await verify(files)).errors).toEqual([]);
    expect(Buffer.concat([...files.values()]).includes('鈴木さん')).toBe(false);
  }
  expect(gone.health).toMatchObject({ errors: [], warnings: [] });
  expect(gone.disk.paths().filter((path) => path.includes(gone.sha256))).toEqual([]);
});

test('J6 a sealed entry needs what names its file, whatever its kind', async () => {
  const { store } = await exampleStore();
  const told = { kind: 'incident.told', by: 'sonae', case: 'C1' } as const;
  await expect(store.record({ ...told, body: { sealed: 'test/1', sha256: 'ab' } })).rejects.toThrow(
    'needs sha512, size, key, name',
  );
  await expect(store.record({ ...told, body: { whom: '保険会社' } })).rejects.toThrow('needs what');
});
