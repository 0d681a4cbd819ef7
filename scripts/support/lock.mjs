// A lock between processes on one machine: a file that names its holder. A holder that died is noticed and replaced.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const POLL_MS = 50;
const SAY_AFTER_MS = 1_000;
// A holder killed between creating its file and writing its name into it left an empty file.
const UNNAMED_MS = 2_000;
// Only where a process's start time cannot be read (not Linux): a reused process id must not block for ever.
const MAX_AGE_MS = 30 * 60_000;

/**
 * Runs `work` while holding the lock file. Others wait; `onWait` is called once with the holder's pid if that takes long.
 * A child that `work` names as a fellow holder keeps the lock alive when only this process is killed.
 *
 * @template T
 * @param {string} file
 * @param {(fellow: (pid: number) => void) => Promise<T>} work
 * @param {(pid: number) => void} [onWait]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  let me = `${process.pid} ${startTime(process.pid)}`;
  const since = Date.now();
  let said = false;
  while (!tryTake(file, me)) {
    const holder = read(file);
    if (holder !== undefined && isDead(file, holder)) {
      evict(file, holder);
      continue;
    }
    if (!said && Date.now() - since > SAY_AFTER_MS) {
      said = true;
      onWait(Number.parseInt(holder ?? '', 10));
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  try {
    return await work((pid) => {
      me += `,${pid} ${startTime(pid)}`;
      writeFileSync(file, me);
    });
  } finally {
    if (read(file) === me) rmSync(file, { force: true });
  }
}

function tryTake(file, me) {
  try {
    writeFileSync(file, me, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** All who hold it are gone. */
function isDead(file, holders) {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (holders === '') return age > UNNAMED_MS;
  return holders.split(',').every((holder) => isGone(holder, age));
}

function isGone(holder, age) {
  const [pid, started] = holder.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return error.code === 'ESRCH';
  }
  return started === '?' ? age > MAX_AGE_MS : startTime(pid) !== started;
}

/**
 * Moves a dead holder's lock away. Two waiters may judge the same lock dead and one of them move the other's fresh lock:
 * it looks at what it moved and puts a fresh one back.
 */
function evict(file, dead) {
  const grave = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, grave);
    if (readFileSync(grave, 'utf8') !== dead) linkSync(grave, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(grave, { force: true });
  }
}

/**
 * When the process started, in clock ticks since boot: a reused pid differs here. '?' where /proc is absent, 'dead' for a
 * killed process that nobody has waited for.
 */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'dead' : fields[19];
  } catch {
    return '?';
  }
}
