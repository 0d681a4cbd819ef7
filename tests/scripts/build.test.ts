import { spawn } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildStale, type Step } from '../../scripts/build.mjs';
import { tempFolder, writeFiles } from '../support/temp-folder.ts';

/** A step that joins the texts of `data/` into one file and counts how often it ran. */
function joining(root: string): { step: Step; runs: () => number; build: () => Promise<string[]> } {
  let runs = 0;
  const step: Step = {
    name: 'join',
    inputs: ['data', 'config.json'],
    output: 'build',
    run: async (out) => {
      runs += 1;
      const names = readdirSync(path.join(root, 'data')).filter((name) => !name.includes('.test.'));
      writeFiles(out, {
        'all.txt': names.map((name) => readFileSync(path.join(root, 'data', name), 'utf8')).join(),
      });
      for (const name of names) writeFiles(out, { [`each/${name}`]: name });
    },
  };
  return { step, runs: () => runs, build: () => buildStale({ root, steps: [step], log: () => {} }) };
}

const result = (root: string) => readFileSync(path.join(root, 'build/all.txt'), 'utf8');

/** As if the files had been written long ago: a file touched just now is never trusted by its time. */
function settle(root: string, ...files: string[]): void {
  for (const file of files) utimesSync(path.join(root, file), 1_700_000_000, 1_700_000_000);
}

test('B1 builds once, then not again', async () => {
  const root = tempFolder({ 'data/a.txt': 'a', 'data/b.txt': 'b' });
  const { build, runs } = joining(root);
  expect(await build()).toEqual(['join']);
  expect(result(root)).toBe('a,b');
  expect(await build()).toEqual([]);
  expect(runs()).toBe(1);
});

test.each<[string, (root: string) => void]>([
  ['a changed input', (root) => writeFileSync(path.join(root, 'data/a.txt'), 'A')],
  ['a new input', (root) => writeFileSync(path.join(root, 'data/c.txt'), 'c')],
  ['a removed input', (root) => unlinkSync(path.join(root, 'data/b.txt'))],
  ['an input that did not exist', (root) => writeFileSync(path.join(root, 'config.json'), '{}')],
  ['a removed output', (root) => unlinkSync(path.join(root, 'build/each/a.txt'))],
  ['a changed output', (root) => writeFileSync(path.join(root, 'build/all.txt'), 'tampered')],
  ['a damaged stamp', (root) => writeFileSync(path.join(root, 'build/.stamp.json'), '{"ha')],
])('B2 %s makes it stale', async (_, change) => {
  const root = tempFolder({ 'data/a.txt': 'a', 'data/b.txt': 'b' });
  settle(root, 'data/a.txt', 'data/b.txt');
  const { build, runs } = joining(root);
  await build();
  change(root);
  expect(await build()).toEqual(['join']);
  expect(await build()).toEqual([]);
  expect(runs()).toBe(2);
});

test('B2 an edit of the same length within one tick of the clock is seen', async () => {
  const root = tempFolder({ 'data/a.txt': 'a' });
  const { build } = joining(root);
  const now = new Date();
  utimesSync(path.join(root, 'data/a.txt'), now, now);
  await build();
  writeFileSync(path.join(root, 'data/a.txt'), 'A');
  utimesSync(path.join(root, 'data/a.txt'), now, now);
  await build();
  expect(result(root)).toBe('A');
});

test.each<[string, (root: string) => void]>([
  ['a touched input with the same contents', (root) => utimesSync(path.join(root, 'data/a.txt'), 1e9, 1e9)],
  ['a test beside the inputs', (root) => writeFileSync(path.join(root, 'data/a.test.ts'), '')],
])('B3 %s does not', async (_, change) => {
  const root = tempFolder({ 'data/a.txt': 'a' });
  settle(root, 'data/a.txt');
  const { build, runs } = joining(root);
  await build();
  change(root);
  expect(await build()).toEqual([]);
  expect(runs()).toBe(1);
});

test('B4 what a build no longer writes is removed', async () => {
  const root = tempFolder({ 'data/a.txt': 'a', 'data/b.txt': 'b' });
  const { build } = joining(root);
  await build();
  unlinkSync(path.join(root, 'data/b.txt'));
  await build();
  expect(existsSync(path.join(root, 'build/each/b.txt'))).toBe(false);
});

test('B5 a failing build leaves the old outputs and is tried again', async () => {
  const root = tempFolder({ 'data/a.txt': 'a' });
  const { step, build } = joining(root);
  await build();
  writeFileSync(path.join(root, 'data/a.txt'), 'broken');
  const failing: Step = { ...step, run: () => Promise.reject(new Error('no')) };
  await expect(buildStale({ root, steps: [failing], log: () => {} })).rejects.toThrow('no');
  expect(result(root)).toBe('a');
  expect(await build()).toEqual(['join']);
  expect(result(root)).toBe('broken');
});

test('B6 an on-demand step runs only when asked for', async () => {
  const root = tempFolder({ 'data/a.txt': 'a' });
  const step: Step = { ...joining(root).step, onDemand: true };
  expect(await buildStale({ root, steps: [step], log: () => {} })).toEqual([]);
  expect(await buildStale({ root, steps: [step], also: ['join'], log: () => {} })).toEqual(['join']);
});

test('B7 processes that start at once build once, and each returns to whole outputs', async () => {
  const root = tempFolder({ 'data/a.txt': 'a', 'runs.txt': '', 'one.mjs': processSource() });
  const outputs = await Promise.all(Array.from({ length: 4 }, () => runNode(root)));
  expect(outputs).toEqual(Array(4).fill('a'.repeat(100_000)));
  expect(readFileSync(path.join(root, 'runs.txt'), 'utf8')).toBe('x');
});

test('B8 the lock of a killed process does not stop the next one', async () => {
  const root = tempFolder({ 'data/a.txt': 'a' });
  const { build } = joining(root);
  const gone = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => gone.on('exit', resolve));
  // The last one: this process's number with another start time, as after a reboot.
  for (const holder of [`${gone.pid} 1`, '', `${process.pid} 1`]) {
    rmSync(path.join(root, 'build'), { recursive: true, force: true });
    writeFiles(root, { 'build/.lock': holder });
    settle(root, 'build/.lock');
    expect(await build()).toEqual(['join']);
    expect(readdirSync(path.join(root, 'build')).sort()).toEqual(['.stamp.json', 'all.txt', 'each']);
  }
});

/** A process that builds slowly and prints the output it then reads. */
function processSource(): string {
  return `
    import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
    import { buildStale } from ${JSON.stringify(path.resolve(import.meta.dirname, '../../scripts/build.mjs'))};
    const root = import.meta.dirname;
    const run = async (out) => {
      appendFileSync(root + '/runs.txt', 'x');
      const text = readFileSync(root + '/data/a.txt', 'utf8');
      for (let i = 0; i < 10; i++) {
        writeFileSync(out + '/all.txt', text.repeat(10_000), { flag: 'a' });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await buildStale({ root, steps: [{ name: 'slow', inputs: ['data'], output: 'build', run }], log: () => {} });
    process.stdout.write(readFileSync(root + '/build/all.txt', 'utf8'));
  `;
}

function runNode(root: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'one.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`exit ${code}`))));
  });
}
