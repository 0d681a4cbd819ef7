// The evidence store: durable appends beside PostgreSQL's, files hashed and encrypted beside openssl, a bag verified beside sha256sum, proofs
// of a large log, and the long runs that the tests only sample: damage, kills, power cuts.
//   npm run bench -- evidence [appends|vault|verify|proofs|damage|kills|cuts]...   all without a name; --count N sizes the last three
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../scripts/support/node.mjs';
import { startPostgres } from './support/postgres.mjs';

export const about =
  'evidence: appends beside PostgreSQL, vault beside openssl, verification, damage and kills';

const SOURCES = path.join(ROOT, 'packages/evidence/src');
const load = (file) => import(pathToFileURL(path.join(SOURCES, file)).href);
const SECONDS = 2;
const ROUNDS = 5;
/** An entry of usual length, and how many travel together in a batch. */
const ENTRY_BYTES = 300;
const BATCH = 100;
const MIB = 1 << 20;

export async function run({ note, args }) {
  const names = args.filter((arg) => arg in PARTS);
  const at = args.indexOf('--count');
  const count = at < 0 ? undefined : Number(args[at + 1]);
  const result = {};
  for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sonae-bench-'));
    try {
      result[name] = await PARTS[name]({ note: (line) => note(`${name}: ${line}`), folder, count });
      note(`${name}: ${JSON.stringify(result[name])}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return result;
}

const PARTS = { appends, vault, verify, proofs, damage, kills, cuts };

/** One entry after the other, then a hundred at once: ours and PostgreSQL's in turn on the same disk, many short rounds. */
async function appends({ note, folder }) {
  const { openJournal } = await load('journal/journal.ts');
  const { nodeDisk } = await load('files/node-disk.ts');
  const entry = Buffer.alloc(ENTRY_BYTES, 'a');
  const journal = await openJournal(nodeDisk(path.join(folder, 'journal')));
  const one = async () => {
    await journal.append(entry);
    return 1;
  };
  const many = async () => {
    await Promise.all(Array.from({ length: BATCH }, () => journal.append(entry)));
    return BATCH;
  };
  const postgres = startPostgres({ folder, bytes: ENTRY_BYTES, batch: BATCH });
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const theirs = (name) => postgres?.rate(name, SECONDS) ?? null;
    const found = {
      single: await rate(one),
      postgresSingle: theirs('single'),
      batched: await rate(many),
      postgresBatched: theirs('batched'),
      postgresPipelined: theirs('pipelined'),
      postgresOneStatement: theirs('oneStatement'),
    };
    rounds.push(found);
    note(JSON.stringify(found));
  }
  await journal.close();
  const { version, durability } = postgres ?? {};
  postgres?.stop();
  const middle = (of) => (postgres ? Number(median(rounds.map(of)).toFixed(2)) : null);
  return {
    version: version ?? 'no PostgreSQL on this machine',
    durability,
    rounds,
    ratioSingle: middle((r) => r.single / r.postgresSingle),
    ratioBatched: middle((r) => r.batched / r.postgresBatched),
    ratioPipelined: middle((r) => r.batched / r.postgresPipelined),
    ratioOneStatement: middle((r) => r.batched / r.postgresOneStatement),
    store: await storeAppends(folder),
  };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** The whole way: canonical JSON, salt, journal, tiles, and a checkpoint at the end. */
async function storeAppends(folder) {
  const { createStoreFolder } = await load('files/open.ts');
  const { masterKeyWrapper } = await load('vault/master-key.ts');
  const root = path.join(folder, 'store');
  const store = await createStoreFolder(
    root,
    masterKeyWrapper(randomBytes(32), randomBytes),
    'example.com/log',
    'bench',
  );
  const fact = 'a'.repeat(ENTRY_BYTES - 130);
  const record = () => store.record({ kind: 'incident.fact', by: 'bench', body: { fact } });
  const single = await rate(async () => {
    await record();
    return 1;
  });
  const started = performance.now();
  const batched = await rate(async () => {
    await Promise.all(Array.from({ length: BATCH }, record));
    return BATCH;
  });
  const { size } = store;
  await store.close();
  return {
    single,
    batched,
    batchedWithTilesAndCheckpoint: (batched * SECONDS) / ((performance.now() - started) / 1000),
    size,
  };
}

async function rate(work) {
  const started = performance.now();
  let done = 0;
  while (performance.now() - started < SECONDS * 1000) done += await work();
  return Math.round(done / ((performance.now() - started) / 1000));
}

/** SHA-256, SHA-512 and AES-256-GCM over the same bytes, beside what openssl alone does with the same three, one after the other. */
async function vault({ note, folder }) {
  const { openVault } = await load('vault/vault.ts');
  const { masterKeyWrapper } = await load('vault/master-key.ts');
  const { nodeDisk } = await load('files/node-disk.ts');
  const { contentOf } = await load('files/intake.ts');
  const bytes = 512 * MIB;
  const file = path.join(folder, 'big.bin');
  const block = randomBytes(64 * MIB);
  writeFileSync(file, '');
  for (let i = 0; i < bytes / block.length; i++) writeFileSync(file, block, { flag: 'a' });
  const random = (length) => randomBytes(length);
  const rounds = [];
  for (let round = 0; round < 3; round++) {
    const speeds = ['sha256', 'sha512', 'aes-256-gcm'].map(opensslSpeed);
    const together = 1 / speeds.reduce((sum, speed) => sum + 1 / speed, 0);
    const own = openVault(
      nodeDisk(path.join(folder, `vault-${round}`)),
      masterKeyWrapper(randomBytes(32), random),
      random,
    );
    const started = performance.now();
    await own.put(contentOf(file));
    const ours = bytes / ((performance.now() - started) / 1000);
    rounds.push({
      ours: Math.round(ours / MIB),
      openssl: Math.round(together / MIB),
      ratio: ours / together,
    });
    note(JSON.stringify(rounds.at(-1)));
  }
  return { rounds, ratio: median(rounds.map(({ ratio }) => ratio)) };
}

/** Bytes a second of a cipher of openssl, blocks of a mebibyte on one core. */
function opensslSpeed(name) {
  const { stdout } = spawnSync(
    'openssl',
    ['speed', '-mr', '-seconds', '1', '-bytes', String(MIB), '-evp', name],
    { encoding: 'utf8' },
  );
  return Number(stdout.trim().split('\n').at(-1).split(':').at(-1));
}

/** A bundle of a gigabyte, beside sha256sum over the same files. */
async function verify({ note, folder }) {
  const { verifyBagFolder } = await import(
    pathToFileURL(path.join(ROOT, 'packages/operations/src/evidence/check.ts')).href
  );
  const bag = await bundleOf(folder, 16, 64 * MIB);
  const rounds = [];
  for (let round = 0; round < 3; round++) {
    let started = performance.now();
    const { value } = await verifyBagFolder(bag);
    const ours = performance.now() - started;
    started = performance.now();
    const sums = spawnSync('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt'], { cwd: bag });
    const theirs = performance.now() - started;
    rounds.push({
      valid: value.valid,
      oursMs: Math.round(ours),
      sha256sumMs: Math.round(theirs),
      ratio: ours / theirs,
      status: sums.status,
    });
    note(JSON.stringify(rounds.at(-1)));
  }
  return { bytes: 1024 * MIB, rounds, ratio: median(rounds.map(({ ratio }) => ratio)) };
}

async function bundleOf(folder, files, size) {
  const { initEvidence, addEvidence } = await import(
    pathToFileURL(path.join(ROOT, 'packages/operations/src/evidence/store.ts')).href
  );
  const { exportEvidence } = await import(
    pathToFileURL(path.join(ROOT, 'packages/operations/src/evidence/export.ts')).href
  );
  const place = { root: path.join(folder, 'store'), by: 'bench', env: {} };
  const source = path.join(folder, 'files');
  mkdirSync(source);
  const names = Array.from({ length: files }, (_, i) => path.join(source, `${i}.bin`));
  for (const name of names) writeFileSync(name, randomBytes(size));
  await initEvidence(place);
  await addEvidence(place, { files: names, case: 'C1' });
  const bag = path.join(folder, 'bag');
  const { issue } = await exportEvidence(place, { case: 'C1', out: bag, today: '2026-11-21' });
  if (issue) throw new Error(issue.message.en);
  return bag;
}

/** Proofs of a log of ten million entries (hash tiles alone, on the disk), cold and warm. */
async function proofs({ note, folder, count = 10_000_000 }) {
  const { tileWriter, EMPTY_EDGE } = await load('log/tile-writer.ts');
  const { inclusionProof, consistencyProof } = await load('log/tree.ts');
  const { diskTiles } = await load('store/log-files.ts');
  const { nodeDisk } = await load('files/node-disk.ts');
  const { verifyInclusion } = await load('log/verify-proof.ts');
  const { leafHash } = await load('log/hashing.ts');
  const root = path.join(folder, 'log');
  const put = ({ path: name, bytes }) => {
    if (name.includes('entries')) return;
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
  const writer = tileWriter(EMPTY_EDGE, put);
  const entryOf = (i) => Buffer.from(`{"i":${i}}`);
  const started = performance.now();
  for (let i = 0; i < count; i++) {
    writer.add(entryOf(i));
    if (i % 1_000_000 === 999_999)
      note(`${i + 1} entries, ${Math.round((performance.now() - started) / 1000)} s`);
  }
  for (const file of writer.partials()) put(file);
  const builtMs = Math.round(performance.now() - started);
  const head = await writer.root();
  const read = diskTiles(nodeDisk(folder));
  const times = [];
  for (let i = 0; i < 200; i++) {
    const index = Math.floor((count * ((i * 7919) % 200)) / 200);
    const begin = performance.now();
    const proof = await inclusionProof(index, count, read);
    times.push(performance.now() - begin);
    if (!verifyInclusion(BigInt(index), BigInt(count), leafHash(entryOf(index)), proof, head))
      throw new Error(`proof ${index}`);
  }
  const begin = performance.now();
  await consistencyProof(count >> 1, count, read);
  const consistencyMs = performance.now() - begin;
  times.sort((a, b) => a - b);
  return {
    entries: count,
    builtMs,
    medianMs: times[100],
    p95Ms: times[190],
    maxMs: times.at(-1),
    consistencyMs,
  };
}

/** Random damage to a bundle and to a store. Whatever is not caught is listed by name. */
async function damage({ note, count = 10_000 }) {
  const testing = await load('testing/damage.ts');
  const outcome = {
    bundle: await testing.damageBundle(count, 1),
    store: await testing.damageStore(count, 2),
  };
  for (const [name, { unseen }] of Object.entries(outcome))
    for (const what of unseen) note(`NOT CAUGHT in ${name}: ${what}`);
  return outcome;
}

async function kills({ note, folder, count = 1_000 }) {
  const { killWriters } = await load('testing/kill.ts');
  const { chanceOf } = await load('testing/chance.ts');
  const { createStoreFolder } = await load('files/open.ts');
  const { makeMasterKey } = await load('files/master-key-file.ts');
  const root = path.join(folder, 'store');
  const { wrapper } = await makeMasterKey({ root, env: {} });
  await (await createStoreFolder(root, wrapper, 'example.com/log', 'bench')).close();
  const onRound = (round) => round % 100 === 0 && note(`round ${round}`);
  return killWriters({ root, rounds: count, chance: chanceOf(3), onRound });
}

async function cuts({ note, count = 5_000 }) {
  const { powerCuts } = await load('testing/power-cuts.ts');
  const onRound = (round) => round % 500 === 0 && note(`round ${round}`);
  return powerCuts({ rounds: count, seed: 4, onRound });
}
