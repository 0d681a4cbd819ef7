import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { addFile } from '@sonae/evidence';
import { verifyBag } from '@sonae/evidence/bag';
import { memoryBag } from '@sonae/evidence/testing';
import { readSealed } from '@sonae/incident/case/sealed';
import { zipEntries } from '@sonae/register/zip';
import { runFolder, testServers } from '@sonae/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { router } from './router.ts';
import { evidenceHouse, SECRET } from './testing/evidence-house.ts';
import { PIXEL } from './testing/samples.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const PIXEL_SHA256 = createHash('sha256').update(PIXEL).digest('hex');

/** The bundle of a case as its files, the bag of the evidence in it, and what `case.json` says of that. */
const bundle = async (zip: File) => {
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

describe.each(testServers())('the evidence in the bundle of a case on $name', (server) => {
  let at: Awaited<ReturnType<typeof evidenceHouse>>;
  beforeAll(async () => {
    at = await evidenceHouse(server);
  });
  afterAll(() => at.close());

  test('P59 the bundle of a case carries its evidence, which strangers verify; a changed word is found', async () => {
    const { house, as, opened, health } = at;
    const id = await opened();
    await as('security').cases.photo({
      case: id,
      file: new File([PIXEL], '現場.png', { type: 'image/png' }),
    });
    const sighting = { kind: 'sighting', url: 'https://paste.example/1', state: 'up' } as const;
    await as('security').cases.record({ case: id, event: sighting });
    const { outer, inner, said } = await bundle(await as('security').cases.bundle({ case: id }));
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
    const { house, as, opened, record, byHand } = at;
    const id = await opened();
    await as('security').cases.photo({
      case: id,
      file: new File([PIXEL], '現場.png', { type: 'image/png' }),
    });
    await record();
    // Somebody who works on the machine adds evidence of another kind under the same case.
    await byHand((store) =>
      addFile(store, [Buffer.from('名簿 山田花子')], {
        name: '名簿-山田.csv',
        by: '調査員',
        case: id,
        custody: { what: '収集', where: '山田の机' },
      }),
    );
    const all = await bundle(await as('security').cases.bundle({ case: id }));
    expect(Buffer.concat([...all.inner.values()]).includes('山田花子')).toBe(true);
    const less = await bundle(await as('auditor').cases.bundle({ case: id, photos: false }));
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

    const { cases } = createRouterClient(router, { context: house.context(house.user('security')) });
    const none = await bundle(await cases.bundle({ case: id }));
    expect(none.said.evidence).toMatchObject({
      present: false,
      reason: { ja: expect.stringContaining('sonae worker') },
    });
    expect(none.inner.size).toBe(0);
  });
});
