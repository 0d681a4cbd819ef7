import path from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { chanceOf } from '../testing/chance.ts';
import { killWriters } from '../testing/kill.ts';
import { lockStore } from './lock.ts';
import { makeMasterKey } from './master-key-file.ts';
import { createStoreFolder } from './open.ts';

async function newStore(): Promise<string> {
  const root = path.join(tempFolder(), 'store');
  const { wrapper } = await makeMasterKey({ root, env: {} });
  await (await createStoreFolder(root, wrapper, 'example.com/log', 'test')).close();
  return root;
}

test('J9 kill -9 under load: nothing acknowledged is lost, the store always opens again', async () => {
  const outcome = await killWriters({ root: await newStore(), rounds: 3, chance: chanceOf(5) });
  expect(outcome).toMatchObject({ lost: [], refused: [], kills: 3 });
  expect(outcome.acknowledged).toBeGreaterThanOrEqual(3);
});

test('J10 one writer at a time; the lock of a process that is gone is taken over', async () => {
  const root = await newStore();
  const { wrapper } = await makeMasterKey({ root, env: {} });
  const unlock = await lockStore(root);
  await expect(lockStore(root)).rejects.toMatchObject({ code: 'store.locked', pid: process.pid });
  await unlock();
  const { writeFile } = await import('node:fs/promises');
  await writeFile(path.join(root, 'lock'), '999999999 1\n');
  await (await lockStore(root))();
  expect(wrapper.id).toMatch(/^[0-9a-f]{16}$/);
});
