// Installs what package-lock.json says, when it has not been installed yet. Leaves a stamp, because npm leaves none that a
// killed `npm ci` would not also leave.
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, stopSignal } from './child.mjs';
import { ExpectedError } from './expected-error.mjs';
import { withLock } from './lock.mjs';

const STAMP = 'node_modules/.sonae-install';
const NPM_STAMP = 'node_modules/.package-lock.json';

/** Installs unless the installed packages are those of the lock file; says so on stderr. */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  // Not in node_modules: npm ci empties that first.
  await withLock(
    path.join(root, 'tmp', 'install.lock'),
    async (fellow) => {
      if (!isInstalled(root)) await install(root, fellow);
    },
    (pid) =>
      console.error(`プロセス ${pid} のインストールを待っています / waiting for process ${pid} to install`),
  );
}

function isInstalled(root) {
  const text = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const lock = JSON.parse(text).packages;
  if (!isComplete(root, lock)) return false;
  if (read(root, STAMP) === stampOf(text)) return true;
  // Somebody ran `npm ci` or `npm install`: npm writes its own record last of all.
  if (!isRecorded(root, lock)) return false;
  writeFileSync(path.join(root, STAMP), stampOf(text));
  return true;
}

const stampOf = (lockText) =>
  createHash('sha256').update(lockText).update(`${process.platform} ${process.arch}`).digest('hex');

/** Every package that must be there has its folder: catches an `npm ci` killed while it was emptying node_modules. */
function isComplete(root, lock) {
  return Object.entries(lock).every(([key, entry]) => {
    if (!key.includes('node_modules/') || !isForThisMachine(entry)) return true;
    return (
      entry.optional ||
      statSync(path.join(root, key, 'package.json'), { throwIfNoEntry: false }) !== undefined
    );
  });
}

function isRecorded(root, lock) {
  const recorded = JSON.parse(read(root, NPM_STAMP) ?? '{}').packages ?? {};
  return Object.entries(lock).every(([key, entry]) => {
    if (!key.includes('node_modules/') || !isForThisMachine(entry)) return true;
    const found = recorded[key];
    if (found === undefined) return Boolean(entry.optional);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** npm's rule for `os` and `cpu`: named, or everything named is another one's exclusion ("!win32"). */
function isForThisMachine(entry) {
  const allows = (named, value) => {
    const list = named === undefined ? [] : [named].flat();
    return list.includes(value) || list.every((item) => item.startsWith('!') && item !== `!${value}`);
  };
  return allows(entry.os, process.platform) && allows(entry.cpu, process.arch);
}

async function install(root, onStart) {
  console.error(
    '依存パッケージを入れています（初回は1分ほど）… / Installing dependencies (about a minute the first time)…',
  );
  const started = performance.now();
  const stamp = stampOf(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  // First: if this install is killed half-way, nothing may claim that it is done.
  for (const file of [STAMP, NPM_STAMP]) rmSync(path.join(root, file), { force: true });
  const { env, cleanUp } = npmEnvironment(root);
  const npm = npmCommand();
  // NODE_ENV=production or omit=dev in somebody's npm settings would leave out what tests and builds need.
  const flags = ['ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const { code, signal } = await run(npm.file, [...npm.args, ...flags], {
    cwd: root,
    env,
    shell: npm.shell,
    onStart,
  }).catch((error) => {
    throw new ExpectedError(`npm を起動できません / cannot start npm: ${error.message}`);
  });
  cleanUp();
  if (stopSignal() || signal)
    throw new ExpectedError('インストールを中断しました / the install was interrupted', 130);
  if (code !== 0)
    throw new ExpectedError(
      `npm ci が失敗しました（上の出力を見てください） / npm ci failed (see above): ${code}`,
      1,
    );
  writeFileSync(path.join(root, STAMP), stamp);
  console.error(`${((performance.now() - started) / 1000).toFixed(0)} 秒で入りました / installed`);
}

/** npm refuses to work without a cache it can write: where the home folder is read-only or missing, give it one of ours. */
function npmEnvironment(root) {
  const { npm_config_cache: set, HOME } = process.env;
  const home = HOME || os.homedir();
  const cache = set || (process.platform === 'win32' ? process.env.LOCALAPPDATA : path.join(home, '.npm'));
  if (cache && isWritable(cache)) return { env: process.env, cleanUp: () => {} };
  const own = path.join(root, 'tmp', 'npm-cache');
  const env = { ...process.env, npm_config_cache: own };
  return { env, cleanUp: () => rmSync(own, { recursive: true, force: true }) };
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The npm that started us, else the one on the PATH. */
function npmCommand() {
  const started = process.env.npm_execpath;
  if (started?.endsWith('npm-cli.js') && existsSync(started))
    return { file: process.execPath, args: [started] };
  return { file: 'npm', args: [], shell: process.platform === 'win32' };
}

function read(root, file) {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}
