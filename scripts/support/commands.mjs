// The sub-commands of run.mjs: install what is missing, build what is stale, then hand over to the pinned Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildStale, STEPS } from '../build.mjs';
import { endLike, run, stopSignal } from './child.mjs';
import { ExpectedError } from './expected-error.mjs';
import { ensureInstalled } from './install.mjs';
import { hostRunsSonae, NODE_FLAGS, noNodeMessage, PINNED_PACKAGE, pinnedNode, ROOT } from './node.mjs';

/** What `check` runs, and `test` before the tests. Each is a script run by Node in the root. */
const CHECKS = [
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['--project', 'tsconfig.json'] },
  { name: 'biome', script: 'node_modules/@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings'] },
  { name: 'layers', script: 'scripts/layers.mjs', args: [] },
  { name: 'lock file', script: 'scripts/lockcheck.mjs', args: [] },
];

const USAGE = `npm start [-- 引数/args]   Sonae を起動 / start Sonae
npm test                  検査と全テスト / checks and all tests
npm test -- packages/core 一部のテストだけ（Vitest の引数） / some tests only (arguments of Vitest)
npm run check             型・整形・層・ロックの検査 / types, lint, layers, lock file
npm run format            整形 / format
npm run bench             ベンチマーク / benchmarks`;

/** @param {string[]} argv sub-command and its arguments */
export async function main([command, ...args]) {
  const known = { start, test, check, format, bench };
  if (!Object.hasOwn(known, command ?? '')) throw new ExpectedError(USAGE);
  refuseHopelessMachine();
  await ensureInstalled(ROOT);
  const node = findNode();
  await known[command](node, args);
}

async function start(node, args) {
  await buildStale({ also: STEPS.map((step) => step.name) });
  // Through the bin: same process, and the compiled modules are kept for the next start.
  endLike(await runNode(node, 'apps/cli/bin/sonae.mjs', ['start', ...args]));
}

async function test(node, args) {
  await buildStale({ also: STEPS.map((step) => step.name) });
  const failed = args.length > 0 ? [] : await runChecks(node);
  if (stopSignal()) return endLike({ signal: stopSignal() });
  const tests = await runNode(node, 'node_modules/vitest/vitest.mjs', ['run', ...args]);
  if (stopSignal()) return endLike(tests);
  if (failed.length > 0) console.error(`検査に落ちました / checks failed: ${failed.join(', ')}`);
  endLike(tests.code !== 0 || failed.length === 0 ? tests : { code: 1 });
}

async function check(node) {
  await buildStale();
  const failed = await runChecks(node);
  if (stopSignal()) return endLike({ signal: stopSignal() });
  if (failed.length > 0) console.error(`検査に落ちました / checks failed: ${failed.join(', ')}`);
  endLike({ code: failed.length > 0 ? 1 : 0 });
}

async function format(node, args) {
  endLike(await runNode(node, 'node_modules/@biomejs/biome/bin/biome', ['check', '--write', ...args]));
}

async function bench(node, args) {
  const script = 'bench/run.mjs';
  if (!existsSync(path.join(ROOT, script))) throw new ExpectedError(`${script} がありません / is missing`);
  await buildStale({ also: STEPS.map((step) => step.name) });
  endLike(await runNode(node, script, args));
}

/** All checks at once, each one's output in one piece; returns the names of those that failed. */
async function runChecks(node) {
  const failed = [];
  await Promise.all(
    CHECKS.map(async ({ name, script, args }) => {
      const started = performance.now();
      const { code, output } = await runNode(node, script, args, { capture: true });
      if (stopSignal()) return;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(
        code === 0 ? `ok      ${name} (${seconds} s)` : `failed  ${name} (${seconds} s)\n${output}`,
      );
      if (code !== 0) failed.push(name);
    }),
  );
  return failed;
}

function runNode(node, script, args, options = {}) {
  // Whatever a child starts by name (`node`, `vite`, …) is ours as well.
  const bin = path.join(ROOT, 'node_modules', '.bin');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
  return run(node, [...NODE_FLAGS, script, ...args], { cwd: ROOT, env, ...options });
}

/** The pinned Node if this machine can run it (it cannot on musl, say), else the Node that runs us if it is new enough. */
function findNode() {
  const pinned = pinnedNode();
  if (pinned && spawnSync(pinned, ['--version']).status === 0) return pinned;
  if (hostRunsSonae()) return process.execPath;
  throw new ExpectedError(noNodeMessage());
}

/** Said before the install, not a minute after it. */
function refuseHopelessMachine() {
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  if (!(PINNED_PACKAGE in optionalDependencies) && !hostRunsSonae()) throw new ExpectedError(noNodeMessage());
}
