import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../run.ts';

const MODEL = path.join(import.meta.dirname, '../../../../bench/models/t3.json');

/** Runs a command line and returns what it wrote. */
async function sonae(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli(argv, {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    env: {},
    once: () => undefined,
    removeListener: () => undefined,
  });
  return { code, out, err };
}

const run = async (...flags: string[]) =>
  JSON.parse((await sonae('engine', 'run', MODEL, '--json', '--repeat', '1', ...flags)).out);

test('engine run prints every key of its contract, the same digest by kernel and by reference', async () => {
  const kernel = await run('--engine', 'wasm', '--years', '100000', '--threads', '2');
  expect(Object.keys(kernel)).toEqual(
    expect.arrayContaining(['engine', 'years', 'seed', 'threads', 'wallMs', 'coldMs', 'peakRssMb', 'digest']),
  );
  for (const measure of ['gross', 'insured', 'retained']) {
    expect(Object.keys(kernel[measure])).toEqual(['mean', 'var', 'tvar', 'se']);
    for (const key of ['var', 'tvar']) expect(Object.keys(kernel[measure][key])).toEqual(['0.99', '0.995']);
  }
  const reference = await run('--engine', 'typescript', '--years', '100000');
  expect(reference.digest).toBe(kernel.digest);
  expect(reference.engine).toBe('typescript');
});

test('engine run computes where it can, and plays on until a precision is reached', async () => {
  expect(await run()).toMatchObject({ engine: 'exact' });
  const precise = await run('--engine', 'wasm', '--years', '50000', '--precision', '2%');
  expect(precise.years).toBeGreaterThan(50_000);
  expect(precise.gross.se.tvar['0.995'] / precise.gross.tvar['0.995']).toBeLessThan(0.02);
});

test('engine run ends with 1 on a bad model and 2 on no model', async () => {
  const folder = path.join(import.meta.dirname, '../../package.json');
  expect(await sonae('engine', 'run', folder, '--json')).toMatchObject({ code: 1 });
  expect(await sonae('engine', 'run', `${MODEL}.missing`)).toMatchObject({ code: 2 });
});
