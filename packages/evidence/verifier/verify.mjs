// Verifies a bundle of evidence made by Sonae (備え), offline and without any of Sonae's code: only the platform's crypto is used.
//   node verify.mjs [BAG] [--trust VKEY]      Node 20 or later; verify.html does the same in a browser
// It checks every byte against the manifests, the log's keys, the signature of every checkpoint, that the log only grew, every entry
// under a signed checkpoint, every original under its entry, every timestamp. Formats: RFC 8493 (BagIt), RFC 6962 (Merkle trees),
// C2SP signed-note, tlog-checkpoint, tlog-proof, tlog-cosignature, RFC 3161 (timestamps).
const { subtle } = globalThis.crypto;
const utf8 = (text) => new TextEncoder().encode(text);
const text = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const same = (a, b) => hex(a) === hex(b);
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const hash = async (name, bytes) => new Uint8Array(await subtle.digest(name, bytes));
function need(condition, message) {
  if (!condition) throw new Error(message);
}
const b64 = (string) => {
  const bytes = Uint8Array.from(atob(string), (c) => c.charCodeAt(0));
  need(btoa(String.fromCharCode(...bytes)) === string, 'not canonical base64');
  return bytes;
};

// --- RFC 6962: a tree splits at the largest power of two below its size; proofs run from the leaf up --------------------
const leafHash = (entry) => hash('SHA-256', join([0], entry));
const nodeHash = (left, right) => hash('SHA-256', join([1], left, right));
const half = (size) => 1n << BigInt((size - 1n).toString(2).length - 1);
async function climb(index, size, leaf, proof) {
  need(index < size && (size > 1n || proof.length === 0), 'the proof is too long');
  if (size === 1n) return leaf;
  const [below, sibling, k] = [proof.slice(0, -1), proof.at(-1), half(size)];
  need(sibling?.length === 32, 'the proof is too short');
  return index < k ? nodeHash(await climb(index, k, leaf, below), sibling) : nodeHash(sibling, await climb(index - k, size - k, leaf, below));
}
/** [root of the first `old` leaves, root of all], as the proof has them. */
async function grow(old, size, oldRoot, proof, whole = true) {
  if (old === size) {
    need(proof.length === (whole ? 0 : 1), 'the proof is too long or too short');
    return whole ? [oldRoot, oldRoot] : [proof[0], proof[0]];
  }
  const [below, sibling, k] = [proof.slice(0, -1), proof.at(-1), half(size)];
  need(old > 0n && old < size && sibling?.length === 32, 'the proof is too short');
  const [before, all] = old <= k ? await grow(old, k, oldRoot, below, whole) : await grow(old - k, size - k, oldRoot, below, false);
  return old <= k ? [before, await nodeHash(all, sibling)] : [await nodeHash(sibling, before), await nodeHash(sibling, all)];
}

// --- C2SP: keys, signed notes, checkpoints, proofs --------------------------------------------------------------------
async function parseVkey(vkey) {
  const [, name, id, key] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const bytes = b64(key);
  need(bytes.length === 33 && (bytes[0] === 1 || bytes[0] === 4), `${vkey} is no Ed25519 key`);
  need(hex((await hash('SHA-256', join(utf8(`${name}\n`), bytes))).slice(0, 4)) === id, `the id of ${vkey} is wrong`);
  return { vkey, name, id, kind: bytes[0], publicKey: await subtle.importKey('raw', bytes.slice(1), 'Ed25519', false, ['verify']) };
}
/** The text and the keys that signed it; a bad signature by a known key spoils the note. */
async function openNote(note, keys) {
  const split = note.lastIndexOf('\n\n');
  need(split > 0 && note.endsWith('\n'), 'not a signed note');
  const body = note.slice(0, split + 1);
  const signers = [];
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, signature] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
    need(signature, 'not a signature line');
    const bytes = b64(signature);
    const key = keys.find((known) => known.name === name && known.id === hex(bytes.slice(0, 4)));
    if (!key) continue;
    const time = key.kind === 4 ? new DataView(bytes.buffer).getBigUint64(4) : undefined;
    const message = utf8(time === undefined ? body : `cosignature/v1\ntime ${time}\n${body}`);
    need(await subtle.verify('Ed25519', key.publicKey, bytes.slice(key.kind === 4 ? 12 : 4), message), `the signature of ${name} is bad`);
    signers.push({ key, time });
  }
  return { body, signers };
}
async function openCheckpoint(note, logKeys, others) {
  const { body, signers } = await openNote(note, [...logKeys, ...others]);
  const [origin, size, root] = body.split('\n');
  need(signers.some(({ key }) => logKeys.includes(key) && key.name === origin), 'not signed by a key of the log');
  need(/^(0|[1-9]\d*)$/.test(size) && b64(root).length === 32, 'not a checkpoint');
  return { note, origin, size: BigInt(size), root: b64(root), witnesses: signers.filter(({ key }) => others.includes(key)) };
}
function parseProof(file, title) {
  const split = file.indexOf('\n\n');
  const lines = file.slice(0, split).split('\n');
  need(split > 0 && lines.length <= 66 && (!title || lines.shift() === title), 'not a proof');
  if (title && lines[0]?.startsWith('extra ')) lines.shift();
  const [, number] = /^(?:index|old) (0|[1-9]\d*)$/.exec(lines.shift()) ?? [];
  need(number, 'not a proof');
  return { number: BigInt(number), proof: lines.map(b64), checkpoint: file.slice(split + 2) };
}

// --- RFC 3161: timestamps -----------------------------------------------------------------------------------------------
/** One DER value: its tag, the bytes with and without the heading, and the values inside it. */
function der(bytes, at = 0) {
  let [length, start] = [bytes[at + 1], at + 2];
  const more = length > 0x80 ? length & 0x7f : 0;
  if (more > 0) length = bytes.slice(start, start + more).reduce((sum, byte) => sum * 256 + byte, 0);
  start += more;
  const end = start + length;
  need(end <= bytes.length && bytes[at + 1] !== 0x80, 'not DER');
  const node = { tag: bytes[at], end, whole: bytes.slice(at, end), value: bytes.slice(start, end), items: [] };
  if (node.tag & 0x20) for (; start < end; start = node.items.at(-1).end) node.items.push(der(bytes, start));
  return node;
}
function oid({ value }) {
  const numbers = [Math.floor(value[0] / 40), value[0] % 40];
  let number = 0;
  for (const byte of value.slice(1)) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 0x80) number = numbers.push(number) * 0;
  }
  return numbers.join('.');
}
function timeOf({ tag, value }) {
  const [, y, mo, d, h, mi, s, fraction] = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text(value));
  const year = tag === 0x17 ? Number(y) + (Number(y) < 50 ? 2000 : 1900) : Number(y);
  return Date.UTC(year, mo - 1, d, h, mi, s) + Math.floor(Number(fraction ?? 0) * 1000);
}
const HASHES = { '2.16.840.1.101.3.4.2.1': 'SHA-256', '2.16.840.1.101.3.4.2.2': 'SHA-384', '2.16.840.1.101.3.4.2.3': 'SHA-512' };
const CURVES = { '1.2.840.10045.3.1.7': ['P-256', 32], '1.3.132.0.34': ['P-384', 48], '1.3.132.0.35': ['P-521', 66] };
const SIGNED_WITH = { '1.2.840.113549.1.1.11': 'SHA-256', '1.2.840.113549.1.1.12': 'SHA-384', '1.2.840.113549.1.1.13': 'SHA-512',
  '1.2.840.10045.4.3.2': 'SHA-256', '1.2.840.10045.4.3.3': 'SHA-384', '1.2.840.10045.4.3.4': 'SHA-512' };
function certificate(node) {
  const parts = node.items[0].items.filter(({ tag }) => tag !== 0xa0);
  const extensions = parts.find(({ tag }) => tag === 0xa3)?.items[0].items ?? [];
  const [serial, , issuer, validity, subject, spki] = parts;
  const [from, to] = validity.items.map(timeOf);
  const extension = (id) => extensions.find(({ items }) => oid(items[0]) === id)?.items;
  return { node, issuer: hex(issuer.whole), subject: hex(subject.whole), serial: hex(serial.value), from, to, spki, extension };
}
async function signatureIsGood(spki, algorithm, digest, signature, message) {
  const [kind, curve] = spki.items[0].items;
  const verify = async (name, extra, bytes) =>
    subtle.verify({ name, ...extra }, await subtle.importKey('spki', spki.whole, { name, ...extra }, false, ['verify']), bytes, message);
  if (oid(kind) === '1.3.101.112') return verify('Ed25519', {}, signature);
  const hashName = SIGNED_WITH[oid(algorithm.items[0])] ?? digest;
  if (oid(kind) !== '1.2.840.10045.2.1') return verify('RSASSA-PKCS1-v1_5', { hash: hashName }, signature);
  const [namedCurve, width] = CURVES[oid(curve)];
  const numbers = der(signature).items.map(({ value }) => value.slice(value.findIndex((byte) => byte !== 0)));
  return verify('ECDSA', { namedCurve, hash: hashName }, join(...numbers.flatMap((n) => [new Uint8Array(width - n.length), n])));
}
/** The time of a token for this data, in milliseconds; throws where it is not good. */
async function verifyTimestamp(token, data, pem) {
  const answer = der(token);
  const isToken = answer.items[0].tag === 0x06;
  need(isToken || answer.items[0].items[0].value[0] <= 1, 'the authority refused');
  const signed = (isToken ? answer : answer.items[1]).items[1].items[0];
  const stamped = signed.items[2].items[1].items[0].value; // the TSTInfo, in an octet string
  const info = der(stamped).items;
  const roots = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(([, lines]) => certificate(der(b64(lines.replace(/\s/g, '')))));
  const carried = (signed.items.find(({ tag }) => tag === 0xa0)?.items ?? []).map(certificate);
  const signer = signed.items.at(-1).items[0].items;
  const attributes = signer.find(({ tag }) => tag === 0xa0);
  const attribute = (id) => attributes.items.find(({ items }) => oid(items[0]) === id).items[1].items[0];
  const digest = HASHES[oid(signer[2].items[0])];
  need(same(attribute('1.2.840.113549.1.9.4').value, await hash(digest, stamped)), 'the content is not what was signed');
  need(oid(attribute('1.2.840.113549.1.9.3')) === '1.2.840.113549.1.9.16.1.4', 'not a timestamp');
  // The certificate is the one that the signed attributes name by digest, never one that merely lies in the token.
  const named = attribute('1.2.840.113549.1.9.16.2.47').items[0].items[0].items;
  const namedHash = named[0].tag === 0x30 ? HASHES[oid(named[0].items[0])] : 'SHA-256';
  const found = await Promise.all([...carried, ...roots].map(async (c) => (same(await hash(namedHash, c.node.whole), named.find(({ tag }) => tag === 4).value) ? [c] : [])));
  const [leaf] = found.flat();
  need(leaf && hex(signer[1].items[0].whole) === leaf.issuer && hex(signer[1].items[1].value) === leaf.serial, 'the certificate is not there');
  const [algorithm, signature] = signer.slice(signer.indexOf(attributes) + 1);
  const message = join([0x31], attributes.whole.slice(1));
  need(await signatureIsGood(leaf.spki, algorithm, digest, signature.value, message), 'the signature is bad');
  const usage = leaf.extension('2.5.29.37') ?? [];
  need(usage.length === 3 && der(usage[2].value).items.map(oid).join() === '1.3.6.1.5.5.7.3.8', 'not a certificate for timestamps');
  need(same(info[2].items[1].value, await hash(HASHES[oid(info[2].items[0].items[0])], data)), 'the timestamp is for other data');
  const time = timeOf(info.find(({ tag }) => tag === 0x18));
  for (let [cert, steps] = [leaf, 0]; ; steps++) {
    need(steps < 8 && cert.from <= time && time <= cert.to, 'a certificate was not valid at that time');
    if (roots.some((root) => same(root.node.whole, cert.node.whole))) return time;
    const issuer = [...roots, ...carried].find((candidate) => candidate.subject === cert.issuer && candidate !== cert);
    const authority = issuer?.extension('2.5.29.19');
    need(authority && der(authority.at(-1).value).items[0]?.tag === 0x01, 'no chain to a trusted root');
    const [body, how, bits] = cert.node.items;
    need(await signatureIsGood(issuer.spki, how, 'SHA-256', bits.value.slice(1), body.whole), 'a certificate is forged');
    cert = issuer;
  }
}

// --- The bundle -----------------------------------------------------------------------------------------------------------
/** files: Map of path → { read(): bytes, digests(): [sha256, sha512] in hexadecimal }. */
export async function verifyBag(files, trusted = []) {
  const errors = [];
  const check = async (code, path, work) => {
    try {
      return await work();
    } catch (error) {
      errors.push({ code, path, message: error.message });
    }
  };
  const read = async (path) => {
    need(files.has(path), `${path} is missing`);
    return files.get(path).read();
  };
  const readText = async (path) => text(await read(path));
  // Every byte: manifests come out exactly as this format writes them.
  const digests = new Map();
  for (const [path, file] of files) if (!/^tagmanifest-sha(256|512)\.txt$/.test(path)) digests.set(path, await file.digests());
  const declared = async () => (await readText('bagit.txt')) === 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
  await check('bag.declaration', 'bagit.txt', async () => need(await declared(), 'is not as it was written'));
  const encode = (path) => path.replace(/%/g, '%25').replace(/\n/g, '%0A').replace(/\r/g, '%0D');
  for (const kind of ['manifest', 'tagmanifest'])
    for (const [i, name] of ['sha256', 'sha512'].entries())
      await check('bag.manifest', `${kind}-${name}.txt`, async () => {
        const paths = [...digests.keys()].filter((path) => path.startsWith('data/') === (kind === 'manifest')).sort();
        const wanted = paths.map((path) => `${digests.get(path)[i]}  ${encode(path)}\n`);
        const lines = (await readText(`${kind}-${name}.txt`)).split(/(?<=\n)/);
        const differ = [...wanted.filter((line) => !lines.includes(line)), ...lines.filter((line) => !wanted.includes(line))];
        need(differ.length === 0, `changed, missing or added: ${[...new Set(differ.map((line) => line.slice(line.indexOf('  ') + 2).trim()))].join(', ')}`);
        need(lines.join('') === wanted.join(''), 'is not as it was written');
      });
  // Who: the keys of the log, each handed over by the one before.
  const index = (await check('evidence.index', 'data/evidence.json', async () => JSON.parse(await readText('data/evidence.json')))) ?? {};
  const list = (name) => (Array.isArray(index[name]) ? index[name] : []);
  await check('evidence.index', 'data/evidence.json', () => need(index.format === 'sonae-bag/1', 'not a bundle of format sonae-bag/1'));
  const keysFile = 'data/log/keys.json';
  const stored = (await check('evidence.keys', keysFile, async () => JSON.parse(await readText(keysFile)).keys)) ?? [];
  const keys = (await check('evidence.keys', keysFile, () => Promise.all(stored.map(({ vkey }) => parseVkey(vkey))))) ?? [];
  await check('evidence.keys', keysFile, () => need(keys.length > 0 && keys.every((key) => key.name === index.origin && key.kind === 1), 'of another log'));
  for (const [i, after] of [...keys.entries()].slice(1))
    await check('evidence.rotation', keysFile, async () => {
      const { body, signers } = await openNote(stored[i].statement, [keys[i - 1], after]);
      const expected = ['sonae log key rotation v1', index.origin, keys[i - 1].vkey, after.vkey];
      need(signers.length === 2 && expected.join('\n') === body.split('\n').slice(0, 4).join('\n'), 'not handed over by the key before it');
    });
  const isTrusted = trusted.length === 0 || keys.some(({ vkey }) => trusted.includes(vkey));
  await check('evidence.untrusted', keysFile, () => need(isTrusted, 'none of the keys is trusted'));
  const witnessFile = 'data/trust/witnesses.txt';
  const witnesses = (await check('evidence.witness', witnessFile, async () => Promise.all((await readText(witnessFile)).split('\n').filter(Boolean).map(parseVkey)))) ?? [];
  // The log: its head, earlier checkpoints, and that it only grew.
  const opened = new Map();
  const open = async (path, size) => {
    const checkpoint = await openCheckpoint(await readText(path), keys, witnesses);
    need(checkpoint.origin === index.origin && checkpoint.size === BigInt(size), 'is of another log or size');
    opened.set(checkpoint.note, checkpoint);
    return checkpoint;
  };
  const head = await check('evidence.checkpoint', 'data/log/checkpoint', () => open('data/log/checkpoint', index.size));
  for (const size of list('checkpoints'))
    await check('evidence.consistency', `data/log/consistency/${size}`, async () => {
      const early = await open(`data/log/checkpoints/${size}`, size);
      const { number, proof } = parseProof(await readText(`data/log/consistency/${size}`));
      const [before, all] = await grow(early.size, head.size, early.root, proof);
      need(number === early.size && same(before, early.root) && same(all, head.root), 'the log did not merely grow');
    });
  // What: entries under a checkpoint, originals under their entries.
  const entries = new Map();
  for (const [place, shown] of [...list('entries').map((i) => [i, true]), ...list('redacted').map(({ entry }) => [entry, false])])
    await check('evidence.proof', `data/proofs/${place}.tlog-proof`, async () => {
      const bytes = await read(`data/entries/${place}.${shown ? 'json' : 'redacted'}`);
      if (shown) entries.set(place, JSON.parse(text(bytes)));
      const { number, proof, checkpoint } = parseProof(await readText(`data/proofs/${place}.tlog-proof`), 'c2sp.org/tlog-proof@v1');
      const { size, root } = opened.get(checkpoint) ?? need(false, 'rests on a checkpoint that is not in the bag');
      const found = await climb(number, size, shown ? await leafHash(bytes) : b64(text(bytes).trim()), proof);
      need(number === BigInt(place) && same(found, root), 'does not prove that the entry is in the log');
    });
  for (const { path, sha256, entry } of list('files'))
    await check('evidence.file', path, () =>
      need(digests.get(path)?.[0] === sha256 && entries.get(entry)?.body.sha256 === sha256, `is not the file of entry ${entry}`));
  const shredded = [...entries.values()].filter(({ kind }) => kind === 'file.shredded').map(({ body }) => body);
  const accounted = new Set([...shredded, ...list('files'), ...list('withheld')].map(({ sha256 }) => sha256));
  for (const [place, { kind, body }] of entries)
    await check('evidence.file', `data/entries/${place}.json`, () =>
      need(!(body.sealed || /^(file\.added|folder\.sealed|testimony\.given)$/.test(kind)) || accounted.has(body.sha256), 'its file is not accounted for'));
  // When: every timestamp, over a checkpoint of this log.
  const stamps = [];
  for (const { data, token, ca, size, label } of list('stamps'))
    await check('evidence.stamp', token, async () => {
      const note = await read(data);
      const stamped = await openCheckpoint(text(note), keys, witnesses);
      const known = [...opened.values()].some((one) => one.size === stamped.size && same(one.root, stamped.root));
      need(known && stamped.size === BigInt(size), 'stamps no checkpoint of the bag');
      stamps.push({ genTime: new Date(await verifyTimestamp(await read(token), note, await readText(ca))).toISOString(), label, size });
    });
  const seen = (head?.witnesses ?? []).map(({ key, time }) => ({ name: key.name, time: new Date(Number(time) * 1000).toISOString() }));
  const found = { case: index.case, origin: index.origin, entries: entries.size, files: list('files').length, keys: keys.map(({ vkey }) => vkey) };
  return { valid: errors.length === 0, errors, ...found, stamps, witnesses: seen };
}

if (globalThis.process?.argv?.[1]?.endsWith('verify.mjs')) {
  const [{ createHash }, fs, path] = await Promise.all([import('node:crypto'), import('node:fs'), import('node:path')]);
  const args = process.argv.slice(2);
  const isTrust = (i) => args[i - 1] === '--trust';
  const root = args.find((arg, i) => arg !== '--trust' && !isTrust(i)) ?? path.dirname(process.argv[1]);
  const files = new Map();
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const full = path.join(entry.parentPath, entry.name);
    const digests = async () => {
      const hashes = [createHash('sha256'), createHash('sha512')];
      for await (const chunk of fs.createReadStream(full, { highWaterMark: 1 << 20 })) for (const one of hashes) one.update(chunk);
      return hashes.map((one) => one.digest('hex'));
    };
    files.set(path.relative(root, full).split(path.sep).join('/'), { read: async () => new Uint8Array(fs.readFileSync(full)), digests });
  }
  const result = await verifyBag(files, args.filter((_, i) => isTrust(i)));
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = result.valid ? 0 : 1;
}
