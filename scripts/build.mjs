// What is generated and not committed, rebuilt when its inputs changed. Every start of the CLI asks, so the answer "all fresh"
// reads file times only. A build writes aside and renames, so a reader never sees half a file.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFiles, quickPrint } from './support/fingerprint.mjs';
import { ROOT } from './support/node.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} inputs files and folders, relative to the root; tests inside them do not count
 * @property {string} output the folder the step fills, and owns: what a build no longer writes is removed from it
 * @property {(out: string) => Promise<void>} run writes the outputs into the empty folder `out`
 * @property {boolean} [onDemand] too slow for the start of a command: built only when asked for by name
 */

/** The sources of all packages, without what is built beside them. */
function packageSources() {
  const folder = path.join(ROOT, 'packages');
  return existsSync(folder) ? readdirSync(folder).map((name) => `packages/${name}/src`) : [];
}

/** @type {Step[]} */
export const STEPS = [
  {
    name: 'knowledge',
    // The lock file: another version of the YAML reader or of the schema library may write something else.
    inputs: [
      'packages/knowledge/data',
      'packages/knowledge/src',
      'packages/core/src',
      'scripts/build-knowledge.mjs',
      'package-lock.json',
    ],
    output: 'packages/knowledge/build',
    run: (out) => nodeScript('scripts/build-knowledge.mjs', '--out', out),
  },
  {
    // After knowledge: it reads the duties built there.
    name: 'law',
    inputs: [
      'packages/law/data',
      'packages/law/src/build.ts',
      'packages/law/src/condition-tree.ts',
      'packages/law/src/schema.ts',
      'packages/law/src/fact-schema.ts',
      'packages/predicate/src',
      'packages/knowledge/data/duties.yaml',
      'packages/knowledge/data/sources.yaml',
      'packages/knowledge/src',
      'packages/core/src',
      'scripts/build-law.mjs',
      'package-lock.json',
    ],
    output: 'packages/law/build',
    run: (out) => nodeScript('scripts/build-law.mjs', '--out', out),
  },
  {
    name: 'web',
    // Any package may end up in the browser; the lock file stands for the libraries.
    inputs: [
      'apps/web/index.html',
      'apps/web/package.json',
      'apps/web/public',
      'apps/web/src',
      'apps/web/vite.config.ts',
      'packages/knowledge/data',
      'package-lock.json',
      'scripts/precompress.mjs',
      ...packageSources(),
    ],
    output: 'apps/web/dist',
    run: async (out) => {
      const vite = 'node_modules/vite/bin/vite.js';
      await nodeScript(vite, 'build', 'apps/web', '--outDir', out, '--logLevel', 'error');
      await nodeScript('scripts/precompress.mjs', out);
    },
    onDemand: true,
  },
];

/**
 * Builds what is stale and returns the names of what it built.
 *
 * @param {{ root?: string, steps?: Step[], also?: string[], log?: (line: string) => void }} [options] `also`: names of
 *   on-demand steps to include
 * @returns {Promise<string[]>}
 */
export async function buildStale({ root = ROOT, steps = STEPS, also = [], log = console.error } = {}) {
  const built = [];
  for (const step of steps) {
    if (step.onDemand && !also.includes(step.name)) continue;
    if (isFresh(root, step) || (await isSame(root, step))) continue;
    const { withLock } = await import('./support/lock.mjs');
    const wait = (pid) =>
      log(`${step.name}: プロセス ${pid} のビルドを待っています / waiting for the build of process ${pid}`);
    const lock = path.join(root, step.output, '.lock');
    if (await withLock(lock, () => build(root, step, log), wait)) built.push(step.name);
  }
  return built;
}

/** No input and no output was touched since the last build. */
function isFresh(root, step) {
  const stamp = readStamp(root, step);
  return (
    stamp !== undefined &&
    stamp.inputs === printInputs(root, step) &&
    stamp.outputs === printOutputs(root, step)
  );
}

/** Touched but not changed (a fresh checkout, a branch switched back and forth): the contents are what they were. */
async function isSame(root, step) {
  const stamp = readStamp(root, step);
  if (stamp === undefined || stamp.outputs !== printOutputs(root, step)) return false;
  const next = await takeStamp(root, step);
  if (next.hash !== stamp.hash) return false;
  try {
    writeStamp(root, step, next);
  } catch (error) {
    // Somebody else's checkout: the stamp only saves time.
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
  }
  return true;
}

async function build(root, step, log) {
  // Another process may have built it while we waited for the lock.
  if (isFresh(root, step) || (await isSame(root, step))) return false;
  const started = performance.now();
  const stamp = await takeStamp(root, step);
  const output = path.join(root, step.output);
  const aside = path.join(output, '.new');
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  await step.run(aside);
  rmSync(stampFile(root, step), { force: true }); // from here until the new stamp the folder is neither old nor new
  const written = listFiles(aside, readdirSync(aside));
  for (const file of outputs(root, step)) if (!written.includes(file)) rmSync(path.join(output, file));
  for (const file of written) {
    mkdirSync(path.dirname(path.join(output, file)), { recursive: true });
    renameSync(path.join(aside, file), path.join(output, file));
  }
  rmSync(aside, { recursive: true });
  writeStamp(root, step, { ...stamp, outputs: printOutputs(root, step) });
  log(`${step.name}: ビルド済み / built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return true;
}

const printInputs = (root, step) => quickPrint(root, listFiles(root, step.inputs));
const printOutputs = (root, step) => quickPrint(path.join(root, step.output), outputs(root, step));

/** The outputs, without our own dot files beside them. */
function outputs(root, step) {
  const folder = path.join(root, step.output);
  return listFiles(
    folder,
    readdirSync(folder).filter((name) => !name.startsWith('.')),
  );
}

/** Taken before a build reads its inputs: a file changed during the build makes the next check fail. */
async function takeStamp(root, step) {
  const { contentHash, isSettled } = await import('./support/fingerprint.mjs');
  const files = listFiles(root, step.inputs);
  const inputs = isSettled(root, files) ? quickPrint(root, files) : null;
  return { hash: await contentHash(root, files), inputs, outputs: printOutputs(root, step) };
}

const stampFile = (root, step) => path.join(root, step.output, '.stamp.json');

function readStamp(root, step) {
  try {
    return JSON.parse(readFileSync(stampFile(root, step), 'utf8'));
  } catch {
    return undefined; // never built, or its stamp is damaged: both mean build
  }
}

function writeStamp(root, step, stamp) {
  const file = stampFile(root, step);
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(stamp));
  renameSync(`${file}.${process.pid}`, file);
}

/** Runs one of our scripts on a Node that strips types; its output is shown only when it fails. */
async function nodeScript(script, ...args) {
  const { NODE_FLAGS, hostRunsSonae, noNodeMessage, pinnedNode } = await import('./support/node.mjs');
  const { ExpectedError } = await import('./support/expected-error.mjs');
  const { endLike, run, stopSignal } = await import('./support/child.mjs');
  const node = hostRunsSonae() ? process.execPath : pinnedNode();
  if (!node) throw new ExpectedError(noNodeMessage());
  const { code, output } = await run(node, [...NODE_FLAGS, script, ...args], { cwd: ROOT, capture: true });
  if (stopSignal()) endLike({ signal: stopSignal() });
  if (code !== 0) throw new ExpectedError(`${script} が失敗しました / failed:\n${output}`, 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await buildStale({ also: STEPS.map((step) => step.name) });
  if (built.length === 0) console.error('すべて最新です / everything is fresh');
}
