// Makes the pictures of the README anew: the first page on a desktop and on a phone, and the one page as PDF, of the example
// retailer. Run by hand; needs a Chromium (tests/support/browser.ts) and pdftoppm (poppler-utils).
//
//   node_modules/.bin/node scripts/pictures.mjs
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { disk } from '../apps/cli/src/disk.ts';
import { listen } from '../apps/server/src/index.ts';
import { onePagePdf } from '../packages/documents/src/index.ts';
import { assessCompany } from '../packages/operations/src/index.ts';
import { openBrowser } from '../tests/support/browser.ts';

const ROOT = path.join(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'docs/images');
const COMPANY = 'examples/companies/retailer.yaml';
const LANGUAGE = 'ja';
const OPTIONS = { years: 100_000, seed: 42, returnPeriod: 100, threads: 2, language: LANGUAGE };
/** Heights end between two rows of cards; a README shows the top of a page, not all of it. */
const DESKTOP = { width: 1280, height: 1420 };
const PHONE = { width: 390, height: 844 };
const PDF_DPI = 96;
/** What a README may ask of a slow line, in bytes. */
const MOST = 300_000;

process.chdir(ROOT);
const { assessment, issues } = await assessCompany(disk, COMPANY, {
  ...OPTIONS,
  command: `sonae assess ${COMPANY} --years ${OPTIONS.years} --seed ${OPTIONS.seed}`,
});
if (!assessment) throw new Error(JSON.stringify(issues, undefined, 1));

mkdirSync(OUT, { recursive: true });
await pageImages();
await pdfImage();
for (const name of ['page-desktop.png', 'page-phone.png', 'one-page.png']) {
  const { size } = statSync(path.join(OUT, name));
  console.log(`docs/images/${name} ${Math.round(size / 1000)} kB`);
  if (size > MOST) throw new Error(`docs/images/${name} is larger than ${MOST} bytes`);
}

async function pageImages() {
  const server = await listen({
    port: 0,
    example: async () => assessment,
    assess: async () => ({ issues: [] }),
  });
  const browser = await openBrowser();
  try {
    for (const [name, viewport, at] of [
      ['page-desktop.png', DESKTOP, ''],
      ['page-phone.png', PHONE, '#example'],
    ]) {
      const tab = await browser.newPage({ viewport, deviceScaleFactor: viewport === PHONE ? 2 : 1 });
      await tab.goto(`${server.url}/?lang=${LANGUAGE}${at}`);
      await tab.evaluate(() => document.fonts.ready);
      await tab.screenshot({ path: path.join(OUT, name) });
      await tab.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

async function pdfImage() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonae-pictures-'));
  try {
    const pdf = path.join(folder, 'one-page.pdf');
    writeFileSync(pdf, await onePagePdf(assessment, { language: LANGUAGE }));
    const args = ['-png', '-singlefile', '-r', String(PDF_DPI), pdf, path.join(OUT, 'one-page')];
    const { status, error, stderr } = spawnSync('pdftoppm', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`pdftoppm (poppler-utils): ${error?.message ?? stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
