import { sameBytes } from '../bytes.ts';
import { decodeEntry } from '../journal/entry.ts';
import { readEntries } from '../journal/journal.ts';
import { createStore, openStore, type Store } from '../store/store.ts';
import { masterKeyWrapper } from '../vault/master-key.ts';
import { chanceOf, randomOf } from './chance.ts';
import { PowerCut, type SimulatedDisk, simulatedDisk } from './simulated-disk.ts';

/** Many segments, and room that runs out often. */
const SMALL = { segmentBytes: 20_000, roomBytes: 4_096 };

export type PowerCuts = {
  readonly rounds: number;
  readonly seed: number;
  readonly onRound?: (round: number) => void;
};

/** What went wrong, one text each; both lists are empty where the store keeps its word. */
export type PowerCutOutcome = {
  lost: string[];
  refused: string[];
  cuts: number;
  /** Starts that found a torn batch. */
  torn: number;
  acknowledged: number;
};

/**
 * Writes to a store on a simulated disk, cuts the power at a random call, restarts with a random part of what was not yet
 * durable, and looks for every entry and file that was acknowledged; then goes on with the same store.
 */
export async function powerCuts({ rounds, seed, onRound }: PowerCuts): Promise<PowerCutOutcome> {
  const chance = chanceOf(seed);
  const random = randomOf(chance);
  const wrapper = masterKeyWrapper(random(32), random);
  const ports = (disk: SimulatedDisk) => ({
    disk,
    wrapper,
    random,
    now: () => 1_795_000_000_000,
    journal: SMALL,
  });
  const outcome: PowerCutOutcome = { lost: [], refused: [], cuts: 0, torn: 0, acknowledged: 0 };
  let disk = simulatedDisk();
  let promised = new Map<number, string>();
  let files = new Set<string>();
  const fresh = async () => {
    disk = simulatedDisk();
    promised = new Map();
    files = new Set();
    const settings = {
      format: 'sonae-evidence/1',
      origin: 'example.com/log',
      created: '',
      providers: [],
      witnesses: [],
    } as const;
    await (await createStore(ports(disk), settings, 'test')).close();
  };
  await fresh();

  for (let round = 0; round < rounds; round++) {
    onRound?.(round);
    if (round % 20 === 19) await fresh();
    disk.cutAfter(1 + Math.floor(chance() * 120));
    try {
      const store = await openStore(ports(disk));
      while (!disk.isCut) await load(store, round, chance, promised, files);
    } catch (error) {
      if (!(error instanceof PowerCut) && !disk.isCut) throw error;
    }
    outcome.cuts++;
    disk = disk.restart(chance);
    try {
      const store = await openStore(ports(disk));
      if (store.recovered) outcome.torn++;
      const missing = await lookFor(store, promised, files);
      outcome.lost.push(...missing.map((what) => `round ${round}: ${what}`));
      await store.close();
    } catch (error) {
      outcome.refused.push(`round ${round}: ${String(error)}`);
      await fresh();
    }
    outcome.acknowledged = Math.max(outcome.acknowledged, promised.size);
  }
  return outcome;
}

async function load(
  store: Store,
  round: number,
  chance: () => number,
  promised: Map<number, string>,
  files: Set<string>,
): Promise<void> {
  const what = chance();
  if (what < 0.1) await store.checkpoint();
  else if (what < 0.2) {
    const { sha256 } = await store.vault.put([randomOf(chance)(Math.floor(chance() * 3000))]);
    files.add(sha256);
  } else {
    const count = 1 + Math.floor(chance() * 5);
    const writes = Array.from({ length: count }, async (_, i) => {
      const fact = `${round}/${i} ${'備'.repeat(Math.floor(chance() * 400))}`;
      const { index } = await store.record({ kind: 'incident.fact', by: 'test', body: { fact } });
      promised.set(index, fact);
    });
    for (const result of await Promise.allSettled(writes))
      if (result.status === 'rejected') throw result.reason;
  }
}

async function lookFor(
  store: Store,
  promised: ReadonlyMap<number, string>,
  files: ReadonlySet<string>,
): Promise<string[]> {
  const found = new Map<number, unknown>();
  for await (const { index, bytes } of readEntries(store.disk))
    found.set(index, decodeEntry(bytes)?.body.fact);
  const missing = [...promised]
    .filter(([index, fact]) => found.get(index) !== fact)
    .map(([index]) => `entry ${index}`);
  for (const sha256 of files) {
    try {
      for await (const chunk of store.vault.get(sha256)) if (sameBytes(chunk, new Uint8Array(1))) break;
    } catch (error) {
      missing.push(`file ${sha256}: ${String(error)}`);
    }
  }
  return missing;
}
