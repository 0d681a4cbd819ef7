import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { alarmsOf } from '@sonae/incident/alarms';
import { expect, test } from 'vitest';
import { clocksOfSixtyDays } from './sixty-days.ts';

const KILLS = 20;

test('AL10 sixty days with twenty kills: every alarm is delivered, marked once, and in order', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sonae-ringing-'));
  try {
    let kills = 0;
    for (let seed = 7; ; seed = (seed * 48_271) % 2_147_483_647) {
      const child = spawn(process.execPath, [path.join(import.meta.dirname, 'ringing.ts'), folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const finished = await Promise.race([
        ended(child),
        kills < KILLS ? killedAfter(child, seed % 3) : ended(child),
      ]);
      if (finished) break;
      kills += 1;
    }
    expect(kills).toBe(KILLS);
    const read = async (name: string) =>
      (await readFile(path.join(folder, name), 'utf8')).split('\n').filter(Boolean);
    const expected = clocksOfSixtyDays()
      .flatMap(alarmsOf)
      .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
      .map(({ key }) => key);
    expect(await read('sent')).toEqual(expected);
    // A kill between delivery and mark delivers again, under the same key: a receiver sees one.
    const delivered = await read('delivered');
    expect([...new Set(delivered)]).toEqual(expected);
    expect(delivered.length - expected.length).toBeLessThanOrEqual(kills);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Resolves to true when the program came to its end. */
function ended(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}

/** Lets it ring for some milliseconds, then kills it without a word. */
async function killedAfter(child: ChildProcess, milliseconds: number): Promise<boolean> {
  const exit = ended(child);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  return exit;
}
