import { createPublicKey } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { conformanceFolder, conformanceJson } from '../../../../tests/support/conformance.ts';
import { fromBase64, fromHex, toHex, utf8 } from '../bytes.ts';
import { decodeBundle, encodeBundle } from './bundle.ts';
import { openCheckpoint, verifyNote } from './checkpoint.ts';
import { type Envelope, openEnvelope, preAuthEncoding } from './dsse.ts';
import { emptyFrontier, frontierRoot, grow } from './frontier.ts';
import { leafHash, nodeHash } from './hashing.ts';
import { parseNote, parseVkey } from './note.ts';
import { EMPTY_EDGE, tileWriter } from './tile-writer.ts';
import { bundlePath, tilePath, tileWidth } from './tiles.ts';
import { rootOf } from './tree.ts';
import { judgeVector } from './vectors.ts';

const ROOT = path.join(conformanceFolder(), 'tlog');
const vectors = globSync('merkle-proofs/**/*.json', { cwd: ROOT }).sort();

test('L3 every public Merkle vector is judged as it wants', () => {
  const wrong = vectors.filter((file) => {
    const vector = judgeVector(readFileSync(path.join(ROOT, file)));
    return vector === undefined || vector.accepted === vector.wantErr;
  });
  expect(wrong).toEqual([]);
  expect(vectors.length).toBeGreaterThan(200);
});

test('L1 leaf and node hashes and roots are those of the RFC 6962 reference', () => {
  const { leafInputsHex, nodeHashesByLevel, rootBySize } = conformanceJson<{
    leafInputsHex: string[];
    nodeHashesByLevel: string[][];
    rootBySize: string[];
  }>('tlog/rfc6962-reference.json');
  const leaves = leafInputsHex.map((hex) => fromHex(hex)!);
  expect(leaves.map((leaf) => toHex(leafHash(leaf)))).toEqual(nodeHashesByLevel[0]);
  for (let level = 1; level < nodeHashesByLevel.length; level++)
    nodeHashesByLevel[level].forEach((hash, i) => {
      const below = nodeHashesByLevel[level - 1].map((hex) => fromHex(hex)!);
      expect(toHex(nodeHash(below[2 * i], below[2 * i + 1]))).toBe(hash);
    });
  const frontier = emptyFrontier();
  expect(toHex(frontierRoot(frontier))).toBe(rootBySize[0]);
  leaves.forEach((leaf, i) => {
    grow(frontier, leafHash(leaf));
    expect(toHex(frontierRoot(frontier))).toBe(rootBySize[i + 1]);
  });
});

test('L5 a complete foreign log: checkpoints, tiles and bundles agree, and our writer makes the same bytes', async () => {
  const log = path.join(ROOT, 'tlog-tiles-log/testdata/log');
  const key = parseVkey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx')!;
  const read = (file: string) => new Uint8Array(readFileSync(path.join(log, file)));
  const writer = tileWriter(EMPTY_EDGE, () => {});
  const entries = decodeBundle(read(bundlePath(0, 15)))!;
  for (let size = 0; size <= 15; size++) {
    const { checkpoint } = openCheckpoint(readFileSync(path.join(log, `checkpoint.${size}`), 'utf8'), [key])!;
    expect(Number(checkpoint.size)).toBe(size);
    const tiles = async (level: number, index: number) =>
      read(tilePath({ level, index, width: tileWidth(size, level, index) }));
    expect(toHex(await rootOf(size, tiles))).toBe(toHex(checkpoint.root));
    expect(toHex(await writer.root())).toBe(toHex(checkpoint.root));
    for (const { path: file, bytes } of writer.partials()) expect(toHex(bytes)).toBe(toHex(read(file)));
    if (size < 15) writer.add(entries[size]);
  }
  expect(toHex(encodeBundle(entries))).toBe(toHex(read(bundlePath(0, 15))));
});

test('N1 the signed note of the specification, and its twin with one letter changed', () => {
  const { cases } = conformanceJson<{ cases: { vkey: string; note: string; valid: boolean }[] }>(
    'tlog/c2sp-signed-note.json',
  );
  for (const { vkey, note, valid } of cases)
    expect(verifyNote(parseNote(note)!, [parseVkey(vkey)!])?.length === 1).toBe(valid);
});

test('N7 the DSSE envelope of the specification', () => {
  const vector = conformanceJson<{
    payloadType: string;
    payload: string;
    pae: string;
    key: { x: string; y: string };
    envelope: Envelope;
  }>('tlog/dsse-vector.json');
  expect(preAuthEncoding(vector.payloadType, utf8(vector.payload))).toEqual(utf8(vector.pae));
  const coordinate = (decimal: string) =>
    Buffer.from(BigInt(decimal).toString(16).padStart(64, '0'), 'hex').toString('base64url');
  const key = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: coordinate(vector.key.x), y: coordinate(vector.key.y) },
    format: 'jwk',
  });
  const { envelope } = vector;
  // The published envelope holds its payload as text.
  const encoded = {
    ...envelope,
    payload: fromBase64(envelope.payload)
      ? envelope.payload
      : Buffer.from(envelope.payload).toString('base64'),
  };
  expect(openEnvelope(encoded, [key])).toEqual(utf8(vector.payload));
  expect(openEnvelope({ ...encoded, payloadType: 'other' }, [key])).toBeUndefined();
});
