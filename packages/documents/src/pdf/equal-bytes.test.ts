import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runNode } from '../../../../tests/support/process.ts';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { wholeFont } from '../assets.ts';

const HASHES = `
import { createHash } from 'node:crypto';
const { onePagePdf } = await import('${new URL('./one-page-pdf.ts', import.meta.url)}');
const { onePageHtml } = await import('${new URL('../html/page.ts', import.meta.url)}');
const { retailer, crowded } = await import('${new URL('../testing/assessments.ts', import.meta.url)}');
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
for (const [assessment, language] of [[retailer, 'ja'], [crowded(), 'en']]) {
  console.log(hash(await onePagePdf(assessment, { language })));
  console.log(hash(await onePageHtml(assessment, { language, fonts: 'embed' })));
}`;

test('D27 equal bytes in every process, whatever fonts the machine has', async () => {
  // Another BIZ UDPGothic, with letters of twice the size, among the fonts of the machine: Windows carries one.
  const font = Buffer.from(await wholeFont(400));
  const head = [...Array(font.readUInt16BE(4)).keys()]
    .map((i) => 12 + 16 * i)
    .find((at) => font.toString('latin1', at, at + 4) === 'head');
  font.writeUInt16BE(1024, font.readUInt32BE((head ?? 0) + 8) + 18);
  const home = tempFolder({ 'print.mjs': HASHES });
  for (const folder of [`${home}/.fonts`, `${home}/.local/share/fonts`]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/other.ttf`, font);
  }
  const print = (env: NodeJS.ProcessEnv) => runNode([`${home}/print.mjs`], { env });
  const machine = { HOME: home, XDG_DATA_HOME: `${home}/.local/share` };
  const runs = [...(await Promise.all([print({}), print(machine)])), await print({})];
  for (const { code, stderr } of runs) expect(stderr, String(code)).toBe('');
  const [first, ...others] = runs.map(({ stdout }) => stdout);
  expect(first.trim().split('\n')).toHaveLength(4);
  for (const other of others) expect(other).toBe(first);
});
