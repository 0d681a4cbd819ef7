// Child processes that never outlive us: signals are passed on, and the way a child ended becomes the way we end.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const children = new Set();
let received;
const parent = process.ppid;
let parentWatch;

/**
 * Runs a program to its end. With `capture`, its output is collected instead of shown.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, shell?: boolean, onStart?: (pid: number) => void }} [options]
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, output: string }>}
 */
export function run(file, args, { cwd, env, capture = false, shell = false, onStart } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(file, args, { cwd, env, shell, stdio });
    add(child);
    if (child.pid !== undefined) onStart?.(child.pid);
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => {
      remove(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      remove(child);
      resolve({ code, signal, output: Buffer.concat(chunks).toString() });
    });
  });
}

/** The signal that asked us to stop, if one did: no further step should start then. */
export const stopSignal = () => received;

/** Ends this process as a child ended: the same exit code, the same signal, or 128 + n for a signal that means a crash. */
export function endLike({ code, signal }) {
  process.exitCode = signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
  if (FORWARDED.includes(signal)) process.kill(process.pid, signal);
}

// Listening only while a child lives: without one, a signal stops this process as it would any other.
function add(child) {
  if (children.size === 0) {
    for (const name of FORWARDED) process.on(name, forward);
    // npm stops what it started by ending the shell between, which passes nothing on: we end once that shell is gone.
    if (process.env.npm_lifecycle_event !== undefined) parentWatch = setInterval(endWithParent, 500).unref();
  }
  children.add(child);
}

function remove(child) {
  if (!children.delete(child) || children.size > 0) return;
  for (const name of FORWARDED) process.removeListener(name, forward);
  clearInterval(parentWatch);
}

function endWithParent() {
  if (process.ppid === parent) return;
  clearInterval(parentWatch);
  forward('SIGTERM');
}

function forward(signal) {
  received = signal;
  // A terminal sends Ctrl-C and hang-up to the whole process group: the child has it already, and a second one would
  // turn a graceful stop into a forced one.
  const fromTerminal =
    signal !== 'SIGTERM' && [process.stdin, process.stdout, process.stderr].some((s) => s.isTTY);
  if (!fromTerminal) for (const child of children) child.kill(signal);
}
