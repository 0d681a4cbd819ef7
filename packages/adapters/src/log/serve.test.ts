import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diskTiles, openCheckpoint, rootOf, toHex } from '@sonae/evidence';
import { exampleStore, filesOf } from '@sonae/evidence/testing';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { serveLog } from './serve.ts';

test('A3 a log by HTTP: head, tiles, entries only where allowed, nothing else', async () => {
  const { store, disk } = await exampleStore();
  await store.close();
  const root = tempFolder();
  for (const [name, bytes] of filesOf(disk)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), bytes);
  }
  const closed = await serveLog(root);
  const open = await serveLog(root, { entries: true });
  try {
    const head = await fetch(`${closed.url}/checkpoint`);
    expect(head.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const { checkpoint } = openCheckpoint(await head.text(), store.keys)!;
    const tile = await fetch(`${closed.url}/tile/0/000.p/${checkpoint.size}`);
    expect(tile.headers.get('cache-control')).toContain('immutable');
    const bytes = new Uint8Array(await tile.arrayBuffer());
    expect(toHex(await rootOf(Number(checkpoint.size), async () => bytes))).toBe(toHex(checkpoint.root));
    expect(toHex(await rootOf(Number(checkpoint.size), diskTiles(disk)))).toBe(toHex(checkpoint.root));
    const entries = `/tile/entries/000.p/${checkpoint.size}`;
    expect((await fetch(closed.url + entries)).status).toBe(404);
    expect((await fetch(open.url + entries)).status).toBe(200);
    for (const name of [
      '/keys/log.json',
      '/log/../keys/log.json',
      '/tile/0/../../../keys/log.json',
      '/',
      '/tile/0/1',
    ])
      expect((await fetch(open.url + name)).status).toBe(404);
  } finally {
    await closed.close();
    await open.close();
  }
});
