// Longer than a file should be: every test reads the one store that is made at the top, which takes longer than the tests.

import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../../tests/support/browser.ts';
import { conformanceFolder } from '../../../../tests/support/conformance.ts';
import { keptFolder, tempFolder } from '../../../../tests/support/temp-folder.ts';
import { run, runJson } from '../testing/run.ts';

const has = (program: string) =>
  spawnSync(program, ['--version']).status === 0 || spawnSync(program, ['version']).status === 0;
const [hasOpenssl, hasPython] = [has('openssl'), has('python3')];
const TLOG = path.join(conformanceFolder(), 'tlog/merkle-proofs');
const TSA = path.join(conformanceFolder(), 'tsa');

let root: string;
let bag: string;

/** A store with two cases, stamped where openssl is there, and the bag of the first. */
beforeAll(async () => {
  const folder = keptFolder({
    'src/access.log': '203.0.113.7 GET /名簿.csv\n',
    'src/sub/空.txt': '',
    'other.txt': 'other',
  });
  root = path.join(folder, 'store');
  bag = path.join(folder, 'bag');
  const made = await runJson(['evidence', 'init', root, '--json', '--origin', 'example.co.jp/log']);
  expect(made).toMatchObject({
    code: 0,
    json: { origin: 'example.co.jp/log', size: 1, keyFile: `${root}.key` },
  });
  const added = await runJson([
    'evidence',
    'add',
    root,
    path.join(folder, 'src'),
    '--case',
    'C1',
    '--by',
    '佐藤',
    '--json',
  ]);
  expect(added.json.added.map(({ name }: { name: string }) => name)).toEqual([
    'src/access.log',
    'src/sub/空.txt',
  ]);
  await run(['evidence', 'add', root, path.join(folder, 'other.txt'), '--case', 'C2']);
  if (hasOpenssl) {
    await run(['evidence', 'make-tsa', path.join(folder, 'tsa')]);
    const tsa = [
      '--name',
      'test',
      '--url',
      `file://${folder}/tsa`,
      '--label',
      '社内',
      '--ca',
      `${folder}/tsa/ca.pem`,
    ];
    expect((await run(['evidence', 'provider', root, ...tsa])).code).toBe(0);
    expect((await runJson(['evidence', 'stamp', root, '--json'])).json).toMatchObject({
      stamped: true,
      label: '社内',
    });
  }
  expect((await run(['evidence', 'export', root, '--case', 'C1', '--out', bag])).code).toBe(0);
});

test('E1 the log lists every entry; fsck finds nothing wrong', async () => {
  const { json } = await runJson(['evidence', 'log', root, '--json']);
  expect(json.entries.slice(0, 5).map(({ kind }: { kind: string }) => kind)).toEqual([
    'log.created',
    'file.added',
    'file.added',
    'folder.sealed',
    'file.added',
  ]);
  expect(await runJson(['evidence', 'fsck', root, '--json'])).toMatchObject({
    code: 0,
    json: { ok: true, errors: [], warnings: [] },
  });
  expect((await run(['evidence', 'rebuild', root])).code).toBe(0);
});

test('E2 a proof verifies, with the key of the file or one from elsewhere; a changed one does not', async () => {
  const file = path.join(tempFolder(), 'p.tlog-proof');
  expect((await run(['evidence', 'prove', root, '1', '--out', file])).code).toBe(0);
  expect((await runJson(['evidence', 'verify-proof', file, '--json'])).json).toMatchObject({
    valid: true,
    anchored: false,
    index: '1',
    origin: 'example.co.jp/log',
  });
  const { keys } = (await runJson(['evidence', 'log', root, '--json'])).json;
  expect(
    (await runJson(['evidence', 'verify-proof', file, '--trust', keys[0], '--json'])).json,
  ).toMatchObject({ valid: true, anchored: true });
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('index 1', 'index 2'));
  expect(await runJson(['evidence', 'verify-proof', file, '--json'])).toMatchObject({
    code: 1,
    json: { valid: false, errors: [{ code: 'proof.inclusion' }] },
  });
  expect((await run(['evidence', 'prove', root, '999', '--out', file])).code).toBe(2);
});

test('E3 the public vectors and the public timestamps', async () => {
  expect((await runJson(['evidence', 'vectors', TLOG, '--json'])).json).toEqual({
    cases: 264,
    passed: 264,
    failed: [],
  });
  const ts = (file: string) =>
    runJson([
      'evidence',
      'verify-timestamp',
      path.join(TSA, file),
      '--data',
      path.join(TSA, 'f.txt'),
      '--ca',
      path.join(TSA, 'ca.pem'),
      '--json',
    ]);
  expect(await ts('f.tsr')).toMatchObject({
    code: 0,
    json: { valid: true, genTime: '2026-11-21T18:15:27.044Z', tsa: 'CN=Test TSA', errors: [] },
  });
  expect(await ts('response-injected-certs.tsr')).toMatchObject({
    code: 1,
    json: { valid: false, tsa: 'O=local, CN=Test TSA Timestamping' },
  });
});

test('E4 mistakes of the caller end with 2 and say what to do', async () => {
  const empty = tempFolder();
  for (const line of [
    ['add', empty, 'x'],
    ['log', empty],
    ['export', empty, '--case', 'C', '--out', `${empty}/b`],
    ['init', root],
    ['verify', `${empty}/none`],
  ])
    expect((await run(['evidence', ...line])).code, line[0]).toBe(2);
  expect((await run(['evidence', 'export', root, '--case', 'NONE', '--out', `${empty}/bag`])).code).toBe(2);
  expect((await run(['evidence', 'add', root, `${empty}/absent`])).code).toBe(2);
});

/** What Python with openssl says about every bag below a folder. */
function python(folder: string): Record<string, boolean> {
  const { stdout } = spawnSync('python3', ['docs/verify/verify.py', 'bags', folder], { encoding: 'utf8' });
  return JSON.parse(stdout).bags;
}

const ours = async (folder: string) => (await runJson(['evidence', 'verify', folder, '--json'])).json.valid;

function script(folder: string): boolean {
  const { stdout } = spawnSync(process.execPath, ['packages/evidence/verifier/verify.mjs', folder], {
    encoding: 'utf8',
  });
  return JSON.parse(stdout).valid;
}

test('E5 three verifiers agree: ours, the one in the bundle, one in Python with openssl', async () => {
  const damage: Record<string, (copy: string) => void> = {
    nothing: () => {},
    'an original': (copy) => writeFileSync(globSync(`${copy}/data/files/*access.log`)[0], 'forged\n'),
    'an entry': (copy) => rmSync(`${copy}/data/entries/1.json`),
    'a signature': (copy) =>
      replaceIn(`${copy}/data/log/checkpoint`, /(.)=\n$/, (end) => (end === 'A=\n' ? 'E=\n' : 'A=\n')),
    'a file added': (copy) => writeFileSync(`${copy}/data/note.txt`, 'x'),
    'the index': (copy) => replaceIn(`${copy}/data/evidence.json`, /"withheld": \[\]/, '"withheld": [ ]'),
    'a manifest': (copy) => replaceIn(`${copy}/tagmanifest-sha256.txt`, /\n$/, ''),
  };
  const folder = tempFolder();
  for (const [what, harm] of Object.entries(damage)) {
    cpSync(bag, path.join(folder, what), { recursive: true });
    harm(path.join(folder, what));
  }
  const wanted = Object.fromEntries(Object.keys(damage).map((what) => [what, what === 'nothing']));
  const each = async (say: (folder: string) => unknown) => {
    const said: [string, unknown][] = [];
    for (const what of Object.keys(damage)) said.push([what, await say(path.join(folder, what))]);
    return Object.fromEntries(said);
  };
  expect(await each(ours)).toEqual(wanted);
  expect(await each(script)).toEqual(wanted);
  if (hasPython && hasOpenssl) expect(python(folder)).toEqual(wanted);
});

test.skipIf(!hasPython)('E6 Python agrees on every public bag and vector', async () => {
  const bags = path.join(conformanceFolder(), 'bagit');
  const said = python(bags);
  expect(Object.keys(said).length).toBeGreaterThan(20);
  for (const [name, valid] of Object.entries(said))
    expect([name, valid]).toEqual([name, await ours(path.join(bags, name))]);
  const vectors = spawnSync('python3', ['docs/verify/verify.py', 'vectors', TLOG], { encoding: 'utf8' });
  expect(JSON.parse(vectors.stdout)).toMatchObject({ cases: 264, passed: 264 });
});

test.skipIf(!hasOpenssl)('E7 the steps of VERIFY.txt work with openssl and sha256sum alone', () => {
  const sh = (script: string) => spawnSync('sh', ['-ec', script], { cwd: bag, encoding: 'utf8' });
  expect(
    sh('sha256sum -c --quiet manifest-sha256.txt && sha256sum -c --quiet tagmanifest-sha256.txt'),
  ).toMatchObject({ status: 0 });
  const { vkey } = JSON.parse(readFileSync(`${bag}/data/log/keys.json`, 'utf8')).keys[0];
  const text = readFileSync(`${bag}/VERIFY.txt`, 'utf8');
  const steps = text.slice(text.indexOf("VKEY='…'"), text.indexOf('openssl pkeyutl')).replace('…', vkey);
  const place = tempFolder();
  const script = `${steps}\nopenssl pkeyutl -verify -pubin -keyform DER -inkey pub.der -rawin -in text -sigfile sig`;
  const inPlace = script
    .replaceAll('pub.der', `${place}/pub.der`)
    .replace('> text', `> ${place}/text`)
    .replace('-in text', `-in ${place}/text`)
    .replace('> sig', `> ${place}/sig`)
    .replace('-sigfile sig', `-sigfile ${place}/sig`);
  const signed = sh(inPlace);
  expect(signed.stdout + signed.stderr).toContain('Signature Verified Successfully');
  const [stem] = globSync(`${bag}/data/time/*.tsr`).map((file) => file.slice(0, -4));
  const stamped = sh(`openssl ts -verify -in ${stem}.tsr -data ${stem}.note -CAfile ${stem}.pem`);
  expect(stamped.stdout + stamped.stderr).toContain('Verification: OK');
});

test('E8 a hold forbids, a retention forbids, then a file is destroyed on record', async () => {
  const folder = tempFolder({ 'secret.txt': `secret ${Math.random()}` });
  const { json } = await runJson([
    'evidence',
    'add',
    root,
    path.join(folder, 'secret.txt'),
    '--case',
    'C3',
    '--json',
  ]);
  const [{ sha256 }] = json.added;
  const shred = () =>
    runJson(['evidence', 'shred', root, sha256, '--reason', '満了', '--approved-by', '田中', '--json']);
  await run(['evidence', 'hold', root, '--case', 'C3', '--reason', '訴訟']);
  expect((await shred()).code).toBe(1);
  await run(['evidence', 'release', root, '--case', 'C3', '--reason', '和解']);
  expect((await shred()).code).toBe(0);
  expect((await runJson(['evidence', 'fsck', root, '--json'])).json).toMatchObject({ ok: true });
});

test('E10 a witness cosigns the head; a testimony and a page are taken in', async () => {
  const folder = tempFolder({ 'said.txt': '金曜の夜に通知が来た。' });
  const witness = path.join(folder, 'witness');
  const vkey = (
    await run(['evidence', 'witness', 'init', witness, '--name', 'insurer.example/w1'])
  ).out.trim();
  const { keys } = (await runJson(['evidence', 'log', root, '--json'])).json;
  await run(['evidence', 'witness', 'watch', witness, keys[0]]);
  const { serve } = await import('@sonae/operations/evidence/outside');
  const [watching, log] = [await serve('witness', witness, 0), await serve('log', root, 0)];
  try {
    expect(
      await runJson(['evidence', 'cosign', root, '--url', watching.url, '--witness', vkey, '--json']),
    ).toMatchObject({ code: 0, json: { witness: 'insurer.example/w1' } });
    // Once more: the witness says up to where it has seen the log.
    expect((await run(['evidence', 'cosign', root, '--url', watching.url, '--witness', vkey])).code).toBe(0);
    expect(
      await runJson(['evidence', 'add-url', root, `${log.url}/checkpoint`, '--case', 'C4', '--json']),
    ).toMatchObject({ code: 0, json: { name: 'checkpoint' } });
  } finally {
    await watching.close();
    await log.close();
  }
  const said = [
    'testimony',
    root,
    path.join(folder, 'said.txt'),
    '--speaker',
    '鈴木 一郎',
    '--speaker-key',
    path.join(folder, 'suzuki.key'),
    '--case',
    'C4',
    '--json',
  ];
  expect((await runJson(['evidence', ...said])).code).toBe(0);
  expect((await runJson(['evidence', 'fsck', root, '--json'])).json).toMatchObject({ ok: true });
  const out = path.join(folder, 'bag');
  await run(['evidence', 'export', root, '--case', 'C4', '--out', out]);
  expect([await ours(out), script(out)]).toEqual([true, true]);
});

test('E9 the page in the bundle verifies it in a browser, without a network', async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ offline: true });
    const verdict = async (folder: string) => {
      await page.goto(`file://${bag}/verify.html`);
      await page.setInputFiles('#folder', folder);
      await page.waitForSelector('#verdict.good, #verdict.bad', { timeout: 15_000 });
      return page.locator('#verdict').getAttribute('class');
    };
    expect(await verdict(bag)).toBe('good');
    const copy = path.join(tempFolder(), 'bag');
    cpSync(bag, copy, { recursive: true });
    writeFileSync(`${copy}/data/log/checkpoint`, 'x');
    expect(await verdict(copy)).toBe('bad');
    expect(await page.locator('#facts').innerText()).toContain('data/log/checkpoint');
  } finally {
    await browser.close();
  }
});

function replaceIn(file: string, pattern: RegExp, by: string | ((found: string) => string)): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(pattern, typeof by === 'string' ? () => by : by));
}
