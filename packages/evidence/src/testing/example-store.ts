import { addFile, sealFolder } from '../store/files.ts';
import type { Store } from '../store/store.ts';
import { createStore } from '../store/store.ts';
import { masterKeyWrapper } from '../vault/master-key.ts';
import { chanceOf, randomOf } from './chance.ts';
import { type SimulatedDisk, simulatedDisk } from './simulated-disk.ts';

export const NOW = Date.parse('2026-11-21T13:10:00Z');

/** A store on a disk in memory with a case in it: files, a sealed folder, facts, another case between. */
export async function exampleStore(
  seed = 42,
): Promise<{ store: Store; disk: SimulatedDisk; wrapper: ReturnType<typeof masterKeyWrapper> }> {
  const random = randomOf(chanceOf(seed));
  const wrapper = masterKeyWrapper(random(32), random);
  const disk = simulatedDisk();
  const settings = {
    format: 'sonae-evidence/1',
    origin: 'example.com/log',
    created: '2026-11-21T13:10:00Z',
    providers: [],
    witnesses: [],
  } as const;
  const ports = { disk, wrapper, random, now: () => NOW, journal: { segmentBytes: 4_000, roomBytes: 1_024 } };
  const store = await createStore(ports, settings, '佐藤');
  const custody = { what: '収集', how: 'test', where: '第1サーバー室', result: 'ok' };
  await addFile(store, [Buffer.from('access log 備え\n')], {
    name: 'access.log',
    by: '佐藤',
    case: 'C1',
    custody,
  });
  await store.record({ kind: 'incident.fact', by: '佐藤', case: 'C1', body: { fact: '名簿が外から見えた' } });
  await addFile(store, [random(2_000)], { name: 'other.bin', by: '鈴木', case: 'C2', custody });
  await store.checkpoint();
  const files = [
    { path: 'a.txt', content: () => [Buffer.from('a')] },
    { path: 'b/空.txt', content: () => [] },
  ];
  await sealFolder(store, files, { name: 'folder', by: '佐藤', case: 'C1', custody });
  for (let i = 0; i < 5; i++)
    await store.record({ kind: 'decision.made', by: '鈴木', case: 'C2', body: { subject: `${i}` } });
  await store.checkpoint();
  return { store, disk, wrapper };
}

/** The bytes of every file on a simulated disk. */
export function filesOf(disk: SimulatedDisk): Map<string, Uint8Array> {
  return new Map(disk.paths().map((path) => [path, disk.bytesOf(path)!.slice()]));
}
