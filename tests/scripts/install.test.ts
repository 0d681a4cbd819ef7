import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Ended, runNode } from '../support/process.ts';
import { tempFolder, writeFiles } from '../support/temp-folder.ts';

const INSTALL = path.resolve(import.meta.dirname, '../../scripts/support/install.mjs');

const lock = (version: string) => ({
  packages: {
    '': { name: 'root' },
    'node_modules/a': { version, integrity: 'sha512-a' },
    'node_modules/b': { version: '1.0.0', integrity: 'sha512-b' },
    'node_modules/elsewhere': { version: '1.0.0', integrity: 'sha512-c', optional: true, os: ['nowhere'] },
  },
});

/** An npm that notes its arguments and cache, then installs as npm does: empty the folder, fill it, record it last. */
const FAKE_NPM = `
  const fs = require('node:fs');
  fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + ' cache=' + process.env.npm_config_cache + '\\n');
  const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
  const installed = Object.entries(packages).filter(([key, entry]) => key && !entry.os);
  for (const [key, entry] of installed) {
    fs.rmSync(key, { recursive: true, force: true });
    fs.mkdirSync(key, { recursive: true });
    fs.writeFileSync(key + '/package.json', '{}');
  }
  if (process.env.NPM_DIES) process.kill(process.pid, 'SIGKILL');
  if (process.env.NPM_FAILS) process.exit(1);
  setTimeout(() => {
    fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: Object.fromEntries(installed) }));
  }, 200);
`;

function repository(): string {
  return tempFolder({
    'package-lock.json': lock('1.0.0'),
    'fake/npm-cli.js': FAKE_NPM,
    'go.mjs': `import { ensureInstalled } from ${JSON.stringify(INSTALL)};\nawait ensureInstalled(import.meta.dirname);`,
  });
}

function install(root: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const npm = path.join(root, 'fake/npm-cli.js');
  return runNode([path.join(root, 'go.mjs')], { env: { npm_execpath: npm, npm_config_cache: '', ...env } });
}

const npmRuns = (root: string): string[] =>
  readFileSync(path.join(root, 'npm.log'), 'utf8').trim().split('\n');

test('I1 a fresh clone is installed once', async () => {
  const root = repository();
  expect((await install(root)).code).toBe(0);
  expect(await install(root)).toMatchObject({ code: 0, stderr: '' });
  expect(npmRuns(root)).toHaveLength(1);
  expect(npmRuns(root)[0]).toMatch(/^ci --no-audit --no-fund /);
});

test('I2 a changed lock file is installed', async () => {
  const root = repository();
  await install(root);
  writeFiles(root, { 'package-lock.json': lock('2.0.0') });
  await install(root);
  expect(npmRuns(root)).toHaveLength(2);
});

test.each([
  ['killed', { NPM_DIES: '1' }],
  ['failing', { NPM_FAILS: '1' }],
])('I3 a %s install is redone, also over an earlier good one', async (_, env) => {
  const root = repository();
  expect((await install(root, env)).code).not.toBe(0);
  expect((await install(root)).code).toBe(0);
  rmSync(path.join(root, 'node_modules/b'), { recursive: true });
  expect((await install(root, env)).code).not.toBe(0);
  expect((await install(root)).code).toBe(0);
  expect(npmRuns(root)).toHaveLength(4);
});

test('I4 an install by npm itself is taken as it is', async () => {
  const root = repository();
  await install(root);
  rmSync(path.join(root, 'node_modules/.sonae-install'));
  await install(root);
  expect(npmRuns(root)).toHaveLength(1);
});

test('I5 a missing package folder is noticed', async () => {
  const root = repository();
  await install(root);
  rmSync(path.join(root, 'node_modules/b'), { recursive: true });
  await install(root);
  expect(npmRuns(root)).toHaveLength(2);
});

test('I6 npm gets a cache of ours where the home folder cannot be written', async () => {
  const root = repository();
  await install(root, { HOME: '/dev/null/home' });
  expect(npmRuns(root)[0]).toContain(`cache=${path.join(root, 'tmp/npm-cache')}`);
});

test('I7 processes that start at once install once', async () => {
  const root = repository();
  const ended = await Promise.all([install(root), install(root), install(root)]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(npmRuns(root)).toHaveLength(1);
});
