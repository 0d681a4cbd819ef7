import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Running, runNode, startNode } from '../support/process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PINNED = `node_modules/node-${process.platform}-${process.arch}/bin/node`;
// Without type stripping a Node is too old for Sonae, whatever its version.
const OLD_HOST = '--no-experimental-strip-types';

const MAIN = `
  const [command, ...args]: string[] = process.argv.slice(2);
  if (command === 'serve') process.on('SIGTERM', () => process.exit(7));
  console.log(JSON.stringify({ pid: process.pid, args }));
  if (command === 'exit') process.exitCode = Number(args[0]);
  if (command === 'echo') process.stdin.pipe(process.stdout);
  if (command === 'die') process.kill(process.pid, 'SIGKILL');
  if (command === 'serve' || command === 'wait') setInterval(() => {}, 1000);
`;

/** A build step that writes one file. */
const BUILD =
  "import fs from 'node:fs';\nfs.writeFileSync(process.argv[process.argv.indexOf('--out') + 1] + '/a.json', '{}');";

/** A repository with the real bin, a stub of the CLI behind it and this Node as the pinned one; returns the bin. */
function repository({ pinned = true } = {}): string {
  const root = tempFolder({
    'package.json': { name: 'root', type: 'module' },
    'apps/cli/src/main.ts': MAIN,
    'packages/core/src/index.ts': '',
    'scripts/build-knowledge.mjs': BUILD,
    'scripts/build-law.mjs': BUILD,
  });
  for (const file of ['apps/cli/bin', 'scripts/support', 'scripts/build.mjs']) {
    cpSync(path.join(ROOT, file), path.join(root, file), { recursive: true });
  }
  if (pinned) {
    mkdirSync(path.dirname(path.join(root, PINNED)), { recursive: true });
    symlinkSync(process.execPath, path.join(root, PINNED));
  }
  return path.join(root, 'apps/cli/bin/sonae.mjs');
}

const first = (stdout: string): { pid: number; args: string[] } => JSON.parse(stdout.split('\n')[0]!);

test('S1 a Node that is new enough runs the CLI in its own process', async () => {
  const running = startNode([repository(), 'exit', '3', '備え']);
  const { code, stdout } = await running.ended;
  expect(code).toBe(3);
  expect(first(stdout)).toEqual({ pid: running.child.pid, args: ['3', '備え'] });
});

test('S2 an older Node starts the pinned one, with arguments, input and exit code', async () => {
  const bin = repository();
  const running = startNode([OLD_HOST, bin, 'echo', '備え', 'a b'], { input: '損害' });
  const { code, stdout } = await running.ended;
  expect(code).toBe(0);
  expect(first(stdout).args).toEqual(['備え', 'a b']);
  expect(first(stdout).pid).not.toBe(running.child.pid);
  expect(stdout.endsWith('\n損害')).toBe(true);
  expect((await runNode([OLD_HOST, bin, 'exit', '2'])).code).toBe(2);
});

test('S3 a signal reaches the CLI, which decides how it ends', async () => {
  const running = startNode([OLD_HOST, repository(), 'serve']);
  await running.printed('}');
  running.child.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ code: 7, signal: null });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'S3 killed by %s the CLI leaves the same signal behind',
  async (signal) => {
    const running: Running = startNode([OLD_HOST, repository(), 'wait']);
    await running.printed('}');
    running.child.kill(signal);
    expect(await running.ended).toMatchObject({ code: null, signal });
  },
);

test('S3 a CLI that crashes leaves 128 + n behind', async () => {
  expect((await runNode([OLD_HOST, repository(), 'die'])).code).toBe(128 + 9);
});

test('S4 without any usable Node it says so in both languages and ends with 2', async () => {
  const { code, stderr } = await runNode([OLD_HOST, repository({ pinned: false }), 'exit', '0']);
  expect(code).toBe(2);
  expect(stderr).toContain('Node.js 22.18 以上');
  expect(stderr).toContain('needs Node.js 22.18 or newer');
});

test('S5 stale outputs are built first, on stderr', async () => {
  const bin = repository();
  const { stdout, stderr } = await runNode([OLD_HOST, bin, 'exit', '0']);
  expect(stderr).toContain('knowledge');
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(existsSync(path.resolve(bin, '../../../../packages/knowledge/build/a.json'))).toBe(true);
  expect((await runNode([OLD_HOST, bin, 'exit', '0'])).stderr).toBe('');
});
