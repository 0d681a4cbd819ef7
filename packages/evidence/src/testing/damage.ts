import { verifyBag } from '../bag/verify.ts';
import { exportBundle } from '../bundle/export.ts';
import { isBundle, verifyBundle } from '../bundle/verify.ts';
import { utf8 } from '../bytes.ts';
import { fsck } from '../store/fsck.ts';
import { readState } from '../store/read-state.ts';
import { chanceOf } from './chance.ts';
import { exampleStore, filesOf, NOW } from './example-store.ts';
import { type Memory, memoryBag, memoryDisk } from './memory.ts';
import { mutate } from './mutations.ts';
import { simulatedDisk } from './simulated-disk.ts';

/** How often each kind of damage was tried, and how often each first finding named it. */
export type DamageOutcome = {
  readonly tried: number;
  readonly caught: number;
  readonly unseen: readonly string[];
  readonly kinds: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
};

/** Damages the bundle of the example that many times. */
export async function damageBundle(count: number, seed: number): Promise<DamageOutcome> {
  const { store, disk } = await exampleStore();
  const out = simulatedDisk();
  const state = await readState(disk);
  const verifiers = new Map([['VERIFY.txt', utf8('how\n')]]);
  await exportBundle(store, out, { case: 'C1', by: '佐藤', today: '2026-11-21', state, verifiers });
  await store.close();
  return damage(filesOf(out), count, seed, async (files) => {
    const bag = memoryBag(files);
    const { bag: read, errors } = await verifyBag(bag);
    if (errors.length > 0 || !read) return errors;
    return isBundle(bag, read) ? (await verifyBundle(bag, read)).errors : [{ code: 'no-bundle' }];
  });
}

/** Damages the store of the example that many times. */
export async function damageStore(count: number, seed: number): Promise<DamageOutcome> {
  const { store, disk, wrapper } = await exampleStore();
  await store.close();
  return damage(filesOf(disk), count, seed, async (files) => {
    const { errors, warnings } = await fsck(memoryDisk(files), { wrapper, now: NOW });
    return [...errors, ...warnings];
  });
}

async function damage(
  files: Memory,
  count: number,
  seed: number,
  look: (files: Memory) => Promise<readonly { readonly code: string }[]>,
): Promise<DamageOutcome> {
  if ((await look(files)).length > 0) throw new Error('the undamaged files are not in order');
  const chance = chanceOf(seed);
  const kinds: Record<string, number> = {};
  const codes: Record<string, number> = {};
  const unseen: string[] = [];
  let tried = 0;
  while (tried < count) {
    const mutation = mutate(files, chance);
    if (!mutation) continue;
    tried++;
    kinds[mutation.kind] = (kinds[mutation.kind] ?? 0) + 1;
    const [first] = await look(mutation.files);
    if (first) codes[first.code] = (codes[first.code] ?? 0) + 1;
    else unseen.push(mutation.what);
  }
  return { tried, caught: tried - unseen.length, unseen, kinds, codes };
}
