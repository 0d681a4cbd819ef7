import path from 'node:path';
import {
  consistencyProof,
  diskTiles,
  formatVkey,
  formatWitnessRequest,
  openCheckpoint,
  parseSignature,
  parseVkey,
  sha256Hex,
} from '@sonae/evidence';
import { exampleStore } from '@sonae/evidence/testing';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { makeWitness, watchLog } from './files.ts';
import { askWitness, serveWitness } from './http.ts';

test('A2 a witness cosigns what continues, and answers everything else as the protocol says', async () => {
  const { store, disk } = await exampleStore();
  const folder = path.join(tempFolder(), 'witness');
  const vkey = await makeWitness(folder, 'insurer.example/w1');
  const witness = parseVkey(vkey)!;
  const served = await serveWitness(folder, { now: () => 1_795_000_000_000 });
  try {
    const first = store.head!;
    const ask = (old: number, checkpoint: string, proof: readonly Uint8Array[] = []) =>
      askWitness(served.url, formatWitnessRequest({ old: BigInt(old), proof, checkpoint }));
    expect(await ask(0, first.text)).toMatchObject({ status: 404 });
    await watchLog(folder, formatVkey(store.keys[0]));
    expect(await askWitness(served.url, 'nonsense')).toMatchObject({ status: 400 });
    expect(await ask(0, first.text.replace(/\n— (\S+) (\S{12})/, '\n— $1 AAAAAAAAAAAA'))).toMatchObject({
      status: 403,
    });
    expect(await ask(99, first.text)).toMatchObject({ status: 400 });
    expect(await ask(3, first.text)).toEqual({ status: 409, body: '0\n' });
    expect(await ask(0, first.text, [new Uint8Array(32)])).toMatchObject({ status: 422 });
    const answer = await ask(0, first.text);
    expect(answer.status).toBe(200);
    await store.addCosignature(parseSignature(answer.body.trim())!, witness);

    await store.record({ kind: 'decision.made', by: '佐藤', body: { subject: 'x' } });
    const next = await store.checkpoint();
    const [from, to] = [Number(first.checkpoint.size), Number(next.checkpoint.size)];
    expect(await ask(0, next.text)).toEqual({ status: 409, body: `${from}\n` });
    expect(await ask(from, next.text, [new Uint8Array(32)])).toMatchObject({ status: 422 });
    const proof = await consistencyProof(from, to, diskTiles(disk));
    expect(await ask(from, next.text, proof)).toMatchObject({ status: 200 });
    // Going back is refused.
    expect(await ask(from, first.text)).toEqual({ status: 409, body: `${to}\n` });

    const shown = await fetch(`${served.url}/${sha256Hex('example.com/log')}/checkpoint`);
    const opened = openCheckpoint(await shown.text(), store.keys, [witness]);
    expect(opened).toMatchObject({ checkpoint: { size: BigInt(to) }, witnesses: [{ time: 1_795_000_000n }] });
    expect((await fetch(`${served.url}/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
  } finally {
    await served.close();
  }
});
