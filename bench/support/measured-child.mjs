import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS, ROOT } from '../../scripts/support/node.mjs';

const REPORTER = fileURLToPath(new URL('./report-usage.mjs', import.meta.url));
export const SONAE = 'apps/cli/bin/sonae.mjs';

/**
 * Runs a script on this Node and measures it: from outside until its first word and until its end, by its own account the
 * time of the processor (which others on the machine hardly change) and its peak memory.
 *
 * @param {string[]} args
 * @param {{ stopAtFirstWord?: boolean }} [options] ends the child once it has said something, for commands that go on for long
 * @returns {Promise<{ ms: number, firstWordMs: number, cpuMs: number | undefined, peakMB: number | undefined, code: number | null }>}
 */
export function measuredChild(args, { stopAtFirstWord = false } = {}) {
  const report = path.join(tmpdir(), `sonae-bench-${process.pid}-${Math.round(performance.now())}.json`);
  const started = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, '--import', REPORTER, ...args], {
    cwd: ROOT,
    env: { ...process.env, SONAE_BENCH_REPORT: report },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let firstWordMs;
  const heard = () => {
    firstWordMs ??= performance.now() - started;
    if (stopAtFirstWord) child.kill('SIGTERM');
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const ms = performance.now() - started;
      resolve({ ms, firstWordMs: firstWordMs ?? ms, ...usageIn(report), code });
    });
  });
}

function usageIn(report) {
  try {
    const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(report, 'utf8'));
    return { cpuMs: Math.round((userCPUTime + systemCPUTime) / 1000), peakMB: Math.round(maxRSS / 1024) };
  } catch {
    return { cpuMs: undefined, peakMB: undefined }; // stopped before its end
  } finally {
    rmSync(report, { force: true });
  }
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}
