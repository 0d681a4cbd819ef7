import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type SonaeClient } from '@sonae/operations/client';
import { clusterOf } from '@sonae/store/testing';

const SONAE = path.join(import.meta.dirname, '../../../cli/bin/sonae.mjs');

/** A process of `sonae` that can be killed. */
export type Child = { readonly url: string; readonly process: ChildProcess };

/** Starts `sonae serve` (or `worker`) on a data folder and waits until it is ready. */
export async function startChild(
  data: string,
  env: Readonly<Record<string, string>> = {},
  command = 'serve',
): Promise<Child> {
  const child = spawn(process.execPath, [SONAE, command], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      SONAE_DATA: data,
      SONAE_PORT: '0',
      SONAE_DEMO: '1',
      SONAE_LOG: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const ready = /^ready (.+)$/m.exec(out);
      if (ready) resolve({ url: ready[1], process: child });
    });
    child.once('exit', (code) => reject(new Error(`sonae ${command} ended with ${code}: ${said}`)));
  });
}

export async function endChild({ process: child }: Child, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

export type CrashReport = {
  readonly rounds: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly lost: readonly string[];
  /** Longest time from a kill until a write was acknowledged again. */
  readonly longestGapMs: number;
};

const WRITERS = 4;

/**
 * Kills the server and the database in turn, with SIGKILL, while writers write; afterwards every write that was acknowledged
 * must be there. The database runs with its own settings: fsync on.
 */
export async function crashRounds(data: string, rounds: number, pauseMs: number): Promise<CrashReport> {
  let child = await startChild(data);
  let client: SonaeClient = createClient({ url: child.url });
  const acknowledged = new Map<string, string>();
  let [refused, over, lastGood, longestGapMs] = [0, false, Date.now(), 0];
  const writer = async (number: number) => {
    for (let i = 0; !over; i++) {
      const name = `会社 ${number}-${i}`;
      try {
        const { id } = await client.companies.create({ document: registerOf(name, 1) });
        acknowledged.set(id, `${name} 1`);
        await client.companies.put({ company: id, version: 1, document: registerOf(name, 2) });
        acknowledged.set(id, `${name} 2`);
        longestGapMs = Math.max(longestGapMs, Date.now() - lastGood);
        lastGood = Date.now();
      } catch {
        refused++;
        await sleep(20);
      }
    }
  };
  const writers = Array.from({ length: WRITERS }, (_, number) => writer(number));
  for (let round = 0; round < rounds; round++) {
    const before = acknowledged.size;
    while (acknowledged.size < before + WRITERS) await sleep(10);
    await sleep(Math.random() * pauseMs);
    if (round % 2 === 0) {
      await endChild(child, 'SIGKILL');
      child = await startChild(data);
      client = createClient({ url: child.url });
    } else {
      const cluster = clusterOf(data);
      if (cluster) process.kill(cluster.pid, 'SIGKILL');
    }
  }
  const before = acknowledged.size;
  while (acknowledged.size === before) await sleep(10);
  over = true;
  await Promise.all(writers);
  const lost: string[] = [];
  for (const [id, written] of acknowledged) {
    const [, staff] = written.match(/ (\d)$/)!;
    const there = await client.companies.get({ company: id }).catch(() => undefined);
    // A write that was sent and not acknowledged may be there too.
    if (!there || Number(there.document.organisation.staff) < Number(staff)) lost.push(written);
  }
  await endChild(child);
  return { rounds, acknowledged: acknowledged.size, refused, lost, longestGapMs };
}

const registerOf = (name: string, staff: number) => ({
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name, staff },
});
