// How much of the processor a process has used, with all it started: Linux tells in /proc, other systems are not asked.
import { readdirSync, readFileSync } from 'node:fs';

/** Parts of a second that /proc counts in; 100 on every Linux there is. */
const TICKS_PER_SECOND = 100;

/** @returns {number | undefined} milliseconds of a process, those of its children that have ended included */
export function processorMs(pid) {
  const fields = statOf(pid);
  return fields && (sum(fields, [USER, SYSTEM, ENDED_USER, ENDED_SYSTEM]) * 1_000) / TICKS_PER_SECOND;
}

/** The same of a process and of all below it: a PostgreSQL with its connections. */
export function familyMs(pid) {
  const all = processes();
  const below = (parent) =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one.pid, ...below(one.pid)]);
  const times = [pid, ...below(pid)].map(processorMs);
  return times[0] === undefined ? undefined : times.reduce((total, ms) => total + (ms ?? 0), 0);
}

// Places after the name, which may hold spaces: see proc_pid_stat(5).
const [PARENT, USER, SYSTEM, ENDED_USER, ENDED_SYSTEM] = [1, 11, 12, 13, 14];

function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const fields = statOf(name);
      return fields ? [{ pid: Number(name), parent: fields[PARENT] }] : [];
    });
}

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return undefined;
  }
}

const sum = (fields, places) => places.reduce((total, place) => total + fields[place], 0);

/** Milliseconds that the host took from this machine so far (steal, proc_stat(5)), all processors together; 0 where it does not say. */
export function stolenMs() {
  try {
    const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].split(/ +/);
    return (Number(fields[7] ?? 0) * 1_000) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}
