import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import type { KeyWrapper } from '../ports.ts';
import type { Settings } from '../store/settings.ts';
import { createStore, openStore, type Store, type StorePorts } from '../store/store.ts';
import { lockStore } from './lock.ts';
import { nodeDisk } from './node-disk.ts';

/** There is something in the folder already. */
export class NotEmptyError extends Error {
  readonly code = 'store.not-empty';
}

function ports(root: string, wrapper: KeyWrapper, journal?: StorePorts['journal']): StorePorts {
  return {
    disk: nodeDisk(root),
    wrapper,
    now: () => Date.now(),
    random: (length) => randomBytes(length),
    ...(journal === undefined ? {} : { journal }),
  };
}

/** Makes a store in a folder that is empty or absent. Its close also gives the lock back. */
export async function createStoreFolder(
  root: string,
  wrapper: KeyWrapper,
  origin: string,
  by: string,
): Promise<Store> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  if ((await readdir(root)).length > 0) throw new NotEmptyError(`${root} is not empty`);
  const created = new Date().toISOString();
  const settings: Settings = { format: 'sonae-evidence/1', origin, created, providers: [], witnesses: [] };
  return locked(root, () => createStore(ports(root, wrapper), settings, by));
}

/** Opens a store for writing; no other process can until it is closed. `journal`: for whoever opens often and writes little. */
export function openStoreFolder(
  root: string,
  wrapper: KeyWrapper,
  journal?: StorePorts['journal'],
): Promise<Store> {
  return locked(root, () => openStore(ports(root, wrapper, journal)));
}

async function locked(root: string, open: () => Promise<Store>): Promise<Store> {
  const unlock = await lockStore(root);
  try {
    const store = await open();
    const { close } = store;
    return Object.defineProperty(store, 'close', {
      value: async () => {
        try {
          await close();
        } finally {
          await unlock();
        }
      },
    });
  } catch (error) {
    await unlock();
    throw error;
  }
}
