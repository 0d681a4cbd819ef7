import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readState } from '@sonae/evidence';
import { fsck } from '@sonae/evidence/check';
import { createStoreFolder, makeMasterKey, nodeDisk } from '@sonae/evidence/files';
import { queuedStamp, stampHead } from '@sonae/evidence/stamp';
import { encodeRequest } from '@sonae/evidence/time';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { askAuthority } from './ask.ts';
import { makeTestAuthority, serveTestAuthority } from './test-authority.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const random = (length: number) => new Uint8Array(randomBytes(length));

test.skipIf(!hasOpenssl)(
  'A1 a checkpoint is stamped by HTTP; openssl verifies our token, and its own reader takes our request',
  async () => {
    const folder = tempFolder();
    const authority = await makeTestAuthority(path.join(folder, 'tsa'));
    const served = await serveTestAuthority(authority.folder);
    const root = path.join(folder, 'store');
    const { wrapper } = await makeMasterKey({ root, env: {} });
    const store = await createStoreFolder(root, wrapper, 'example.com/log', 'test');
    try {
      expect(await stampHead(store, askAuthority, random, 'test')).toMatchObject({
        stamped: false,
        queued: true,
      });
      expect(await queuedStamp(store.disk)).toMatchObject({ size: 1 });
      const provider = { name: 'away', url: 'http://127.0.0.1:9/', label: '認定', ca: authority.ca } as const;
      const good = { ...provider, name: 'test', url: served.url, label: '社内' } as const;
      await store.changeSettings({ providers: [provider, good] }, 'test');
      const stamped = await stampHead(store, askAuthority, random, 'test');
      expect(stamped).toMatchObject({
        stamped: true,
        provider: 'test',
        label: '社内',
        tsa: 'CN=Sonae test TSA',
      });
      expect(await queuedStamp(store.disk)).toBeUndefined();
      const file = path.join(root, (stamped as { file: string }).file);
      const verified = spawnSync('openssl', [
        'ts',
        '-verify',
        '-in',
        `${file}.tsr`,
        '-data',
        `${file}.note`,
        '-CAfile',
        `${file}.pem`,
      ]);
      expect(verified.stderr.toString() + verified.stdout.toString()).toContain('Verification: OK');

      // An answer to another request, a token of another authority: refused, and queued.
      const other = await makeTestAuthority(path.join(folder, 'other'));
      await store.changeSettings({ providers: [{ ...good, ca: other.ca }] }, 'test');
      expect(await stampHead(store, askAuthority, random, 'test')).toMatchObject({ stamped: false });
      await store.changeSettings({ providers: [good] }, 'test');
      const old = encodeRequest({ digest: random(32), nonce: random(8) });
      expect(await stampHead(store, async (to) => askAuthority(to, old), random, 'test')).toMatchObject({
        stamped: false,
      });
    } finally {
      await store.close();
      await served.close();
    }
    const state = await readState(nodeDisk(root));
    expect([...state.stamps.values()].flat()).toMatchObject([{ provider: 'test', label: '社内' }]);
    const verdict = await fsck(nodeDisk(root), { wrapper, now: Date.now() });
    expect(verdict).toMatchObject({ ok: true, stamps: 1 });
    const late = await fsck(nodeDisk(root), { wrapper, now: Date.parse('2036-10-01T00:00:00Z') });
    expect(late.warnings.map(({ code }) => code)).toContain('time.renew');
    await writeFile(path.join(folder, 'query.tsq'), encodeRequest({ digest: random(32), nonce: random(8) }));
    const shown = spawnSync('openssl', ['ts', '-query', '-in', path.join(folder, 'query.tsq'), '-text']);
    expect(shown.stdout.toString()).toContain('Certificate required: yes');
    expect(
      (await readFile(path.join(root, 'journal/00000000000000000000.journal'), 'utf8')).includes(
        'checkpoint.stamped',
      ),
    ).toBe(true);
  },
);
