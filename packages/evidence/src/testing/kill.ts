import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { keyFileOf, readMasterKey } from '../files/master-key-file.ts';
import { nodeDisk } from '../files/node-disk.ts';
import { openStoreFolder } from '../files/open.ts';
import { decodeEntry } from '../journal/entry.ts';
import { readEntries } from '../journal/journal.ts';
import { fsck } from '../store/fsck.ts';

const WRITER = path.join(import.meta.dirname, 'writer.ts');

export type Kills = {
  readonly root: string;
  readonly rounds: number;
  readonly chance: () => number;
  readonly onRound?: (round: number) => void;
};

export type KillOutcome = {
  lost: string[];
  refused: string[];
  kills: number;
  acknowledged: number;
  torn: number;
};

/**
 * Starts a process that writes to a store and prints what was acknowledged, kills it with SIGKILL at a random moment, opens the store and looks for
 * everything that was printed; over and over on the same store.
 */
export async function killWriters({ root, rounds, chance, onRound }: Kills): Promise<KillOutcome> {
  const outcome: KillOutcome = { lost: [], refused: [], kills: 0, acknowledged: 0, torn: 0 };
  const promised = new Map<number, string>();
  const wrapper = await readMasterKey({ root, env: {}, file: keyFileOf({ root, env: {} }) });
  let checked = 0;
  for (let round = 0; round < rounds; round++) {
    onRound?.(round);
    await killedWriter(root, round, chance, promised);
    outcome.kills++;
    try {
      const store = await openStoreFolder(root, wrapper);
      if (store.recovered) outcome.torn++;
      const from = checked;
      const found = new Map<number, unknown>();
      for await (const { index, bytes } of readEntries(nodeDisk(root), from))
        found.set(index, decodeEntry(bytes)?.body.fact);
      for (const [index, fact] of promised)
        if (index >= from && found.get(index) !== fact) outcome.lost.push(`round ${round}: entry ${index}`);
      checked = store.size;
      await store.close();
    } catch (error) {
      outcome.refused.push(`round ${round}: ${String(error)}`);
      break;
    }
  }
  outcome.acknowledged = promised.size;
  const verdict = await fsck(nodeDisk(root), { wrapper, now: Date.now() });
  for (const { code, path: at } of verdict.errors) outcome.refused.push(`fsck ${code} ${at}`);
  return outcome;
}

function killedWriter(
  root: string,
  round: number,
  chance: () => number,
  promised: Map<number, string>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, root, String(round)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let timer: NodeJS.Timeout | undefined;
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    // The clock of the kill starts with the first acknowledgement, so that it falls into the writing and not into the start.
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, index, fact] = /^(\d+) (.*)$/.exec(line) ?? [];
      if (index !== undefined) promised.set(Number(index), fact);
      timer ??= setTimeout(() => child.kill('SIGKILL'), chance() * 60);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve();
      else reject(new Error(`the writer ended by itself (${code}): ${said}`));
    });
  });
}
