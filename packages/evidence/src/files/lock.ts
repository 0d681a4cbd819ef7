import { readFileSync } from 'node:fs';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Another process writes to the store. */
export class LockError extends Error {
  readonly code = 'store.locked';
  readonly pid: number;
  constructor(pid: number) {
    super(`process ${pid} is writing to the store`);
    this.name = 'LockError';
    this.pid = pid;
  }
}

const ATTEMPTS = 5;

/**
 * Takes the store for this process alone; resolves with what gives it back. The lock of a process that ended without giving
 * it back is taken over: it names the process and when that started, because numbers of processes come again.
 */
export async function lockStore(root: string): Promise<() => Promise<void>> {
  const file = path.join(root, 'lock');
  const own = `${process.pid} ${startOf(process.pid) ?? ''}\n`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(own);
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const text = await readFile(file, 'utf8').catch(() => '');
    const [pid, start] = text.trim().split(' ');
    if (text !== '' && isRunning(Number(pid), start)) throw new LockError(Number(pid));
    if (text === '') await new Promise((resolve) => setTimeout(resolve, 20)); // being written at this moment
    await takeAway(file, text);
  }
  throw new LockError(0);
}

/** Takes a left lock away, and only that one: another process may have taken it over meanwhile. */
async function takeAway(file: string, left: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return; // somebody else did
  }
  if ((await readFile(aside, 'utf8')) !== left) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

function isRunning(pid: number, start: string | undefined): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = startOf(pid);
  return start === undefined || start === '' || now === undefined || now === start;
}

/** When a process started, in ticks since the machine did; undefined where the system does not say (only Linux does). */
function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
