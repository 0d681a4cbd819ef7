// Verifies a bundle of evidence made by Sonae (備え), offline and without any of Sonae's code: only the platform's crypto is used.
//   node verify.mjs [BAG] [--trust VKEY]      Node 20 or later; verify.html does the same in a browser.
// It checks: every byte against the manifests; the log's keys; every checkpoint's signature; that the log only grew; every entry under a
// signed checkpoint; every original under its entry; every timestamp. Formats: RFC 8493, C2SP signed-note, tlog-checkpoint, tlog-proof,
// tlog-cosignature, RFC 6962, RFC 3161.
const { subtle } = globalThis.crypto;
const utf8 = (text) => new TextEncoder().encode(text);
const text = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
const same = (a, b) => a.length === b.length && a.every((v, i) => v === b[i]);
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const hash = async (name, bytes) => new Uint8Array(await subtle.digest(name, bytes));
const sha256 = (bytes) => hash('SHA-256', bytes);
const b64 = (s) => {
  const bytes = Uint8Array.from(atob(s), (c) => c.charCodeAt(0));
  if (btoa(String.fromCharCode(...bytes)) !== s) throw new Error('not canonical base64');
  return bytes;
};
const need = (condition, message) => {
  if (!condition) throw new Error(message);
};

// --- RFC 6962: hashes and proofs -------------------------------------------------------------------------------------
const leafHash = (entry) => sha256(join([0], entry));
const nodeHash = (left, right) => sha256(join([1], left, right));

async function provesInclusion(index, size, leaf, proof, root) {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1n, leaf];
  for (const p of proof) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      r = await nodeHash(p, r);
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else r = await nodeHash(r, p);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && same(r, root);
}

async function provesConsistency(size1, size2, root1, root2, proof) {
  if (size1 === 0n || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && same(root1, root2);
  const path = (size1 & (size1 - 1n)) === 0n ? [root1, ...proof] : proof;
  let [fn, sn] = [size1 - 1n, size2 - 1n];
  while (fn & 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  if (path.length === 0) return false;
  let [fr, sr] = [path[0], path[0]];
  for (const c of path.slice(1)) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      [fr, sr] = [await nodeHash(c, fr), await nodeHash(c, sr)];
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else sr = await nodeHash(sr, c);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && same(fr, root1) && same(sr, root2);
}

// --- C2SP: keys, signed notes, checkpoints ----------------------------------------------------------------------------
async function parseVkey(vkey) {
  const [, name, id, key] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const bytes = b64(key);
  need(bytes.length === 33 && (bytes[0] === 1 || bytes[0] === 4), `${vkey} is no Ed25519 vkey`);
  need(hex((await sha256(join(utf8(`${name}\n`), bytes))).slice(0, 4)) === id, `the id of ${vkey} is wrong`);
  const publicKey = await subtle.importKey('raw', bytes.slice(1), 'Ed25519', false, ['verify']);
  return { vkey, name, id, kind: bytes[0], publicKey };
}

/** The keys that signed the note; a bad signature by a known key spoils it. */
async function openNote(note, keys) {
  const split = note.lastIndexOf('\n\n');
  need(split > 0 && note.endsWith('\n'), 'not a signed note');
  const body = note.slice(0, split + 1);
  const signers = [];
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, sig] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
    need(sig !== undefined, 'not a signature line');
    const bytes = b64(sig);
    const key = keys.find((k) => k.name === name && k.id === hex(bytes.slice(0, 4)));
    if (!key) continue;
    const time = key.kind === 4 ? new DataView(bytes.buffer).getBigUint64(4) : undefined;
    const message = utf8(time === undefined ? body : `cosignature/v1\ntime ${time}\n${body}`);
    const signature = bytes.slice(key.kind === 4 ? 12 : 4);
    need(
      await subtle.verify('Ed25519', key.publicKey, signature, message),
      `the signature of ${name} is bad`,
    );
    signers.push({ key, time });
  }
  return { body, signers };
}

async function openCheckpoint(note, logKeys, witnessKeys = []) {
  const { body, signers } = await openNote(note, [...logKeys, ...witnessKeys]);
  const [origin, size, root] = body.split('\n');
  need(
    signers.some(({ key }) => logKeys.includes(key) && key.name === origin),
    'not signed by a key of the log',
  );
  need(/^(0|[1-9]\d*)$/.test(size), 'not a checkpoint');
  return {
    note,
    origin,
    size: BigInt(size),
    root: b64(root),
    witnesses: signers.filter(({ key }) => witnessKeys.includes(key)),
  };
}

function parseProof(file, first) {
  const split = file.indexOf('\n\n');
  const lines = file.slice(0, split).split('\n');
  need(split > 0 && lines.length <= 65, 'not a proof');
  if (first) need(lines.shift() === first, 'not a proof of this format');
  if (first && lines[0]?.startsWith('extra ')) lines.shift();
  const [, number] = /^(?:index|old) (0|[1-9]\d*)$/.exec(lines.shift()) ?? [];
  need(number !== undefined, 'not a proof');
  return { number: BigInt(number), proof: lines.map(b64), checkpoint: file.slice(split + 2) };
}

// --- RFC 3161: timestamps ---------------------------------------------------------------------------------------------
/** Reads DER: { tag, start (of the value), end, whole (bytes), value (bytes), items } */
function der(bytes, at = 0) {
  let [length, start] = [bytes[at + 1], at + 2];
  if (length > 0x80) {
    const count = length & 0x7f;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + bytes[start++];
  }
  const end = start + length;
  need(at + 2 <= bytes.length && end <= bytes.length && bytes[at + 1] !== 0x80, 'not DER');
  const node = { tag: bytes[at], end, whole: bytes.slice(at, end), value: bytes.slice(start, end) };
  if (node.tag & 0x20)
    for (node.items = []; start < end; start = node.items.at(-1).end) node.items.push(der(bytes, start));
  return node;
}
const oid = (node) => {
  const out = [Math.floor(node.value[0] / 40), node.value[0] % 40];
  let n = 0;
  for (const b of node.value.slice(1)) {
    n = n * 128 + (b & 0x7f);
    if (!(b & 0x80)) n = out.push(n) * 0;
  }
  return out.join('.');
};
const time = ({ tag, value }) => {
  const [, y, mo, d, h, mi, s, f] = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(
    text(value),
  );
  const year = tag === 0x17 ? Number(y) + (Number(y) < 50 ? 2000 : 1900) : Number(y);
  return Date.UTC(year, mo - 1, d, h, mi, s) + Math.floor(Number(f ?? 0) * 1000);
};
const HASHES = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const SIGNED_WITH = { 11: 'SHA-256', 12: 'SHA-384', 13: 'SHA-512', 2: 'SHA-256', 3: 'SHA-384', 4: 'SHA-512' };
const CURVES = {
  '1.2.840.10045.3.1.7': ['P-256', 32],
  '1.3.132.0.34': ['P-384', 48],
  '1.3.132.0.35': ['P-521', 66],
};

function certificate(node) {
  const tbs = node.items[0].items.filter((item) => item.tag !== 0xa0);
  const extensions = node.items[0].items.find((item) => item.tag === 0xa3)?.items[0].items ?? [];
  const extension = (id) => extensions.find((e) => oid(e.items[0]) === id);
  const [, , issuer, validity, subject, spki] = tbs;
  const [from, to] = validity.items.map(time);
  return {
    node,
    whole: node.whole,
    issuer: hex(issuer.whole),
    subject: hex(subject.whole),
    serial: hex(tbs[0].value),
    from,
    to,
    spki,
    extension,
  };
}

async function verifySignature(spki, algorithm, digestName, signature, message) {
  const [kind, parameter] = spki.items[0].items;
  if (oid(kind) === '1.3.101.112') {
    const key = await subtle.importKey('spki', spki.whole, 'Ed25519', false, ['verify']);
    return subtle.verify('Ed25519', key, signature, message);
  }
  const hashName = SIGNED_WITH[oid(algorithm.items[0]).split('.').at(-1)] ?? digestName;
  if (oid(kind) === '1.2.840.10045.2.1') {
    const [namedCurve, width] = CURVES[oid(parameter)];
    const fixed = der(signature).items.map(({ value }) => {
      const number = value.slice(value.findIndex((b) => b !== 0));
      return join(new Uint8Array(width - number.length), number);
    });
    const key = await subtle.importKey('spki', spki.whole, { name: 'ECDSA', namedCurve }, false, ['verify']);
    return subtle.verify({ name: 'ECDSA', hash: hashName }, key, join(...fixed), message);
  }
  const key = await subtle.importKey(
    'spki',
    spki.whole,
    { name: 'RSASSA-PKCS1-v1_5', hash: hashName },
    false,
    ['verify'],
  );
  return subtle.verify('RSASSA-PKCS1-v1_5', key, signature, message);
}

async function verifyTimestamp(token, data, pem) {
  const response = der(token);
  const content =
    oid(response.items[0].items?.[0] ?? response.items[0]) === '1.2.840.113549.1.7.2'
      ? response
      : response.items[1];
  const signed = content.items.find((item) => item.tag === 0xa0).items[0];
  need(response === content || der(response.items[0].whole).items[0].value[0] <= 1, 'the authority refused');
  const inside = der(signed.items[2].items[1].items[0].whole).value; // TSTInfo, the bytes that are signed
  const info = der(inside).items;
  const roots = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(([, s]) =>
    certificate(der(b64(s.replace(/\s/g, '')))),
  );
  const own = signed.items
    .filter((item) => item.tag === 0xa0)
    .flatMap((item) => item.items)
    .map(certificate);
  const signer = signed.items.at(-1).items[0].items;
  const attributes = signer.find((item) => item.tag === 0xa0);
  const attribute = (id) => attributes.items.find((a) => oid(a.items[0]) === id)?.items[1].items[0];
  const digestName = HASHES[oid(signer[2].items[0])];
  need(
    same(attribute('1.2.840.113549.1.9.4').value, await hash(digestName, inside)),
    'the content is not what was signed',
  );
  need(oid(attribute('1.2.840.113549.1.9.3')) === '1.2.840.113549.1.9.16.1.4', 'not a timestamp');
  // The certificate is the one the signed attributes name by digest, never one that merely lies in the token.
  const ess = attribute('1.2.840.113549.1.9.16.2.47').items[0].items[0].items;
  const essName = ess[0].tag === 0x30 ? HASHES[oid(ess[0].items[0])] : 'SHA-256';
  const essHash = ess.find((item) => item.tag === 0x04).value;
  let leaf;
  for (const c of [...own, ...roots]) if (same(await hash(essName, c.whole), essHash)) leaf = c;
  need(leaf, 'the certificate named is not there');
  need(
    hex(signer[1].items[0].whole) === leaf.issuer && hex(signer[1].items[1].value) === leaf.serial,
    'signer and certificate differ',
  );
  const [algorithm, signature] = signer.slice(signer.indexOf(attributes) + 1);
  const message = join([0x31], attributes.whole.slice(1));
  need(
    await verifySignature(leaf.spki, algorithm, digestName, signature.value, message),
    'the signature is bad',
  );
  const usage = leaf.extension('2.5.29.37')?.items;
  const purposes = der(usage?.at(-1).value ?? []).items.map(oid);
  need(
    usage.length === 3 && purposes.length === 1 && purposes[0] === '1.3.6.1.5.5.7.3.8',
    'not a certificate for timestamps',
  );
  const imprint = info[2].items;
  need(
    same(imprint[1].value, await hash(HASHES[oid(imprint[0].items[0])], data)),
    'the timestamp is for other data',
  );
  const genTime = time(info.find((item) => item.tag === 0x18));
  for (let cert = leaf, step = 0; ; step++) {
    need(step < 8 && cert.from <= genTime && genTime <= cert.to, 'a certificate was not valid at that time');
    if (roots.some((root) => same(root.whole, cert.whole))) break;
    const issuer = [...roots, ...own].find((c) => c.subject === cert.issuer && c !== cert);
    const ca = issuer?.extension('2.5.29.19')?.items.at(-1).value;
    need(ca && der(ca).items[0]?.value[0], 'no chain to a trusted root');
    const [tbs, signatureAlgorithm, bits] = cert.node.items;
    need(
      await verifySignature(issuer.spki, signatureAlgorithm, 'SHA-256', bits.value.slice(1), tbs.whole),
      'a certificate is forged',
    );
    cert = issuer;
  }
  return new Date(genTime).toISOString();
}

// --- The bag ------------------------------------------------------------------------------------------------------------
/** files: Map path → { read(): bytes, digests(): [sha256, sha512] in hexadecimal }. Resolves with { valid, errors, … }. */
export async function verifyBag(files, trusted = []) {
  const errors = [];
  const check = async (code, path, work) => {
    try {
      return await work();
    } catch (error) {
      errors.push({ code, path, message: error.message });
      return undefined;
    }
  };
  const read = async (path) => {
    need(files.has(path), `${path} is missing`);
    return files.get(path).read();
  };
  const readText = async (path) => text(await read(path));
  const found = { case: null, origin: null, entries: 0, files: 0, keys: [], witnesses: [], stamps: [] };

  const digests = new Map();
  for (const path of files.keys())
    if (!path.startsWith('tagmanifest-')) digests.set(path, await files.get(path).digests());
  await check('bag.declaration', 'bagit.txt', async () =>
    need(
      (await readText('bagit.txt')) === 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'is not as this format writes it',
    ),
  );
  for (const kind of ['manifest', 'tagmanifest'])
    for (const [i, name] of ['sha256', 'sha512'].entries())
      await check('bag.manifest', `${kind}-${name}.txt`, async () => {
        const here = [...digests.keys()].filter((path) => path.startsWith('data/') === (kind === 'manifest'));
        const encode = (path) => path.replace(/%/g, '%25').replace(/\n/g, '%0A').replace(/\r/g, '%0D');
        const wanted = here
          .sort((a, b) => (a < b ? -1 : 1))
          .map((path) => `${digests.get(path)[i]}  ${encode(path)}\n`);
        const lines = (await readText(`${kind}-${name}.txt`)).split(/(?<=\n)/);
        const differing = [
          ...new Set([
            ...wanted.filter((l) => !lines.includes(l)),
            ...lines.filter((l) => !wanted.includes(l)),
          ]),
        ];
        const paths = [...new Set(differing.map((l) => l.slice(l.indexOf('  ') + 2).trimEnd()))].join(', ');
        need(differing.length === 0, `changed, missing or added: ${paths}`);
        need(lines.join('') === wanted.join(''), 'is not in its one form');
      });

  const index = await check('evidence.index', 'data/evidence.json', async () =>
    JSON.parse(await readText('data/evidence.json')),
  );
  const stored = await check(
    'evidence.keys',
    'data/log/keys.json',
    async () => JSON.parse(await readText('data/log/keys.json')).keys,
  );
  if (index?.format !== 'sonae-bag/1' || !stored)
    return {
      valid: false,
      errors: [
        ...errors,
        { code: 'evidence.index', path: 'data/evidence.json', message: 'not a bundle of format sonae-bag/1' },
      ],
      ...found,
    };
  Object.assign(found, {
    case: index.case,
    origin: index.origin,
    files: index.files.length,
    keys: stored.map(({ vkey }) => vkey),
  });
  const keys =
    (await check('evidence.keys', 'data/log/keys.json', () =>
      Promise.all(stored.map(({ vkey }) => parseVkey(vkey))),
    )) ?? [];
  need(keys.length > 0 || errors.length > 0, 'no keys');
  for (const [i, { vkey, statement }] of stored.entries())
    await check('evidence.rotation', 'data/log/keys.json', async () => {
      need(keys[i].name === index.origin && keys[i].kind === 1, `${vkey} is no key of this log`);
      if (i === 0) return;
      const { body, signers } = await openNote(statement, [keys[i - 1], keys[i]]);
      const [title, origin, before, after] = body.split('\n');
      need(
        signers.length === 2 && title === 'sonae log key rotation v1' && origin === index.origin,
        'not a rotation signed by both',
      );
      need(before === stored[i - 1].vkey && after === vkey, 'a rotation between other keys');
    });
  if (trusted.length > 0)
    await check('evidence.untrusted', 'data/log/keys.json', async () =>
      need(
        found.keys.some((key) => trusted.includes(key)),
        'none of the keys is trusted',
      ),
    );
  const witnesses =
    (await check('evidence.witness', 'data/trust/witnesses.txt', async () =>
      Promise.all((await readText('data/trust/witnesses.txt')).split('\n').filter(Boolean).map(parseVkey)),
    )) ?? [];

  const opened = new Map();
  const open = (path) =>
    check('evidence.checkpoint', path, async () => {
      const checkpoint = await openCheckpoint(await readText(path), keys, witnesses);
      need(checkpoint.origin === index.origin, 'is of another log');
      opened.set(checkpoint.note, checkpoint);
      return checkpoint;
    });
  const head = await open('data/log/checkpoint');
  await check('evidence.size', 'data/log/checkpoint', async () =>
    need(head?.size === BigInt(index.size), `is not of size ${index.size}`),
  );
  for (const size of index.checkpoints) {
    const checkpoint = await open(`data/log/checkpoints/${size}`);
    await check('evidence.consistency', `data/log/consistency/${size}`, async () => {
      const { number, proof } = parseProof(await readText(`data/log/consistency/${size}`));
      need(number === BigInt(size) && checkpoint.size === number, 'is about another size');
      need(
        await provesConsistency(number, head.size, checkpoint.root, head.root, proof),
        'the log did not merely grow',
      );
    });
  }
  const entries = new Map();
  for (const [place, shown] of [
    ...index.entries.map((i) => [i, true]),
    ...index.redacted.map(({ entry }) => [entry, false]),
  ]) {
    const path = `data/entries/${place}.${shown ? 'json' : 'redacted'}`;
    const leaf = await check('evidence.entry', path, async () => {
      if (!shown) return b64((await readText(path)).trim());
      const bytes = await read(path);
      entries.set(place, JSON.parse(text(bytes)));
      return leafHash(bytes);
    });
    await check('evidence.proof', `data/proofs/${place}.tlog-proof`, async () => {
      const { number, proof, checkpoint } = parseProof(
        await readText(`data/proofs/${place}.tlog-proof`),
        'c2sp.org/tlog-proof@v1',
      );
      const known = opened.get(checkpoint);
      need(known, 'rests on a checkpoint that is not in the bag');
      need(
        number === BigInt(place) &&
          leaf &&
          (await provesInclusion(number, known.size, leaf, proof, known.root)),
        `does not prove entry ${place}`,
      );
    });
  }
  for (const { path, sha256: digest, entry } of index.files)
    await check('evidence.file', path, async () =>
      need(
        digests.get(path)?.[0] === digest && entries.get(entry)?.body.sha256 === digest,
        `is not the file of entry ${entry}`,
      ),
    );
  const shredded = [...entries.values()]
    .filter(({ kind }) => kind === 'file.shredded')
    .map(({ body }) => body.sha256);
  const accounted = new Set([...shredded, ...[...index.files, ...index.withheld].map((file) => file.sha256)]);
  for (const [place, { kind, body }] of entries)
    if (kind === 'file.added')
      await check('evidence.file', `data/entries/${place}.json`, async () =>
        need(accounted.has(body.sha256), 'its file is not accounted for'),
      );
  for (const { data, token, ca, size, label } of index.stamps)
    await check('evidence.stamp', token, async () => {
      const note = await read(data);
      const checkpoint = await openCheckpoint(text(note), keys, witnesses);
      need(
        checkpoint.size === BigInt(size) &&
          [...opened.values()].some((o) => o.size === checkpoint.size && same(o.root, checkpoint.root)),
        'stamps no checkpoint of the bag',
      );
      found.stamps.push({
        genTime: await verifyTimestamp(await read(token), note, await readText(ca)),
        label,
        size,
      });
    });
  found.entries = entries.size;
  found.witnesses = (head?.witnesses ?? []).map(({ key, time: at }) => ({
    name: key.name,
    time: new Date(Number(at) * 1000).toISOString(),
  }));
  return { valid: errors.length === 0, errors, ...found };
}

// --- Command line -------------------------------------------------------------------------------------------------------
async function main() {
  const [{ createHash }, fs, path] = await Promise.all([
    import('node:crypto'),
    import('node:fs'),
    import('node:path'),
  ]);
  const args = process.argv.slice(2);
  const trusted = args.flatMap((arg, i) => (args[i - 1] === '--trust' ? [arg] : []));
  const root = args.find((arg, i) => arg !== '--trust' && args[i - 1] !== '--trust') ?? import.meta.dirname;
  const files = new Map();
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const full = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) continue;
    const digests = async () => {
      const hashes = ['sha256', 'sha512'].map((name) => createHash(name));
      for await (const chunk of fs.createReadStream(full, { highWaterMark: 1 << 20 }))
        for (const h of hashes) h.update(chunk);
      return hashes.map((h) => h.digest('hex'));
    };
    files.set(path.relative(root, full).split(path.sep).join('/'), {
      read: async () => new Uint8Array(fs.readFileSync(full)),
      digests,
    });
  }
  const result = await verifyBag(files, trusted);
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = result.valid ? 0 : 1;
}
if (globalThis.process?.argv?.[1]?.endsWith('verify.mjs')) await main();
