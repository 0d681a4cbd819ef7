// Our loss engine beside its peers in one run: every round takes each of them once, one after the other, and medians over
// the rounds are compared, so that a slow minute of the machine meets all alike. Peers are installed by pip into a folder
// outside the repository; whatever cannot be had is named as missing. `--quick` takes one round, `--write` writes
// docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from '../scripts/support/node.mjs';
import { pageOf } from './engine/page.mjs';

export const about = 'our loss engine beside NumPy, C++ and the engines one can install, in one run';

const HERE = fileURLToPath(new URL('./engine/', import.meta.url));
const FOLDER = path.join(tmpdir(), 'sonae-bench');
const PYTHON = path.join(FOLDER, 'venv/bin/python');
const YEARS = '1000000';
const ROUNDS = 3;

/** What pip installs for each peer. riskquant is not on PyPI: name its folder in SONAE_RISKQUANT. */
const PACKAGES = {
  numpy: 'numpy',
  pal: 'proteusllp-actuarial-library',
  pyfair: 'pyfair',
  crml: 'crml-engine',
  gemact: 'gemact',
  aggregate: 'aggregate',
};

/** What is run, in the order of each round. `once`: too slow to repeat. */
const RUNS = {
  'ours T3': { ours: 'play t3' },
  'NumPy tuned T3': { python: ['numpy_t3.py', 'tuned', YEARS, '5'], needs: 'numpy' },
  'NumPy plain T3': { python: ['numpy_t3.py', 'plain', YEARS, '3'], needs: 'numpy' },
  'C++ T3, one thread': { cpp: '1' },
  'ours T3, one thread': { ours: 'play t3', threads: '1' },
  'C++ T3': { cpp: 'threads' },
  'ours T3 again': { ours: 'play t3' },
  'ours T12': { ours: 'play t12' },
  'NumPy single T12': { python: ['numpy_t12.py', 'single', YEARS, '2'], needs: 'numpy' },
  'NumPy double T12': { python: ['numpy_t12.py', 'double', YEARS, '1'], needs: 'numpy' },
  'ours re-pricing T3': { ours: 'reprice t3' },
  'NumPy re-pricing T3': { python: ['numpy_t3.py', 'reprice', YEARS, '7'], needs: 'numpy' },
  'ours re-pricing T12': { ours: 'reprice t12' },
  'NumPy re-pricing T12': { python: ['numpy_t12.py', 'reprice', YEARS, '5'], needs: 'numpy' },
  'ours exact T3': { ours: 'exact t3' },
  'ours 1 % of T12 gross TVaR': { ours: 'tail t12' },
  PAL: { python: ['peers.py', 'pal', YEARS, '3'], needs: 'pal' },
  pyfair: { python: ['peers.py', 'pyfair', YEARS, '1'], needs: 'pyfair' },
  riskquant: { python: ['peers.py', 'riskquant', YEARS, '1'], needs: 'riskquant' },
  CRML: { python: ['peers.py', 'crml', YEARS, '1'], needs: 'crml' },
  aggregate: { python: ['peers.py', 'aggregate', YEARS, '1'], needs: 'aggregate' },
  GEMAct: { python: ['peers.py', 'gemact', YEARS, '1'], needs: 'gemact', once: true },
};

/** Years plain NumPy needs for 1 % of T12's gross TVaR 99 (error 3.5 % at 1M years, by the root of the years). */
const YEARS_FOR_ONE_PERCENT = 12.25;

/** Ratios that are judged: the slower, the quicker, what is accepted, what is hoped for. */
const RATIOS = [
  ['NumPy tuned T3', 'ours T3', 5, 8],
  ['NumPy single T12', 'ours T12', 6, 10],
  ['PAL', 'ours T3', 40, 60],
  ['pyfair', 'ours T3', 100, 200],
  ['riskquant', 'ours T3', 350, 600],
  ['CRML', 'ours T3', 350, 500],
  ['GEMAct', 'ours T3', 3000, 5000],
  ['NumPy re-pricing T3', 'ours re-pricing T3', 5, 8],
  ['NumPy re-pricing T12', 'ours re-pricing T12', 5, 8],
];

export async function run({ note, args, threads }) {
  const rounds = args.includes('--quick') ? 1 : ROUNDS;
  const available = prepare(note);
  const taken = new Map();
  for (let round = 1; round <= rounds; round++) {
    for (const [name, what] of Object.entries(RUNS)) {
      if ((what.once && round > 1) || (what.needs && !available.has(what.needs))) continue;
      if (what.cpp && !available.has('c++')) continue;
      const found = execute(what, threads);
      if (!found) {
        note(`${name}: did not run`);
        continue;
      }
      if (!taken.has(name)) taken.set(name, []);
      taken.get(name).push(found);
      note(`round ${round}  ${name.padEnd(28)} ${found.ms.toFixed(2).padStart(10)} ms`);
    }
  }
  const figures = [...taken].map(([name, all]) => {
    const ms = median(all.map((found) => found.ms));
    const { figures: results, grownMB, p95, digest } = all.at(-1);
    return { name, ms: Number(ms.toFixed(3)), rounds: all.length, p95, grownMB, digest, results };
  });
  const msOf = (name) => figures.find((figure) => figure.name === name)?.ms;
  const ours = Math.min(...[msOf('ours T3'), msOf('ours T3 again')].filter((ms) => ms !== undefined));
  const ratios = RATIOS.flatMap(([slow, quick, accepted, goal]) => {
    const [a, b] = [msOf(slow), quick === 'ours T3' ? ours : msOf(quick)];
    return a === undefined || b === undefined
      ? []
      : [{ name: `${slow} / ${quick}`, accepted, goal, reached: ratio(a, b) }];
  });
  if (msOf('C++ T3'))
    ratios.push({
      name: 'ours T3 / C++ T3 (behind by)',
      accepted: 3.3,
      goal: 2.5,
      reached: ratio(ours, msOf('C++ T3')),
      atMost: true,
    });
  if (msOf('NumPy double T12')) {
    const numpy = msOf('NumPy double T12') * YEARS_FOR_ONE_PERCENT;
    ratios.push({
      name: '1 % of T12 gross TVaR 99: NumPy / ours',
      accepted: 500,
      goal: 500,
      reached: ratio(numpy, msOf('ours 1 % of T12 gross TVaR')),
    });
  }
  note('');
  for (const { name, accepted, goal, reached } of ratios)
    note(`${name.padEnd(44)} ${String(reached).padStart(8)}  accepted ${accepted}, goal ${goal}`);
  const missing = [...Object.keys(PACKAGES), 'riskquant', 'c++'].filter((name) => !available.has(name));
  if (missing.length > 0) note(`missing: ${missing.join(', ')}`);
  const result = { threads, rounds, figures, ratios, missing, versions: Object.fromEntries(available) };
  if (args.includes('--write')) {
    const file = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
    writeFileSync(file, pageOf(result));
    note('docs/benchmarks.md');
  }
  return result;
}

/** Installs and compiles what can be had; returns it with its version. */
function prepare(note) {
  const available = new Map();
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(PYTHON) && spawnSync('python3', ['-m', 'venv', path.join(FOLDER, 'venv')]).status !== 0)
    note('no python3: peers are left out');
  if (existsSync(PYTHON)) {
    for (const [name, pack] of Object.entries(PACKAGES)) {
      const show = () => spawnSync(PYTHON, ['-m', 'pip', 'show', pack], { encoding: 'utf8' });
      if (show().status !== 0) {
        note(`pip install ${pack}`);
        spawnSync(PYTHON, ['-m', 'pip', 'install', '-q', pack], { timeout: 600_000 });
      }
      const shown = show();
      if (shown.status === 0) available.set(name, /^Version: (.*)$/m.exec(shown.stdout)?.[1] ?? '?');
    }
    if (process.env.SONAE_RISKQUANT) available.set('riskquant', 'from a folder');
  }
  const wide = spawnSync('grep', ['-qw', 'avx512dq', '/proc/cpuinfo']).status === 0;
  const flags = wide ? ['-march=native', '-DW=16'] : ['-march=native', '-mavx2', '-DW=8'];
  const built = spawnSync('g++', [
    '-O3',
    '-fno-math-errno',
    ...flags,
    path.join(HERE, 'reference.cpp'),
    '-o',
    path.join(FOLDER, 'reference'),
    '-lpthread',
  ]);
  if (built.status === 0) available.set('c++', wide ? 'AVX-512' : 'AVX2');
  return available;
}

function execute(what, threads) {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const [command, args] = what.ours
    ? [
        process.execPath,
        [...NODE_FLAGS, path.join(HERE, 'ours.ts'), what.ours, what.threads ?? String(threads), '41'],
      ]
    : what.cpp
      ? [path.join(FOLDER, 'reference'), [YEARS, what.cpp === 'threads' ? String(threads) : what.cpp, '41']]
      : [PYTHON, [path.join(HERE, what.python[0]), ...what.python.slice(1)]];
  if (what.needs === 'riskquant') env.PYTHONPATH = process.env.SONAE_RISKQUANT;
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    env,
    timeout: 900_000,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) return undefined;
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1));
  } catch {
    return undefined;
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const ratio = (a, b) => Number((a / b).toPrecision(3));
