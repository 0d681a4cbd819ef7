import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Running, runNode, startNode } from '../support/process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const BIN = path.resolve(import.meta.dirname, '../../apps/cli/bin/sonae.mjs');
const COMPANY = 'examples/companies/clinic.yaml';

/** Resolves when the process has printed this on standard error. */
const said = ({ child }: Running, text: string) =>
  new Promise<void>((resolve) => {
    let err = '';
    child.stderr?.on('data', (chunk) => {
      err += chunk;
      if (err.includes(text)) resolve();
    });
    child.on('close', () => resolve());
  });

test.each(['pdf', 'html'])(
  'U10 Ctrl-C in the midst: exit 130, no half %s, the old one untouched',
  async (kind) => {
    const folder = tempFolder({ [`old.${kind}`]: 'old' });
    const running = startNode([
      BIN,
      'assess',
      COMPANY,
      '--years',
      '1000000',
      '--report',
      path.join(folder, `old.${kind}`),
    ]);
    await said(running, '計算中');
    running.child.kill('SIGINT');
    const { code, signal, stdout, stderr } = await running.ended;
    expect([code, signal, stdout]).toEqual([130, null, '']);
    expect(stderr).toMatch(/\n中止しました。\n$/);
    expect(readdirSync(folder)).toEqual([`old.${kind}`]);
    expect(readFileSync(path.join(folder, `old.${kind}`), 'utf8')).toBe('old');
  },
);

test('U11 a reader that leaves early is no error', async () => {
  const running = startNode([BIN, 'register', 'read', 'examples/broken/twelve-mistakes.yaml', '--json']);
  running.child.stdout?.destroy();
  const { stderr, signal } = await running.ended;
  expect([stderr, signal]).toEqual(['', null]);
});

// All worlds take some seconds, and a busy machine takes its time.
test('U1 U13 the whole of it, as a shell runs it: 1,500 worlds', { timeout: 90_000 }, async () => {
  const { code, stdout, stderr } = await runNode([BIN, 'assess', COMPANY, '--years', '3000', '--json']);
  expect(code).toBe(0);
  const { waterfall, worlds } = JSON.parse(stdout);
  expect(worlds).toBeGreaterThanOrEqual(1500);
  expect(waterfall.gross - waterfall.contract - waterfall.insurance).toBe(waterfall.retained);
  expect(stderr).toMatch(/^(計算中 \d+ %\n)+$/);
});

test('U17 the time to start is reported, and judged by people', async () => {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const started = performance.now();
    expect((await runNode([BIN, 'jnsa', '--x', '1', '--y', '1', '--identifiability', '6'])).code).toBe(0);
    times.push(Math.round(performance.now() - started));
  }
  console.info(`sonae jnsa, from start to end: ${times.join(', ')} ms`);
});
